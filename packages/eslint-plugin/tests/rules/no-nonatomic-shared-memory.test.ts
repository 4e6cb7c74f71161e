import { noNonatomicSharedMemory } from '../../src/rules/no-nonatomic-shared-memory.js';
import { ruleTester } from '../harness/rule-tester.js';

const VIEW = 'const v = new Int32Array(new SharedArrayBuffer(8));\n';
const view = (code: string): string => VIEW + code;
const suggestion = (label: string, output: string) => ({
  messageId: 'repair' as const,
  data: { label },
  output: view(output),
});

ruleTester.run('no-nonatomic-shared-memory', noNonatomicSharedMemory, {
  valid: [
    { name: 'no word of sharing', code: 'a[0] += 1;' },
    { name: 'a buffer of this thread', code: 'new Int32Array(new ArrayBuffer(8))[0] += 1;' },
    { name: 'a property that is no element', code: view("v['length'] += 1;") },
    { name: 'the other cell is read', code: view('v[0] = v[1] + 1;') },
    { name: 'a copy', code: view('const copy = [...v];\ncopy[0] += 1;') },
    { name: 'a copy made by slice', code: view('const copy = v.slice();\ncopy[0] += 1;') },
    {
      name: 'an exchange lock in place',
      code: view('while (Atomics.exchange(v, 1, 1) === 1);\nv[0]++;\nAtomics.store(v, 1, 0);'),
    },
    {
      name: 'a web lock',
      code: view("navigator.locks.request('a', () => { v[0]++; });"),
    },
  ],
  invalid: [
    {
      name: 'only the store depends on the test',
      code: view('if (v[0] === 0) {\n  v[0] = 1;\n}\n'),
      errors: [
        {
          messageId: 'claim',
          data: { cell: 'v[0]', line: 2 },
          line: 3,
          column: 3,
          endColumn: 11,
          suggestions: [
            suggestion('Use Atomics.compareExchange', 'Atomics.compareExchange(v, 0, 0, 1);\n'),
          ],
        },
      ],
    },
    {
      name: 'the other branch stays',
      code: view('if (v[0] === 0) {\n  v[0] = 1;\n} else {\n  f();\n}\n'),
      errors: [
        {
          messageId: 'claim',
          suggestions: [
            suggestion(
              'Use Atomics.compareExchange',
              'if (Atomics.compareExchange(v, 0, 0, 1) === 0) {\n} else {\n  f();\n}\n',
            ),
          ],
        },
      ],
    },
    {
      name: 'a comment that the repair would lose',
      code: view('if (v[0] === 0) {\n  // claim it\n  v[0] = 1;\n}\n'),
      errors: [{ messageId: 'claim', suggestions: [] }],
    },
    {
      name: 'another condition beside the test',
      code: view('if (v[0] === 0 && f()) {\n  v[0]--;\n}\n'),
      errors: [{ messageId: 'guardedUpdate', data: { cell: 'v[0]', line: 2 }, suggestions: [] }],
    },
    {
      name: 'without semicolons',
      code: view(
        'function take() {\n  if (v[0] < 1) return\n  v[0]--\n  f()\n}\nfoo()\nbar()\n',
      ).replace(';', ''),
      errors: [
        {
          messageId: 'guardedUpdate',
          suggestions: [
            {
              messageId: 'repair',
              data: { label: 'Retry with Atomics.compareExchange' },
              output:
                VIEW.replace(';', '') +
                'function take() {\n' +
                '  let seen = Atomics.load(v, 0)\n' +
                '  while (seen >= 1 && Atomics.compareExchange(v, 0, seen, seen - 1) !== seen) {\n' +
                '    seen = Atomics.load(v, 0)\n' +
                '  }\n' +
                '  if (seen < 1) return\n' +
                '  f()\n}\nfoo()\nbar()\n',
            },
          ],
        },
      ],
    },
    {
      name: 'the name for what was seen is free',
      code: view('function take(seen) {\n\tif (v[0] === 0) return seen;\n\tv[0] -= 2;\n}\n'),
      errors: [
        {
          messageId: 'guardedUpdate',
          suggestions: [
            suggestion(
              'Retry with Atomics.compareExchange',
              'function take(seen) {\n' +
                '\tlet seen2 = Atomics.load(v, 0);\n' +
                '\twhile (seen2 !== 0 && Atomics.compareExchange(v, 0, seen2, seen2 - 2) !== seen2) {\n' +
                '\t\tseen2 = Atomics.load(v, 0);\n' +
                '\t}\n' +
                '\tif (seen2 === 0) return seen;\n' +
                '}\n',
            ),
          ],
        },
      ],
    },
    {
      name: 'a spin before the update',
      code: view('while (v[0] === 0);\nv[0]--;\n'),
      errors: [
        {
          messageId: 'guardedUpdate',
          data: { cell: 'v[0]', line: 2 },
          suggestions: [
            suggestion(
              'Retry with Atomics.compareExchange',
              'let seen = Atomics.load(v, 0);\n' +
                'while (seen === 0 || Atomics.compareExchange(v, 0, seen, seen - 1) !== seen) {\n' +
                '  seen = Atomics.load(v, 0);\n' +
                '}\n',
            ),
          ],
        },
      ],
    },
    {
      name: 'a wait that may time out',
      code: view('Atomics.wait(v, 0, 0, 100);\nAtomics.sub(v, 0, 1);\n'),
      errors: [{ messageId: 'splitWait', data: { cell: 'v[0]', line: 2 }, suggestions: [] }],
    },
    {
      name: 'the value of a statement that is not alone',
      code: view('f(v[0] += n, 1);\n'),
      errors: [
        {
          messageId: 'update',
          suggestions: [suggestion('Use Atomics.add', 'f(Atomics.add(v, 0, n) + n, 1);\n')],
        },
      ],
    },
    {
      name: 'an operand with an await',
      code: view('async function f() { v[0] += await g(); }\n'),
      errors: [
        {
          messageId: 'update',
          suggestions: [
            suggestion('Use Atomics.add', 'async function f() { Atomics.add(v, 0, await g()); }\n'),
          ],
        },
      ],
    },
    {
      name: 'a view on which Atomics is used',
      code: 'function wake(view) {\n  Atomics.notify(view, 0);\n  view[1]++;\n}\n',
      errors: [
        {
          messageId: 'update',
          suggestions: [
            {
              messageId: 'repair',
              data: { label: 'Use Atomics.add' },
              output:
                'function wake(view) {\n  Atomics.notify(view, 0);\n  Atomics.add(view, 1, 1);\n}\n',
            },
          ],
        },
      ],
    },
  ],
});
