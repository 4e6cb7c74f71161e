// Measures two SQL parsers for the decision page pgsql-ast-parser.md: what they occupy when
// installed, and which statements they read. Run: node docs/decisions/measurements/sql-parsers.mjs
import { execFileSync } from 'node:child_process';
import { lstatSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const statements = [
  'SELECT points FROM users WHERE id = $1',
  'SELECT points FROM users WHERE id = $1 FOR UPDATE',
  'UPDATE users SET points = points + $1 WHERE id = $2 RETURNING points',
  'INSERT INTO counters (name, value) VALUES ($1, 1) ON CONFLICT (name) DO UPDATE SET value = counters.value + 1',
];

const candidates = {
  'pgsql-ast-parser@12.0.2': (load) => {
    const { parse } = load('pgsql-ast-parser');
    return (sql) => parse(sql);
  },
  'node-sql-parser@5.4.0': (load) => {
    const { Parser } = load('node-sql-parser/build/postgresql');
    const parser = new Parser();
    return (sql) => parser.astify(sql, { database: 'postgresql' });
  },
};

const result = Object.fromEntries(Object.keys(candidates).map((name) => [name, measure(name)]));
const file = new URL('sql-parsers.json', import.meta.url);
writeFileSync(file, `${JSON.stringify(result, undefined, 2)}\n`);
console.log(JSON.stringify(result, undefined, 2));

function measure(name) {
  const folder = mkdtempSync(join(tmpdir(), 'sql-parsers-'));
  try {
    writeFileSync(join(folder, 'package.json'), '{}');
    execFileSync('npm', ['install', '--no-audit', '--no-fund', name], { cwd: folder });
    const parse = candidates[name](createRequire(join(folder, 'index.js')));
    const installedBytes = sizeOf(join(folder, 'node_modules'));
    const reads = statements.map((sql) => ({ sql, ok: isParsed(parse, sql) }));
    return { installedMegabytes: Math.round(installedBytes / 1e5) / 10, reads };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function isParsed(parse, sql) {
  try {
    parse(sql);
    return true;
  } catch {
    return false;
  }
}

function sizeOf(path) {
  const entry = lstatSync(path);
  if (!entry.isDirectory()) return entry.size;
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
}
