// repairs: lock
import { supabase } from './store.js';

export async function tag(id: number, caller: number): Promise<void> {
  const { data: account, error } = await supabase.from('account').select().match({ id }).single();
  if (error) throw error;
  const { error: failed } = await supabase
    .from('account')
    .update({ tags: [...account.tags, `tag ${caller}`] })
    .eq('id', account.id);
  if (failed) throw failed;
}
