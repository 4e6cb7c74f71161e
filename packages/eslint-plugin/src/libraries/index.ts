import type { Library } from '../effects/library.js';
import { activeRecord } from './active-record.js';
import { firestore } from './firestore.js';
import { fs } from './fs.js';
import { keyValue } from './key-value.js';
import { mongodb } from './mongodb.js';
import { mongoose } from './mongoose.js';
import { pg } from './pg.js';
import { prisma } from './prisma.js';
import { redis } from './redis.js';
import { sequelize } from './sequelize.js';
import { typeorm } from './typeorm.js';

/** Every library that the plugin knows; the generic ones last, so that a known one wins. */
export const libraries: readonly Library[] = [
  pg,
  sequelize,
  prisma,
  typeorm,
  mongoose,
  mongodb,
  redis,
  firestore,
  fs,
  keyValue,
  activeRecord,
];
