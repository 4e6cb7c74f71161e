/** A row of a table, which is read and written later, as a database does. */
export class PointsRow {
  points = 10;

  async read(): Promise<number> {
    await answer();
    return this.points;
  }

  async write(points: number): Promise<void> {
    await answer();
    this.points = points;
  }

  async increment(points: number): Promise<void> {
    await answer();
    this.points += points;
  }
}

function answer(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 5));
}

export async function addFive(row: PointsRow): Promise<void> {
  const points = await row.read();
  await row.write(points + 5);
}

/** The same, repaired. */
export async function addFiveAtOnce(row: PointsRow): Promise<void> {
  await row.increment(5);
}
