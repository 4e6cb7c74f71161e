/** The words with which every shared primitive begins. */
export const enum Header {
  MAGIC = 0,
  /** The kind, and the version of the layout above it. */
  KIND = 1,
  SIZE_BYTES = 2,
  /** A bit for each doorbell to ring at the next change. */
  BELLS = 3,
}

export const HEADER_WORDS = 4;
export const HEADER_BYTES = 4 * HEADER_WORDS;
