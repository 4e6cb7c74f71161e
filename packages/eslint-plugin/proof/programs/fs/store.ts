import { dirname } from 'node:path';

export const folder = dirname(process.env['ACCOUNT_FILE'] ?? '');
