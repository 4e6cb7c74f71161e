import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from './client/client.js';

const connectionString = process.env['DATABASE_URL'] ?? '';

export const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString, max: 20 }) });
