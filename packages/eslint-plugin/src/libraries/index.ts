import type { Library } from '../effects/library.js';
import { activeRecord } from './active-record.js';
import { pg } from './pg.js';
import { sequelize } from './sequelize.js';

/** Every library that the plugin knows; generic ones last, so that a known one wins. Generated. */
export const libraries: readonly Library[] = [pg, sequelize, activeRecord];
