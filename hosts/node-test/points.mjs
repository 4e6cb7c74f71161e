/** A row of a table, which is read and written later, as a database does. */
class PointsRow {
  points = 10;

  async read() {
    await answer();
    return this.points;
  }

  async write(points) {
    await answer();
    this.points = points;
  }

  async increment(points) {
    await answer();
    this.points += points;
  }
}

function answer() {
  return new Promise((resolve) => setTimeout(resolve, 5));
}

async function addFive(row) {
  const points = await row.read();
  await row.write(points + 5);
}

/** The same, repaired. */
async function addFiveAtOnce(row) {
  await row.increment(5);
}

export { PointsRow, addFive, addFiveAtOnce };
