import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { commentsOf, withFix } from '../../tests/harness/lint.js';
import plugin from '../index.js';

/** How a program is written, whatever it does. */
interface Dress {
  readonly semicolon: boolean;
  readonly quote: '"' | "'";
  readonly indent: '  ' | '\t' | '    ';
  readonly eol: '\n' | '\r\n';
  readonly commonjs: boolean;
  readonly comments: boolean;
  /** What stands before the first import. */
  readonly head: '' | '#!/usr/bin/env node' | "'use strict';" | '/* of this file */';
  /** An import that makes a name clash, or one of a file. */
  readonly more: '' | './mutex.js' | './models.js' | '@interlocked/runtime';
}

const dresses: fc.Arbitrary<Dress> = fc.record({
  semicolon: fc.boolean(),
  quote: fc.constantFrom('"', "'"),
  indent: fc.constantFrom('  ', '\t', '    '),
  eol: fc.constantFrom('\n', '\r\n'),
  commonjs: fc.boolean(),
  comments: fc.boolean(),
  head: fc.constantFrom('', '#!/usr/bin/env node', "'use strict';", '/* of this file */'),
  more: fc.constantFrom('', './mutex.js', './models.js', '@interlocked/runtime'),
});

const MORE = {
  '': '',
  './mutex.js': 'KeyedMutex',
  './models.js': 'userLocks',
  '@interlocked/runtime': 'Semaphore',
} as const;

/** How one library reads, changes and writes a row, in ways that race. */
interface Speech {
  readonly imports: string;
  readonly from: string;
  readonly bodies: readonly (readonly string[])[];
}

/** The other libraries; what entities that save themselves say is told apart below. */
const SPEECHES: readonly Speech[] = [
  {
    imports: 'prisma',
    from: '@prisma/client',
    bodies: [
      [
        'const user = await prisma.user.findUnique({where: {id}});',
        'await prisma.user.update({where: {id}, data: {points: user.points + fee}});',
      ],
      [
        'const user = await prisma.user.findUnique({where: {id}});',
        'if (user.points < fee) return;',
        'await prisma.user.update({where: {id}, data: {points: user.points - fee, seen: now()}});',
      ],
      [
        'const user = await prisma.user.findUnique({where: {id}});',
        'const tags = user.tags;',
        'await prisma.user.update({where: {id}, data: {tags: [...tags, fee]}});',
      ],
    ],
  },
  {
    imports: 'users',
    from: 'typeorm',
    bodies: [
      [
        'const user = await users.findOneBy({id});',
        'if (user.points > 0) { user.points -= 1; await users.save(user); }',
      ],
      [
        'const user = await users.findOneBy({id});',
        'if (user.points < fee) throw fee;',
        'user.points -= fee;',
        'await users.save(user);',
      ],
      [
        'const user = await users.findOneBy({id});',
        'user.points++;',
        'await users.save(user);',
        'return user;',
      ],
    ],
  },
  {
    imports: 'User',
    from: 'mongoose',
    bodies: [
      ['const user = await User.findById(id);', 'user.points += fee;', 'await user.save();'],
      [
        'const user = await User.findById(id);',
        'await User.updateOne({_id: id}, {$set: {points: user.points + 1, seen: now()}});',
      ],
    ],
  },
  {
    imports: 'knex',
    from: 'knex',
    bodies: [
      [
        "const user = await knex('users').where({id}).first();",
        'if (user.points < 1) return;',
        "await knex('users').where({id}).update({points: user.points - 1});",
      ],
      [
        "const [user] = await knex('users').where({id});",
        "await knex('users').where({id}).update({points: user.points + fee});",
      ],
      [
        "const user = await knex('users').where({id}).first();",
        "if (!user) { await knex('users').insert({id}); }",
      ],
    ],
  },
  {
    imports: 'pool',
    from: 'pg',
    bodies: [
      [
        "const {rows} = await pool.query('SELECT points FROM users WHERE id = $1', [id]);",
        "await pool.query('UPDATE users SET points = $1 WHERE id = $2', [rows[0].points + fee, id]);",
      ],
    ],
  },
];

