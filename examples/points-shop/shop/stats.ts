import { pool } from './database.js';
import { type Call, ok, type Reply } from './http.js';

let totalBonus = 0;

async function bonusOf(userId: number): Promise<number> {
  const { rows } = await pool.query<{ amount: number }>(
    'SELECT amount FROM bonuses WHERE user_id = $1',
    [userId],
  );
  return rows[0]?.amount ?? 0;
}

/** `POST /stats/bonuses/:id` */
export async function addBonus({ params }: Call): Promise<Reply> {
  totalBonus += await bonusOf(Number(params['id']));
  return ok({ totalBonus });
}

/** `GET /stats` */
export function readStats(): Reply {
  return ok({ totalBonus });
}
