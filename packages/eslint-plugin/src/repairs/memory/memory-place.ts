import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import { enclosingClass, isInside } from '../../syntax/enclosing.js';
import { isTypeScript } from '../../syntax/is-typescript.js';
import { staticName, unwrap, type FunctionNode } from '../../syntax/node-shapes.js';
import { variableOf } from '../../syntax/variables.js';
import { nodesOf } from '../../syntax/walk.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** Whether the write is the only one, and no other file can write: what is made once stays. */
export function isSetOnce(
  target: TSESTree.Node,
  write: TSESTree.Node,
  source: SourceCode,
): boolean {
  const name = source.getText(target);
  const isOther = changesIn(source).some(({ node, texts }) => {
    return node !== write && texts.some((text) => isPlace(text, name));
  });
  return !isOther && isOfThisFile(target, source);
}

/** Whether only the statements change the place, and no other file can. */
export function isWrittenOnlyIn(
  target: TSESTree.Node,
  statements: readonly TSESTree.Node[],
  source: SourceCode,
): boolean {
  const name = source.getText(target);
  const isOther = changesIn(source).some(({ node, texts }) => {
    const isChange = texts.some((text) => isPlace(text, name));
    return isChange && !statements.some((statement) => isInside(node, statement));
  });
  return !isOther && isOfThisFile(target, source);
}

interface Change {
  readonly node: TSESTree.Node;
  /** The places that it changes, as written. */
  readonly texts: readonly string[];
}

const changes = new WeakMap<object, readonly Change[]>();

/** What the file changes, looked for once. */
function changesIn(source: SourceCode): readonly Change[] {
  let known = changes.get(source);
  if (!known) {
    known = nodesOf(source).flatMap((node) => {
      const texts = changedBy(node).map((part) => source.getText(part));
      return texts.length > 0 ? [{ node, texts }] : [];
    });
    changes.set(source, known);
  }
  return known;
}

function changedBy(node: TSESTree.Node): TSESTree.Node[] {
  if (node.type === 'AssignmentExpression') return [unwrap(node.left)];
  if (node.type === 'UpdateExpression') return [unwrap(node.argument)];
  const isMethod = node.type === 'CallExpression' && node.callee.type === 'MemberExpression';
  if (isMethod && node.callee.type === 'MemberExpression') {
    return CHANGING.test(staticName(node.callee) ?? '') ? [unwrap(node.callee.object)] : [];
  }
  return node.type === 'UnaryExpression' && node.operator === 'delete' ? [node.argument] : [];
}

const CHANGING = /^(set|add|delete|clear|push|unshift|pop|shift|splice|sort|reverse)$/;

/** Whether the text names the place, or what the place is a part of. */
function isPlace(text: string, name: string): boolean {
  return text === name || name.startsWith(`${text}.`) || name.startsWith(`${text}[`);
}

/** Whether no other file can set the place. */
export function isOfThisFile(target: TSESTree.Node, source: SourceCode): boolean {
  if (target.type === 'Identifier') {
    const declaration = variableOf(source, target)?.defs[0]?.parent;
    return (
      declaration?.type === 'VariableDeclaration' && !declaration.parent.type.startsWith('Export')
    );
  }
  const field = fieldOf(target, source);
  return (
    field !== undefined &&
    (field.key.type === 'PrivateIdentifier' || field.accessibility === 'private')
  );
}

/** The declaration of `this.#client`, or of `Pool.#client`. */
export function fieldOf(
  target: TSESTree.Node,
  source: SourceCode,
): TSESTree.PropertyDefinition | undefined {
  if (target.type !== 'MemberExpression') return undefined;
  const name = staticName(target);
  const isOwn = target.object.type === 'ThisExpression';
  const owner = isOwn ? enclosingClass(target) : namedClass(target.object, source);
  const member = owner?.body.body.find((part) => {
    return part.type === 'PropertyDefinition' && staticName(part) === name;
  });
  return member?.type === 'PropertyDefinition' ? member : undefined;
}

/** The class around the expression that the expression names. */
export function namedClass(node: TSESTree.Node, source: SourceCode): Class | undefined {
  const definition = node.type === 'Identifier' ? variableOf(source, node)?.defs[0] : undefined;
  const owner: TSESTree.Node | undefined = definition?.node;
  const isClass = owner?.type === 'ClassDeclaration' || owner?.type === 'ClassExpression';
  return isClass && isInside(node, owner) ? owner : undefined;
}

type Class = NonNullable<ReturnType<typeof enclosingClass>>;

/** The type that a region gives: of the function's promise, or of the place when it is set; '' without types. */
export function typeOfPlace(
  fn: FunctionNode,
  target: TSESTree.Node,
  source: SourceCode,
): string | undefined {
  if (fn.returnType?.typeAnnotation.type === 'TSTypeReference') return promisedType(fn, source);
  const declared = annotationOf(target, source);
  if (declared) return withoutNothing(declared, source);
  return isTypeScript(source) ? undefined : '';
}

/** `T` of a function that gives a `Promise<T>`. */
export function promisedType({ returnType }: FunctionNode, source: SourceCode): string | undefined {
  const given = returnType?.typeAnnotation;
  const [type] = given?.type === 'TSTypeReference' ? (given.typeArguments?.params ?? []) : [];
  return type && source.getText(type);
}

/** `K` of a place that holds a `Map<K, V>`, by its annotation or by what makes it. */
export function keyTypeOf(target: TSESTree.Node, source: SourceCode): string | undefined {
  const declared = annotationOf(target, source) ?? madeBy(target, source);
  const isMade = declared?.type === 'NewExpression' || declared?.type === 'TSTypeReference';
  const [type] = isMade ? (declared.typeArguments?.params ?? []) : [];
  return type && source.getText(type);
}

function madeBy(target: TSESTree.Node, source: SourceCode): TSESTree.Node | undefined {
  const field = fieldOf(target, source);
  if (field) return field.value ?? undefined;
  const definition = target.type === 'Identifier' ? variableOf(source, target)?.defs[0] : undefined;
  return definition?.type === 'Variable' ? (definition.node.init ?? undefined) : undefined;
}

function annotationOf(target: TSESTree.Node, source: SourceCode): TSESTree.TypeNode | undefined {
  const field = fieldOf(target, source);
  if (field) return field.typeAnnotation?.typeAnnotation;
  const definition = target.type === 'Identifier' ? variableOf(source, target)?.defs[0] : undefined;
  if (definition?.type !== 'Variable') return undefined;
  return definition.node.id.typeAnnotation?.typeAnnotation;
}

/** `Client` of `Client | undefined`. */
function withoutNothing(type: TSESTree.TypeNode, source: SourceCode): string | undefined {
  const parts = type.type === 'TSUnionType' ? type.types : [type];
  const made = parts.filter((part) => !/^TS(Undefined|Null)Keyword$/.test(part.type));
  return made.length > 0 ? made.map((part) => source.getText(part)).join(' | ') : undefined;
}
