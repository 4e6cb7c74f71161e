import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../src/syntax/edit.js';
import { declareAtModuleLevel, importValue } from '../../src/syntax/imports.js';
import { sourceOf } from '../harness/source.js';

const RUNTIME = '@interlocked/runtime';

function imported(text: string): readonly [name: string, text: string] {
  const source = sourceOf(text);
  const { name, edits } = importValue(source, RUNTIME, 'KeyedMutex');
  return [name, applyEdits(text, edits)];
}

describe('importValue in an ES module', () => {
  test.each([
    [
      'reuses a value import',
      `import { KeyedMutex } from '@interlocked/runtime';\nf();\n`,
      'KeyedMutex',
      `import { KeyedMutex } from '@interlocked/runtime';\nf();\n`,
    ],
    [
      'reuses it under its local name',
      `import { KeyedMutex as Locks } from '@interlocked/runtime';\nf();\n`,
      'Locks',
      `import { KeyedMutex as Locks } from '@interlocked/runtime';\nf();\n`,
    ],
    [
      'reaches through a namespace',
      `import * as runtime from '@interlocked/runtime';\nf();\n`,
      'runtime.KeyedMutex',
      `import * as runtime from '@interlocked/runtime';\nf();\n`,
    ],
    [
      'adds a specifier',
      `import { Mutex } from '@interlocked/runtime';\nf();\n`,
      'KeyedMutex',
      `import { Mutex, KeyedMutex } from '@interlocked/runtime';\nf();\n`,
    ],
    [
      'adds a specifier on a line of its own',
      `import {\n    Mutex,\n} from '@interlocked/runtime';\nf();\n`,
      'KeyedMutex',
      `import {\n    Mutex,\n    KeyedMutex,\n} from '@interlocked/runtime';\nf();\n`,
    ],
    [
      'adds specifiers behind a default import',
      `import runtime from '@interlocked/runtime';\nf();\n`,
      'KeyedMutex',
      `import runtime, { KeyedMutex } from '@interlocked/runtime';\nf();\n`,
    ],
    [
      'never takes a type import',
      `import type { KeyedMutex } from '@interlocked/runtime';\nf();\n`,
      'KeyedMutex2',
      `import type { KeyedMutex } from '@interlocked/runtime';\nimport { KeyedMutex as KeyedMutex2 } from '@interlocked/runtime';\nf();\n`,
    ],
    [
      'never takes a type specifier',
      `import { type KeyedMutex, Mutex } from '@interlocked/runtime';\nf();\n`,
      'KeyedMutex2',
      `import { type KeyedMutex, Mutex, KeyedMutex as KeyedMutex2 } from '@interlocked/runtime';\nf();\n`,
    ],
    [
      'adds an import after the last one and its comment',
      `import a from 'a'; // why\n\nf();\n`,
      'KeyedMutex',
      `import a from 'a'; // why\nimport { KeyedMutex } from '@interlocked/runtime';\n\nf();\n`,
    ],
    [
      'follows the quotes, semicolons and line ends of the file',
      `import a from "a"\r\nf("x")\r\n`,
      'KeyedMutex',
      `import a from "a"\r\nimport { KeyedMutex } from "@interlocked/runtime"\r\nf("x")\r\n`,
    ],
    [
      'goes behind #!, directives and the header',
      `#!/usr/bin/env node\n/* Copyright */\n'use strict';\nexport const x = 1;\n`,
      'KeyedMutex',
      `#!/usr/bin/env node\n/* Copyright */\n'use strict';\nimport { KeyedMutex } from '@interlocked/runtime';\n\nexport const x = 1;\n`,
    ],
    [
      'leaves a comment with the statement it belongs to',
      `// @ts-check\n\n/** Adds. */\nexport function add() {}\n`,
      'KeyedMutex',
      `// @ts-check\n\nimport { KeyedMutex } from '@interlocked/runtime';\n\n/** Adds. */\nexport function add() {}\n`,
    ],
    [
      'takes a free name when the name is taken in any scope',
      `import a from 'a';\nfunction f(KeyedMutex) { return KeyedMutex; }\n`,
      'KeyedMutex2',
      `import a from 'a';\nimport { KeyedMutex as KeyedMutex2 } from '@interlocked/runtime';\nfunction f(KeyedMutex) { return KeyedMutex; }\n`,
    ],
    [
      'does not reuse an import that an inner scope hides',
      `import { KeyedMutex } from '@interlocked/runtime';\nfunction f(KeyedMutex) { return KeyedMutex; }\n`,
      'KeyedMutex2',
      `import { KeyedMutex, KeyedMutex as KeyedMutex2 } from '@interlocked/runtime';\nfunction f(KeyedMutex) { return KeyedMutex; }\n`,
    ],
  ])('%s', (_title, text, name, output) => {
    expect(imported(text)).toEqual([name, output]);
    expect(imported(output)).toEqual([name, output]);
  });
});

