import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from './client/client.js';

const connectionString = process.env['DATABASE_URL'] ?? '';

const adapter = new PrismaPg({ connectionString, max: 20 });
// Fifty callers wait for one row, and on a busy machine for more than the two seconds of the default.
const transactionOptions = { maxWait: 60_000, timeout: 60_000 };

export const prisma = new PrismaClient({ adapter, transactionOptions });
