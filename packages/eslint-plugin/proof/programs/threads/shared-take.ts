// repairs: atomics
export function work(cells: Int32Array<SharedArrayBuffer>): boolean {
  if (Atomics.load(cells, 0) <= 0) return false;
  Atomics.sub(cells, 0, 1);
  return true;
}

/** Tells whether more was taken than there was. */
export function giveBack(cells: Int32Array<SharedArrayBuffer>): boolean {
  const isTooMuch = Atomics.load(cells, 0) < 0;
  Atomics.add(cells, 0, 1);
  return isTooMuch;
}
