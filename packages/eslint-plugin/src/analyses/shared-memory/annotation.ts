import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { BUFFER, type Value, VIEW_CLASSES } from './value.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** What a type annotation says of a value: `Int32Array<SharedArrayBuffer>`, or members of such types. */
export function annotatedValue(
  source: SourceCode,
  type: TSESTree.TypeNode | undefined,
): Value | undefined {
  switch (type?.type) {
    case 'TSTypeReference':
      return referencedValue(source, type);
    case 'TSTypeLiteral':
      return structureOf(source, type.members);
    case 'TSUnionType':
    case 'TSIntersectionType':
      return firstKnown(type.types.map((part) => annotatedValue(source, part)));
    case 'TSTypeOperator':
      return annotatedValue(source, type.typeAnnotation);
    default:
      return undefined;
  }
}

function referencedValue(source: SourceCode, type: TSESTree.TSTypeReference): Value | undefined {
  if (type.typeName.type !== 'Identifier') return undefined;
  const { name } = type.typeName;
  const [first] = type.typeArguments?.params ?? [];
  if (name === 'SharedArrayBuffer') return BUFFER;
  if (VIEW_CLASSES.has(name)) {
    const isShared = annotatedValue(source, first)?.kind === 'buffer';
    return isShared ? { kind: 'view', array: name, isShared, isWasm: false } : undefined;
  }
  if (name === 'Readonly' || name === 'Partial' || name === 'Required') {
    return annotatedValue(source, first);
  }
  return declaredValue(source, name);
}

function declaredValue(source: SourceCode, name: string): Value | undefined {
  for (const statement of source.ast.body) {
    const node = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (node?.type === 'TSInterfaceDeclaration' && node.id.name === name) {
      return structureOf(source, node.body.body);
    }
    if (node?.type === 'TSTypeAliasDeclaration' && node.id.name === name) {
      return annotatedValue(source, node.typeAnnotation);
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
