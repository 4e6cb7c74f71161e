import { expect, test } from 'vitest';
import { insertAt } from './edit.js';
import { joinImports } from './join-imports.js';

test('one import for each module at each place', () => {
  const edits = [
    insertAt(0, "import { Op } from 'sequelize';\n"),
    insertAt(9, 'x'),
    insertAt(0, "import { literal } from 'sequelize';\n"),
    insertAt(0, "import { Op } from 'sequelize';\n"),
    insertAt(0, "import { and } from 'drizzle-orm';\n"),
  ];
  expect(joinImports(edits)).toEqual([
    insertAt(0, "import { Op, literal } from 'sequelize';\n"),
    insertAt(9, 'x'),
    insertAt(0, "import { and } from 'drizzle-orm';\n"),
  ]);
});

test('calls of `require` likewise', () => {
  const edits = [
    insertAt(20, "\nconst { Op } = require('sequelize');"),
    insertAt(20, "\nconst { literal } = require('sequelize');"),
  ];
  expect(joinImports(edits)).toEqual([
    insertAt(20, "\nconst { Op, literal } = require('sequelize');"),
  ]);
});
