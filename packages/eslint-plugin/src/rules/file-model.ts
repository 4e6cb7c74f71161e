import path from 'node:path';

import { modelOf, type FileModel } from '../effects/model.js';
import { libraries } from '../libraries/index.js';
import { lockLibraries } from '../libraries/locks/index.js';
import type { RuleContext } from './create-rule.js';

/** The model of the file that a rule looks at, named as its project calls it. */
export function fileModel(context: RuleContext<string>): FileModel {
  const filename = path.relative(context.cwd, path.resolve(context.cwd, context.filename));
  return modelOf(context.sourceCode, filename, { data: libraries, locks: lockLibraries });
}
