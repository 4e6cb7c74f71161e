import { pool } from './database.js';
import { badRequest, type Call, conflict, notFound, ok, type Reply } from './http.js';

/** `POST /stock/:item/sell`, with how many as the body. */
export async function sell({ params, body }: Call): Promise<Reply> {
  const { item } = params;
  const wanted = Number(body || '1');
  if (!Number.isInteger(wanted) || wanted < 1) return badRequest(`cannot sell ${body} of anything`);

  const found = await pool.query<{ quantity: number }>(
    'SELECT quantity FROM stock WHERE item = $1',
    [item],
  );
  const left = found.rows[0]?.quantity;
  if (left === undefined) return notFound(`there is no ${item}`);
  if (left < wanted) return conflict(`only ${left} of ${item} left`);

  await pool.query('UPDATE stock SET quantity = $1 WHERE item = $2', [left - wanted, item]);

  return ok({ sold: wanted, left: left - wanted });
}
