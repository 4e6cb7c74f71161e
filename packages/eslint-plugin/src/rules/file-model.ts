import path from 'node:path';

import { builtModelOf, modelOf, type FileModel } from '../effects/model.js';
import type { Parsing } from '../effects/parse-other-file.js';
import { librariesOf, lockLibrariesOf } from '../settings/libraries-of.js';
import { settingsOf } from '../settings/settings-of.js';
import type { RuleContext } from './create-rule.js';

/** The model of the file that a rule looks at, named as its project calls it. */
export function fileModel(context: RuleContext<string>): FileModel {
  return builtModelOf(context.sourceCode) ?? newModel(context);
}

function newModel(context: RuleContext<string>): FileModel {
  const file = path.resolve(context.cwd, context.filename);
  const filename = path.relative(context.cwd, file);
  const settings = settingsOf(context.settings);
  const { parser, parserOptions } = context.languageOptions ?? {};
  return modelOf(context.sourceCode, filename, {
    data: librariesOf(settings),
    locks: lockLibrariesOf(settings),
    database: settings.database,
    folder: path.dirname(file),
    parsing: {
      parser: parser as Parsing['parser'],
      parserOptions,
      project: context.cwd,
      file,
      nameOf: (name) => path.relative(context.cwd, name),
    },
  });
}
