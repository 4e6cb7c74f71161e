import type { Answer } from './ledger.js';

/** One request of a load. */
export interface Shot {
  readonly path: string;
  readonly body?: string;
  /** How many updates it stands for. */
  readonly updates: number;
}

const NO_ANSWER = 0;

async function fire(address: string, { path, body, updates }: Shot): Promise<Answer> {
  try {
    const response = await fetch(address + path, { method: 'POST', body: body ?? null });
    await response.arrayBuffer();
    return { updates, status: response.status };
  } catch {
    return { updates, status: NO_ANSWER };
  }
}

/** Fires all shots at once and waits for every answer. */
export function fireTogether(address: string, shots: readonly Shot[]): Promise<Answer[]> {
  return Promise.all(shots.map((shot) => fire(address, shot)));
}

/** Fires the shots one after the other, for an endpoint that is concurrent inside one request. */
export async function fireInTurn(address: string, shots: readonly Shot[]): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const shot of shots) answers.push(await fire(address, shot));
  return answers;
}
