/** Thrown when a primitive breaks a law that it claims; says how. */
export class LawBroken extends Error {
  override readonly name = 'LawBroken';
}
