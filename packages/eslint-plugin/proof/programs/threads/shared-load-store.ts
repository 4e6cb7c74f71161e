// repairs: atomics
export function work(cells: Int32Array<SharedArrayBuffer>): boolean {
  const seen = Atomics.load(cells, 0);
  Atomics.store(cells, 0, seen + 1);
  return true;
}
