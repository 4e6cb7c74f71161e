import { PostgrestClient } from '@supabase/postgrest-js';

/** What `createClient` of `@supabase/supabase-js` hands its `from` on to. */
export const supabase = new PostgrestClient(process.env['POSTGREST_URL'] ?? '');
