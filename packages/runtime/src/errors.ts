/** Every code an {@link InterlockedError} can carry; stable across releases. */
export type ErrorCode =
  | 'ERR_INVALID_ARGUMENT'
  | 'ERR_OUT_OF_RANGE'
  | 'ERR_TIMEOUT'
  | 'ERR_NOT_HELD'
  | 'ERR_CLOSED'
  | 'ERR_INVALID_HANDLE'
  | 'ERR_CANNOT_BLOCK'
  | 'ERR_UNSUPPORTED'
  | 'ERR_QUEUE_FULL'
  | 'ERR_DEADLOCK';

/**
 * The error of every misuse and every refused operation of this package.
 *
 * Tell errors apart by `code`, which is stable; messages may change. It is made where it is
 * thrown, so its stack leads to the mistake.
 */
export class InterlockedError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'InterlockedError';
    this.code = code;
  }
}
