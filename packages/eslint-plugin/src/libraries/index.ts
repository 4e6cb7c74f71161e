import type { Library } from '../effects/library.js';
import { activeRecord } from './active-record.js';
import { cloudflareKv } from './cloudflare-kv.js';
import { drizzle } from './drizzle.js';
import { durableObject } from './durable-object.js';
import { dynamodb } from './dynamodb.js';
import { firestoreAdmin } from './firestore-admin.js';
import { firestore } from './firestore.js';
import { fs } from './fs.js';
import { googleFirestore } from './google-firestore.js';
import { keyValue } from './key-value.js';
import { knex } from './knex.js';
import { kysely } from './kysely.js';
import { lowdb } from './lowdb.js';
import { mikroOrm } from './mikro-orm.js';
import { mongodb } from './mongodb.js';
import { mongoose } from './mongoose.js';
import { mysql } from './mysql.js';
import { objection } from './objection.js';
import { pg } from './pg.js';
import { postgres } from './postgres.js';
import { prisma } from './prisma.js';
import { redis } from './redis.js';
import { sequelize } from './sequelize.js';
import { sqlText } from './sql-text.js';
import { sqlite } from './sqlite.js';
import { supabase } from './supabase.js';
import { typeorm } from './typeorm.js';
import { webStorage } from './web-storage.js';

/** Every library that the plugin knows; the generic ones last, so that a known one wins. */
export const libraries: readonly Library[] = [
  drizzle,
  kysely,
  supabase,
  objection,
  knex,
  pg,
  mysql,
  postgres,
  sqlite,
  sequelize,
  prisma,
  mikroOrm,
  typeorm,
  mongoose,
  mongodb,
  redis,
  firestore,
  firestoreAdmin,
  googleFirestore,
  dynamodb,
  durableObject,
  webStorage,
  fs,
  lowdb,
  cloudflareKv,
  sqlText,
  keyValue,
  activeRecord,
];
