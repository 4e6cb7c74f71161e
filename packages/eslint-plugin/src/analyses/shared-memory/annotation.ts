import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { BUFFER, MESSAGE, type Value, VIEW_CLASSES } from './value.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** A type may be made of itself; nobody writes one that is nested deeper. */
const MAX_DEPTH = 16;

/** What a type annotation says of a value: `Int32Array<SharedArrayBuffer>`, or members of such types. */
export function annotatedValue(
  source: SourceCode,
  type: TSESTree.TypeNode | undefined,
  depth = MAX_DEPTH,
): Value | undefined {
  if (depth === 0) return undefined;
  switch (type?.type) {
    case 'TSTypeReference':
      return referencedValue(source, type, depth - 1);
    case 'TSTypeLiteral':
      return structureOf(source, type.members);
    case 'TSUnionType':
    case 'TSIntersectionType':
      return firstKnown(type.types.map((part) => annotatedValue(source, part, depth - 1)));
    case 'TSTypeOperator':
      return annotatedValue(source, type.typeAnnotation, depth - 1);
    default:
      return undefined;
  }
}

function referencedValue(
  source: SourceCode,
  type: TSESTree.TSTypeReference,
  depth: number,
): Value | undefined {
  if (type.typeName.type !== 'Identifier') return undefined;
  const { name } = type.typeName;
  const [first] = type.typeArguments?.params ?? [];
  if (name === 'SharedArrayBuffer') return BUFFER;
  if (VIEW_CLASSES.has(name)) {
    const isShared = annotatedValue(source, first, depth)?.kind === 'buffer';
    return isShared ? { kind: 'view', array: name, isShared, isWasm: false } : undefined;
  }
  if (name === 'Readonly' || name === 'Partial' || name === 'Required') {
    return annotatedValue(source, first, depth);
  }
  if (name === 'MessageEvent') {
    return { kind: 'structure', member: (of) => ofEvent(source, of, first, depth) };
  }
  return declaredValue(source, name, depth);
}

/** `MessageEvent<T>` has a `T` as its data. */
function ofEvent(
  source: SourceCode,
  member: string,
  data: TSESTree.TypeNode | undefined,
  depth: number,
): Value | undefined {
  return member === 'data' ? (annotatedValue(source, data, depth) ?? MESSAGE) : undefined;
}

function declaredValue(source: SourceCode, name: string, depth: number): Value | undefined {
  for (const statement of source.ast.body) {
    const node = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (node?.type === 'TSInterfaceDeclaration' && node.id.name === name) {
      return structureOf(source, node.body.body);
    }
    if (node?.type === 'TSTypeAliasDeclaration' && node.id.name === name) {
      return annotatedValue(source, node.typeAnnotation, depth);
    }
  }
  return undefined;
}

function structureOf(source: SourceCode, members: readonly TSESTree.TypeElement[]): Value {
  return {
    kind: 'structure',
    member(name) {
      for (const member of members) {
        if (member.type !== 'TSPropertySignature' || !('name' in member.key)) continue;
        if (member.key.name === name) {
          return annotatedValue(source, member.typeAnnotation?.typeAnnotation);
        }
      }
      return undefined;
    },
  };
}

function firstKnown(values: readonly (Value | undefined)[]): Value | undefined {
  return values.find((value) => value !== undefined);
}
