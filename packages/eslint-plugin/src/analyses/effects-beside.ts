import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { Fact, Write } from '../effects/access.js';
import type { FileModel } from '../effects/model.js';
import { enclosingFunction, isInside } from '../syntax/enclosing.js';
import { lastName, memberPath } from '../syntax/member-path.js';
import { isFunction, unwrap } from '../syntax/node-shapes.js';
import { walk } from '../syntax/walk.js';

/** What only tells: a log, the answer to the request, a measurement. */
const TELLS =
  /^(res|resp|response|reply|ctx|console|sentry|metrics?|span|toast|analytics|\w*log(ger)?)$|^(next|done|cb|callback|log\w*|track\w*|audit\w*|capture(Exception|Message|Event)|revalidate\w*)$/i;

/** Methods that ask, or that undo: doing so twice is like doing it once. */
const HARMLESS =
  /^(get|find|fetch|load|read|count|list|check|is|has|verify|validate|compare|parse|assert|require|select|query|exists?|auth|resolve|lookup|delete|remove|destroy|del|clear|revoke|invalidate|expire|commit|rollback|abort|end|close|release|populate|reload|to)([A-Z_]\w*)?$/;

/**
 * Whether something else is done once the test is passed, which is done twice if two pass it: a mail,
 * a payment, a new row.
 */
export function hasEffectsBeside({ test, site }: Fact, write: Write, model: FileModel): boolean {
  if (site || write.elsewhere) return true;
  const homes = new Set([test, write.node].map(enclosingFunction));
  if (isFunction(write.root)) homes.add(write.root);
  return [...homes].some((home) => {
    return (
      home &&
      callsIn(home, model.source).some((call) => {
        const isLater = !isInside(test, home) || test.range[1] <= call.range[0];
        return isLater && !isInside(write.node, call) && isEffect(call, model);
      })
    );
  });
}

/** The calls that are made for what they do. */
function callsIn(
  home: TSESTree.Node,
  source: Readonly<TSESLint.SourceCode>,
): readonly TSESTree.CallExpression[] {
  return [...walk(source, home)].filter((node): node is TSESTree.CallExpression => {
    return node.type === 'CallExpression' && isDone(node);
  });
}

/** Whether the call is waited for, or stands by itself. */
function isDone(call: TSESTree.CallExpression): boolean {
  let at: TSESTree.Node = call;
  while (at.parent && /^(ChainExpression|TS\w+Expression)$/.test(at.parent.type)) at = at.parent;
  const { parent } = at;
  if (parent?.type === 'UnaryExpression') return parent.operator === 'void';
  const isListed = parent?.type === 'ArrayExpression' || parent?.type === 'ArrowFunctionExpression';
  return isListed || parent?.type === 'AwaitExpression' || parent?.type === 'ExpressionStatement';
}

function isEffect(call: TSESTree.CallExpression, { matches }: FileModel): boolean {
  const kind = matches.get(call)?.operation.kind;
  if (kind === 'read' || kind === 'reload') return false;
  const name = lastName(call.callee) ?? '';
  return !HARMLESS.test(name) && !namesIn(call).some((each) => TELLS.test(each));
}

/** `res`, `status` and `json` of `res.status(200).json(row)` */
function namesIn(call: TSESTree.CallExpression): readonly string[] {
  const callee = unwrap(call.callee);
  if (callee.type !== 'MemberExpression') return memberPath(callee) ?? [];
  const object = unwrap(callee.object);
  const before = object.type === 'CallExpression' ? namesIn(object) : (memberPath(object) ?? []);
  return [...before, lastName(callee) ?? ''];
}
