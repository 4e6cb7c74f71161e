import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import { isDecidedByField } from '../analyses/decided-by-field.js';
import type { Race } from '../analyses/race.js';
import type { Idioms } from '../effects/library.js';
import { removeStatement, replaceNode, type TextEdit } from '../syntax/edit.js';
import { staticName } from '../syntax/node-shapes.js';
import { indentOf, styleOf } from '../syntax/style.js';
import { arithmeticOf, isIndependent, type Arithmetic } from './arithmetic.js';
import { isReadAfter } from './read-after.js';
import type { Repair } from './repair.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** The statements of `entity.field += amount; await entity.save();` and what they say. */
interface Shape {
  readonly change: TSESTree.ExpressionStatement;
  readonly save: TSESTree.ExpressionStatement;
  readonly entity: TSESTree.Expression;
  readonly field: string;
  readonly arithmetic: Arithmetic;
  readonly options: string;
}

/** Lets the store do the arithmetic: Django's `F()`, in the library's idiom. */
export function atomicUpdate(race: Race, source: SourceCode): Repair | undefined {
  const idioms = race.write.library?.idioms;
  const shape = shapeOf(race, source);
  if (!idioms?.increment || !shape || isDecidedByField(race)) return undefined;
  const others = race.write.fields.some((field) => field.node !== race.field.node);
  const givesUp = idioms.incrementGivesUp ? ` (${idioms.incrementGivesUp})` : '';
  const edits = editsOf(shape, idioms, others, source);
  return edits && { kind: 'atomic-update', label: `Add in the database${givesUp}`, edits };
}

function shapeOf({ write, field }: Race, source: SourceCode): Shape | undefined {
  if (write.kind !== 'persist' || field.path.includes('.')) return undefined;
  const target = targetOf(field.node);
  const arithmetic = arithmeticOf(field.node, source);
  const change = field.node.parent;
  const save = write.node.parent?.type === 'AwaitExpression' ? write.node.parent.parent : undefined;
  if (target?.type !== 'MemberExpression' || target.computed || !arithmetic) return undefined;
  if (change?.type !== 'ExpressionStatement' || save?.type !== 'ExpressionStatement')
    return undefined;
  if (!isIndependent(arithmetic, field.path, source) || !isNext(change, save)) return undefined;
  const options = optionsOf(write, source);
  if (options === undefined) return undefined;
  return { change, save, entity: target.object, field: field.path, arithmetic, options };
}

/** The source of the save's options, where the library's atomic update takes all of them. */
function optionsOf({ call, library }: Race['write'], source: SourceCode): string | undefined {
  if (!call || call.args.length === 0) return '';
  const [first] = call.args;
  if (call.args.length > 1 || first?.node.type !== 'ObjectExpression') return undefined;
  const carried = library?.idioms?.carriedOptions ?? [];
  const isCarried = first.node.properties.every((property) => {
    return property.type === 'Property' && carried.includes(staticName(property) ?? '');
  });
  return isCarried ? first.node.properties.map((p) => source.getText(p)).join(', ') : undefined;
}

function targetOf(node: TSESTree.Node): TSESTree.Node | undefined {
  if (node.type === 'AssignmentExpression') return node.left;
  return node.type === 'UpdateExpression' ? node.argument : undefined;
}

/** Only plain assignments to members may stand between the change and the save. */
function isNext(change: TSESTree.Statement, save: TSESTree.Statement): boolean {
  const block = change.parent;
  if (block !== save.parent || !('body' in block) || !Array.isArray(block.body)) return false;
  const statements = block.body as TSESTree.Node[];
  const between = statements.slice(statements.indexOf(change) + 1, statements.indexOf(save));
  return between.every(isPlainAssignment);
}

function isPlainAssignment(node: TSESTree.Node): boolean {
  if (node.type !== 'ExpressionStatement') return false;
  const { expression } = node;
  return (
    expression.type === 'AssignmentExpression' &&
    expression.left.type === 'MemberExpression' &&
    !/await|yield/.test(expression.right.type.toLowerCase())
  );
}

function editsOf(
  shape: Shape,
  idioms: Idioms,
  hasOthers: boolean,
  source: SourceCode,
): TextEdit[] | undefined {
  const { change, save, entity, field, arithmetic, options } = shape;
  const { semicolon, eol } = styleOf(source);
  const text = source.getText(entity);
  const amount = arithmetic.amount ? source.getText(arithmetic.amount) : '';
  const { operator } = arithmetic;
  const increment = idioms.increment?.({ entity: text, field, operator, amount, options });
  const lines = [`await ${increment}${semicolon}`];
  if (hasOthers) lines.push(source.getText(save));
  if (isReadAfter(entity, save, source)) {
    if (!idioms.reload) return undefined;
    lines.push(`await ${idioms.reload(text, options)}${semicolon}`);
  }
  return [
    removeStatement(source, change),
    replaceNode(save, lines.join(eol + indentOf(source, save))),
  ];
}
