// repairs: lock
import { supabase } from './store.js';

export async function visit(id: number): Promise<void> {
  const { data } = await supabase.from('account').select('n').eq('id', id).single();
  await supabase
    .from('account')
    .update({ n: data?.n + 1 })
    .eq('id', id);
}
