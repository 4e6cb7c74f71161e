import { InterlockedError } from '../errors.js';
import { checkBetween } from '../internal/shared-arguments.js';
import { toSizeBytes } from './queue-cells.js';

const MOST_RECORDS = 2 ** 24;
const MOST_BYTES = 2 ** 30;

/** Answers the size of a queue, or throws if no queue can have it. */
export function checkSize<Size extends { readonly capacity: number; readonly recordBytes: number }>(
  size: Size,
): Size {
  checkBetween('capacity', size.capacity, 1, MOST_RECORDS);
  checkBetween('recordBytes', size.recordBytes, 1, MOST_BYTES);
  const bytes = toSizeBytes(size.capacity, size.recordBytes);
  if (bytes <= MOST_BYTES) return size;
  throw invalid(
    `${size.capacity} records of ${size.recordBytes} bytes make a queue of ${bytes} bytes; ` +
      `pass a capacity and recordBytes that make at most ${MOST_BYTES}.`,
  );
}

/** The bytes of `record`, or throws if it has too many, or none because it was transferred. */
export function toBytes(record: ArrayBufferView, most: number): Uint8Array {
  if (!ArrayBuffer.isView(record)) {
    throw invalid(`record is ${String(record)} (${typeof record}); pass a Uint8Array.`);
  }
  const bytes = record instanceof Uint8Array && record.length > 0 ? record : viewBytes(record);
  if (bytes.length <= most) return bytes;
  throw invalid(
    `record has ${bytes.length} bytes, and the queue has room for ${most} in each; pass fewer, or ` +
      'make the queue with a larger recordBytes.',
  );
}

function viewBytes({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  try {
    return new Uint8Array(buffer, byteOffset, byteLength);
  } catch (cause) {
    const what = 'record is a view of a buffer that was transferred to another thread; ';
    throw invalid(`${what}put it before, or pass a copy.`, cause);
  }
}

function invalid(message: string, cause?: unknown): InterlockedError {
  return new InterlockedError('ERR_INVALID_ARGUMENT', message, { cause });
}