const FINDS = ['User.findByPk(id)', 'User.findOne({where: {id}})', 'User.findByPk(req.params.id)'];
const CHANGES = [
  'user.points += 10;',
  'user.points++;',
  '--user.points;',
  'user.points = user.points - fee;',
  'user.points = fee * 2 + user.points;',
  'user.points += await priceOf(id);',
  'user.points *= 2;',
  'user.settings = {...user.settings, fee};',
  "user['points'] += fee;",
  'user.points += fee; user.visits += 1;',
  'user.points += fee; user.seen = now();',
  'user.points += fee; user.level = rank(user.points);',
  'if (fee) { user.points += fee; }',
  'for (const n of [1, fee]) { user.points += n; }',
  'bump(user, fee);',
];
const BEFORES = [
  '',
  'if (!user) return;',
  'if (!user) throw new Error(`none`);',
  'if (!user) return null;',
  'const same = user; log(same);',
  'log(user.name);',
];
const SAVES = [
  'await user.save();',
  'await user.save({transaction});',
  'await user.save({hooks: false});',
  'const saved = await user.save(); log(saved);',
  'return user.save();',
  'if (fee) { await user.save(); }',
];
const AFTERS = [
  '',
  'return user;',
  'return user.points;',
  'log(user.name);',
  'return {points: user.points};',
];

interface Body {
  readonly lines: readonly string[];
  readonly imports: string;
  readonly from: string;
}

const spoken: fc.Arbitrary<Body> = fc
  .constantFrom(...SPEECHES)
  .chain(({ bodies, imports, from }) => {
    return fc.constantFrom(...bodies).map((lines) => ({ lines, imports, from }));
  });

/** The statements of a race, and the ways they may be nested in a function. */
const saved: fc.Arbitrary<Body> = fc
  .tuple(
    fc.constantFrom(...FINDS),
    fc.constantFrom(...BEFORES),
    fc.constantFrom(...CHANGES),
    fc.constantFrom(...SAVES),
    fc.constantFrom(...AFTERS),
  )
  .map(([find, before, change, save, after]) => ({
    lines: [`const user = await ${find};`, before, change, save, after].filter(
      (line) => line !== '',
    ),
    imports: 'User',
    from: 'sequelize',
  }));

const bodies = fc.oneof(saved, spoken);

const NESTINGS = [
  ['', ''],
  ['try {', '} catch (error) { log(error); }'],
  ['try {', '} finally { log(id); }'],
  ['if (fee) {', '}'],
  ['{', '}'],
  ['for (const id of ids) {', '}'],
  ['for (;;) {', 'if (fee) break; }'],
  ['while (fee--) {', '} log(fee);'],
  ['switch (fee) { case 1: {', 'break; } default: log(id); }'],
] as const;

const HEADS = [
  'async function award(id, fee, ids, req) {',
  'export async function award(id, fee, ids, req) {',
  'const award = async (id, fee, ids, req) => {',
  'class Service { static userLocks = 1; async award(id, fee, ids, req) {',
  'const service = { async award(id, fee, ids, req) {',
  'async function award({id, fee = 1, ids}, req, KeyedMutex) {',
  'async function* award(id, fee, ids, req) {',
  'const award = async function (id, fee, ids) { const req = arguments[3];',
  'class Service { #users = this; award = async (id, fee, ids, req) => {',
] as const;

const TAILS: Readonly<Record<string, string>> = { class: '} }', 'const service': '} };' };

const programs = fc
  .tuple(
    bodies,
    fc.constantFrom(...NESTINGS),
    fc.constantFrom(...NESTINGS),
    fc.constantFrom(...HEADS),
    dresses,
  )
  .map(([body, inner, outer, head, dress]) => {
    const [opening, closing] = [`${outer[0]} ${inner[0]}`, `${inner[1]} ${outer[1]}`];
    const tail = Object.entries(TAILS).find(([start]) => head.startsWith(start))?.[1] ?? '}';
    const lines = [head, opening, ...body.lines, closing, tail].flatMap(toLines);
    return { text: dressed(lines, body, dress), filename: dress.commonjs ? 'app.cjs' : 'app.js' };
  });

