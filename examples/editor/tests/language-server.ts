import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type MessageConnection,
} from 'vscode-jsonrpc/node';

export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export interface Diagnostic {
  readonly range: Range;
  readonly code: string;
  readonly message: string;
}

/** What the menu of quick fixes shows, and what choosing it asks the server to run. */
export interface CodeAction {
  readonly title: string;
  readonly command?: { readonly command: string; readonly arguments?: readonly unknown[] };
}

export interface TextEdit {
  readonly range: Range;
  readonly newText: string;
}

interface WorkspaceEdit {
  readonly documentChanges?: readonly { readonly edits: readonly TextEdit[] }[];
}

/** What the extension asks for by itself; the folder's `.vscode/settings.json` comes on top. */
const DEFAULTS = {
  validate: 'on',
  packageManager: 'npm',
  useESLintClass: true,
  useFlatConfig: true,
  experimental: { useFlatConfig: false },
  codeAction: {
    disableRuleComment: { enable: false, location: 'separateLine', commentStyle: 'line' },
    showDocumentation: { enable: false },
  },
  codeActionOnSave: { enable: false, mode: 'all' },
  format: false,
  quiet: false,
  onIgnoredFiles: 'off',
  options: {},
  rulesCustomizations: [],
  run: 'onType',
  problems: { shortenToSingleLine: false },
  nodePath: null,
  workingDirectory: { mode: 'auto' },
};

/** The language server of the ESLint extension of VS Code, and what an editor tells it. */
export class LanguageServer {
  readonly #folder: string;
  readonly #process: ChildProcess;
  readonly #connection: MessageConnection;
  #applied: readonly TextEdit[] = [];
  #version = 0;

  private constructor(folder: string, server: ChildProcess, connection: MessageConnection) {
    this.#folder = folder;
    this.#process = server;
    this.#connection = connection;
  }

  static async start(
    folder: string,
    env: Readonly<Record<string, string>>,
  ): Promise<LanguageServer> {
    const manifest = createRequire(import.meta.url).resolve(
      'vscode-langservers-extracted/package.json',
    );
    const program = join(dirname(manifest), 'bin/vscode-eslint-language-server');
    const child = spawn(process.execPath, [program, '--stdio'], {
      cwd: folder,
      env: { ...process.env, ...env },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const connection = createMessageConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    const server = new LanguageServer(folder, child, connection);
    await server.#initialize();
    return server;
  }

  async #initialize(): Promise<void> {
    const rootUri = pathToFileURL(this.#folder).href;
    const workspaceFolder = { uri: rootUri, name: 'editor' };
    this.#connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) =>
      items.map(() => ({ ...DEFAULTS, workspaceFolder })),
    );
    this.#connection.onRequest('client/registerCapability', () => null);
    this.#connection.onRequest('workspace/diagnostic/refresh', () => null);
    this.#connection.onRequest('workspace/applyEdit', ({ edit }: { edit: WorkspaceEdit }) => {
      this.#applied = edit.documentChanges?.flatMap(({ edits }) => edits) ?? [];
      return { applied: true };
    });
    this.#connection.listen();
    await this.#connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri,
      workspaceFolders: [workspaceFolder],
      capabilities: {
        textDocument: {
          diagnostic: { dynamicRegistration: true },
          codeAction: { dynamicRegistration: true },
          synchronization: { dynamicRegistration: true },
        },
        workspace: {
          configuration: true,
          applyEdit: true,
          workspaceFolders: true,
          workspaceEdit: { documentChanges: true },
          diagnostics: { refreshSupport: true },
        },
      },
    });
    await this.#connection.sendNotification('initialized', {});
  }

  /** Opens a file with this text, as an editor does that has changed it. */
  async open(file: string, text: string): Promise<void> {
    this.#version += 1;
    await this.#connection.sendNotification('textDocument/didOpen', {
      textDocument: {
        uri: this.#uri(file),
        languageId: 'typescript',
        version: this.#version,
        text,
      },
    });
  }

  async close(file: string): Promise<void> {
    const textDocument = { uri: this.#uri(file) };
    await this.#connection.sendNotification('textDocument/didClose', { textDocument });
  }

  async diagnostics(file: string): Promise<readonly Diagnostic[]> {
    const { items } = await this.#connection.sendRequest<{ items: Diagnostic[] }>(
      'textDocument/diagnostic',
      { textDocument: { uri: this.#uri(file) } },
    );
    return items;
  }

  /** The quick fixes at a place, in the order of the menu. */
  async codeActions(file: string, at: Diagnostic): Promise<readonly CodeAction[]> {
    return await this.#connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri: this.#uri(file) },
      range: at.range,
      context: { diagnostics: [at], only: ['quickfix'] },
    });
  }

  /** Chooses a quick fix and tells the edits that the server makes. */
  async choose({ command }: CodeAction): Promise<readonly TextEdit[]> {
    this.#applied = [];
    await this.#connection.sendRequest('workspace/executeCommand', command);
    return this.#applied;
  }

  async stop(): Promise<void> {
    await this.#connection.sendRequest('shutdown');
    const exited = once(this.#process, 'exit');
    await this.#connection.sendNotification('exit');
    await exited;
    this.#connection.dispose();
  }

  #uri(file: string): string {
    return pathToFileURL(join(this.#folder, file)).href;
  }
}