describe('importValue in a CommonJS file', () => {
  test.each([
    [
      'reuses what is taken from the module',
      `const { KeyedMutex } = require('@interlocked/runtime');\nmodule.exports = f;\n`,
      'KeyedMutex',
      `const { KeyedMutex } = require('@interlocked/runtime');\nmodule.exports = f;\n`,
    ],
    [
      'reaches through the whole module',
      `const runtime = require('@interlocked/runtime');\nmodule.exports = f;\n`,
      'runtime.KeyedMutex',
      `const runtime = require('@interlocked/runtime');\nmodule.exports = f;\n`,
    ],
    [
      'takes one more name',
      `const { Mutex } = require('@interlocked/runtime');\nmodule.exports = f;\n`,
      'KeyedMutex',
      `const { Mutex, KeyedMutex } = require('@interlocked/runtime');\nmodule.exports = f;\n`,
    ],
    [
      'adds a require after the last leading one',
      `'use strict';\nconst a = require('a');\nrequire('dotenv').config();\n\nexports.f = f;\nconst b = require('b');\n`,
      'KeyedMutex',
      `'use strict';\nconst a = require('a');\nrequire('dotenv').config();\nconst { KeyedMutex } = require('@interlocked/runtime');\n\nexports.f = f;\nconst b = require('b');\n`,
    ],
    [
      'renames where the name is taken',
      `'use strict';\nexports.f = (KeyedMutex) => KeyedMutex;\n`,
      'KeyedMutex2',
      `'use strict';\nconst { KeyedMutex: KeyedMutex2 } = require('@interlocked/runtime');\n\nexports.f = (KeyedMutex) => KeyedMutex;\n`,
    ],
  ])('%s', (_title, text, name, output) => {
    expect(imported(text)).toEqual([name, output]);
  });

  test('a file that does neither follows what the parser was told', () => {
    const source = sourceOf('f();\n', { sourceType: 'commonjs' });
    const { edits } = importValue(source, RUNTIME, 'Mutex');
    expect(applyEdits('f();\n', edits)).toBe(
      `const { Mutex } = require('@interlocked/runtime');\n\nf();\n`,
    );
  });
});

describe('declareAtModuleLevel', () => {
  const declare = (text: string): readonly [string, string] => {
    const source = sourceOf(text);
    const lock = importValue(source, RUNTIME, 'KeyedMutex');
    const locks = declareAtModuleLevel(
      source,
      'userLocks',
      (name) => `const ${name} = new ${lock.name}()`,
    );
    return [locks.name, applyEdits(text, [...lock.edits, ...locks.edits])];
  };

  test.each([
    [
      'stands behind the import that comes with it',
      `import a from 'a';\n\nf();\n`,
      'userLocks',
      `import a from 'a';\nimport { KeyedMutex } from '@interlocked/runtime';\n\nconst userLocks = new KeyedMutex();\n\nf();\n`,
    ],
    [
      'stands behind a specifier that is added',
      `import { Mutex } from '@interlocked/runtime';\n\nf();\n`,
      'userLocks',
      `import { Mutex, KeyedMutex } from '@interlocked/runtime';\n\nconst userLocks = new KeyedMutex();\n\nf();\n`,
    ],
    [
      'comes first in a file without imports, behind the import',
      `export function f() {}\n`,
      'userLocks',
      `import { KeyedMutex } from '@interlocked/runtime';\n\nconst userLocks = new KeyedMutex();\n\nexport function f() {}\n`,
    ],
    [
      'is reused where it is there already',
      `import { KeyedMutex } from '@interlocked/runtime';\n\nexport const userLocks = new KeyedMutex();\n\nf();\n`,
      'userLocks',
      `import { KeyedMutex } from '@interlocked/runtime';\n\nexport const userLocks = new KeyedMutex();\n\nf();\n`,
    ],
    [
      'takes a free name beside something else of that name',
      `import a from 'a';\nconst userLocks = a();\nf(userLocks);\n`,
      'userLocks2',
      `import a from 'a';\nimport { KeyedMutex } from '@interlocked/runtime';\n\nconst userLocks2 = new KeyedMutex();\n\nconst userLocks = a();\nf(userLocks);\n`,
    ],
  ])('%s', (_title, text, name, output) => {
    expect(declare(text)).toEqual([name, output]);
  });
});
