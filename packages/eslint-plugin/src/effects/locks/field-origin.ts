import type { TSESTree } from '@typescript-eslint/utils';

import { staticName } from '../../syntax/node-shapes.js';

type Class = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

/** What a field of a class is given where it is declared or constructed, and its declared type. */
export interface FieldOrigin {
  readonly given: readonly TSESTree.Node[];
  readonly type: TSESTree.TSTypeAnnotation | undefined;
}

export function fieldOrigin({ body }: Class, name: string): FieldOrigin {
  const given: TSESTree.Node[] = [];
  let type: TSESTree.TSTypeAnnotation | undefined;
  for (const member of body.body) {
    if (member.type === 'PropertyDefinition' && staticName(member) === name) {
      if (member.value) given.push(member.value);
      type = member.typeAnnotation;
    }
    if (member.type === 'MethodDefinition' && member.kind === 'constructor') {
      type ??= parameterType(member.value.params, name);
      given.push(...assignedIn(member.value.body?.body ?? [], name));
    }
  }
  return { given, type };
}

/** `constructor(private readonly lock: Mutex)` */
function parameterType(
  parameters: readonly TSESTree.Parameter[],
  name: string,
): TSESTree.TSTypeAnnotation | undefined {
  for (const parameter of parameters) {
    if (parameter.type !== 'TSParameterProperty') continue;
    const { parameter: inner } = parameter;
    if (inner.type === 'Identifier' && inner.name === name) return inner.typeAnnotation;
  }
  return undefined;
}

function assignedIn(statements: readonly TSESTree.Statement[], name: string): TSESTree.Node[] {
  return statements.flatMap((statement) => {
    const node = statement.type === 'ExpressionStatement' ? statement.expression : undefined;
    if (node?.type !== 'AssignmentExpression' || node.left.type !== 'MemberExpression') return [];
    const { left } = node;
    return left.object.type === 'ThisExpression' && staticName(left) === name ? [node.right] : [];
  });
}