function toLines(code: string): string[] {
  return code.split(/(?<=[;{}])\s+(?=\S)/).map((line) => line.trim());
}

/** The lines indented by their braces and written in the dress. */
function dressed(code: readonly string[], body: Body, dress: Dress): string {
  const { quote, commonjs, more } = dress;
  const taken = [[body.imports, body.from] as const, [MORE[more], more] as const];
  const imports = taken.flatMap(([name, from]) => {
    if (from === '') return [];
    return commonjs
      ? [`const { ${name} } = require('${from}');`]
      : [`import { ${name} } from '${from}';`];
  });
  const first = [dress.head, ...imports];
  const plain = commonjs ? code.map((line) => line.replace(/^export /, '')) : code;
  const helper = ['function bump(user, by) {', 'user.points += by;', '}'];
  let depth = 0;
  const lines = [...first, ...helper, ...plain]
    .filter((line) => line !== '')
    .map((line, at) => {
      if (line.startsWith('}')) depth -= 1;
      const text = dress.indent.repeat(Math.max(depth, 0)) + line.replaceAll("'", quote);
      if (/\{$/.test(line)) depth += 1;
      const bare = dress.semicolon ? text : text.replace(/;$/, '');
      return dress.comments && !line.startsWith('#!') ? `${bare} // ${at}` : bare;
    });
  return lines.join(dress.eol) + dress.eol;
}

process.env['INTERLOCKED_THROW'] = '1';
const linter = new Linter({ configType: 'flat' });

function lint(text: string, filename: string): Linter.LintMessage[] {
  const config = {
    ...plugin.configs.recommended,
    languageOptions: { parser, sourceType: filename.endsWith('cjs') ? 'commonjs' : 'module' },
    files: ['**/*.js', '**/*.cjs'],
  };
  return linter.verify(text, [config] as Linter.Config[], { filename });
}

describe('repairs of generated programs', () => {
  let offered = 0;

  test('parse, keep comments, cure what they say, and leave nothing to repair twice', () => {
    const property = fc.property(programs, ({ text, filename }) => {
      const reports = lint(text, filename);
      expect(reports.filter((report) => report.fatal)).toEqual([]);
      for (const report of reports) {
        for (const { fix, desc } of report.suggestions ?? []) {
          offered += 1;
          check(text, withFix(text, fix), filename, { report, desc, before: reports.length });
        }
      }
    });
    fc.assert(property, { seed: 20_261_121, numRuns: 400 });
    expect(offered).toBeGreaterThan(200);
  }, 300_000);
});

test('a repair that does nothing, loses a comment or does not parse is found out', () => {
  const text = [
    "import { User } from 'sequelize';",
    'async function award(id) {',
    '  const user = await User.findByPk(id); // one',
    '  user.points += 10;',
    '  await user.save();',
    '}',
  ].join('\n');
  const reports = lint(text, 'app.js');
  const [report] = reports as [Linter.LintMessage];
  const found = { report, desc: 'planted', before: reports.length };
  const cured = text.replace('user.points += 10', "await user.increment('points', { by: 10 })");
  check(text, cured, 'app.js', found);
  expect(() => check(text, text, 'app.js', found)).toThrow();
  expect(() => check(text, cured.replace('// one', ''), 'app.js', found)).toThrow();
  expect(() => check(text, cured.replace('{', ''), 'app.js', found)).toThrow();
  expect(() => check(text, cured.replace('\n', '\r\n'), 'app.js', found)).toThrow();
});

function check(
  text: string,
  output: string,
  filename: string,
  { report, desc, before }: { report: Linter.LintMessage; desc: string; before: number },
): void {
  const after = lint(output, filename);
  const shown = `${desc}\n${text}\n----\n${output}`;
  expect(
    after.filter((message) => message.fatal),
    shown,
  ).toEqual([]);
  expect(commentsOf(output, filename), shown).toEqual(commentsOf(text, filename));
  expect(after.length, shown).toBeLessThan(before);
  expect(
    after.map(({ message }) => message),
    shown,
  ).not.toContain(report.message);
  const breaks = output.match(/\r?\n/g) ?? [];
  expect(new Set(breaks).size, shown).toBe(1);
}
