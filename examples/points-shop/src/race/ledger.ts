/** What one request asked for, and how the shop answered. */
export interface Answer {
  /** How many updates the request stands for. */
  readonly updates: number;
  /** The HTTP status, or 0 when no answer came. */
  readonly status: number;
}

/** The outcome of a race on one endpoint, in updates. */
export interface Tally {
  readonly endpoint: string;
  /** Updates sent to the shop. */
  readonly sent: number;
  /** Updates the shop turned down for a good reason, such as a stock that is sold out. */
  readonly refused: number;
  /** Updates whose request ended in an error. */
  readonly failed: number;
  /** Updates that are in the store afterwards. */
  readonly kept: number;
  /** Updates that should be in the store and are not, failed ones included. */
  readonly lost: number;
}

/** The sum of several races. */
export type Totals = Pick<Tally, 'sent' | 'lost'>;

const CONFLICT = 409;

const isSuccess = ({ status }: Answer): boolean => status >= 200 && status < 300;

function sumUpdates(answers: readonly Answer[]): number {
  return answers.reduce((sum, { updates }) => sum + updates, 0);
}

/** How many whole updates lie between two values of a store; throws when that is no whole number. */
export function countKept(before: number, after: number, step: number): number {
  const kept = (after - before) / step;
  if (Number.isInteger(kept) && kept >= 0) return kept;
  throw new Error(
    `The store went from ${before} to ${after}, which is no whole number of updates of ${step}. ` +
      `Something else than this race has written to it; run it alone.`,
  );
}

/** Settles what was sent against what is in the store. */
export function settle(endpoint: string, answers: readonly Answer[], kept: number): Tally {
  const sent = sumUpdates(answers);
  const refused = sumUpdates(answers.filter(({ status }) => status === CONFLICT));
  const accepted = sumUpdates(answers.filter(isSuccess));
  const lost = sent - refused - kept;
  if (lost < 0) {
    throw new Error(
      `${endpoint} holds ${kept} updates, but only ${sent - refused} were asked of it. ` +
        `Something else than this race has written to it; run it alone.`,
    );
  }
  return { endpoint, sent, refused, failed: sent - refused - accepted, kept, lost };
}

export function sumTallies(tallies: readonly Tally[]): Totals {
  return tallies.reduce<Totals>(
    (sum, { sent, lost }) => ({ sent: sum.sent + sent, lost: sum.lost + lost }),
    { sent: 0, lost: 0 },
  );
}

/** The last line of the example, and whether it shows what it set out to show. */
export function verdict(
  before: Totals,
  after: Totals,
): { readonly line: string; readonly shown: boolean } {
  return {
    line:
      `before: ${before.lost} of ${before.sent} updates lost; ` +
      `after: ${after.lost} of ${after.sent}`,
    shown: before.lost > 0 && after.lost === 0,
  };
}
