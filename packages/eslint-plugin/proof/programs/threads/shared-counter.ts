// repairs: atomics
export function work(cells: Int32Array<SharedArrayBuffer>): boolean {
  cells[0]! += 1;
  return true;
}
