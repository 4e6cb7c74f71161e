import { relative } from 'node:path';

import { ESLint, type Linter } from 'eslint';

/** A finding, as ESLint reports it. */
export type Finding = Linter.LintMessage;

/** The findings of one file, by its path within the shop. */
export interface FileFindings {
  readonly file: string;
  readonly findings: readonly Finding[];
}

/** A shop under ESLint, with the configuration in the shop's own folder. */
export class ShopLinter {
  readonly #folder: string;
  readonly #eslint: ESLint;

  constructor(folder: string) {
    this.#folder = folder;
    this.#eslint = new ESLint({ cwd: folder });
  }

  /** Lints all files; `printed` is what a user of ESLint sees. */
  async lintAll(): Promise<{ files: readonly FileFindings[]; printed: string }> {
    const results = await this.#eslint.lintFiles(['.']);
    const formatter = await this.#eslint.loadFormatter('stylish');
    const files = results
      .filter(({ messages }) => messages.length > 0)
      .map(({ filePath, messages }) => ({
        file: relative(this.#folder, filePath),
        findings: messages,
      }));
    return { files, printed: await formatter.format(results) };
  }

  /** The findings of one file, if it had this text. */
  async lintText(file: string, text: string): Promise<readonly Finding[]> {
    const results = await this.#eslint.lintText(text, { filePath: file });
    return results.flatMap(({ messages }) => messages);
  }
}

export function countFindings(files: readonly FileFindings[]): number {
  return files.reduce((sum, { findings }) => sum + findings.length, 0);
}
