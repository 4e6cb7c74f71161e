import type { TSESTree } from '@typescript-eslint/utils';
import { staticName } from '../../syntax/node-shapes.js';
import { walk } from '../../syntax/walk.js';
import { annotatedValue } from './annotation.js';
import type { Evaluator } from './evaluate.js';
import { memberOf, prefer, type Value } from './value.js';

/** A program stands for its functions that set fields of `this` without a class. */
type Class = TSESTree.ClassDeclaration | TSESTree.ClassExpression | TSESTree.Program;

/** An instance of the class, or the class, by what its fields are given in it and above it. */
export function classInstance(evaluator: Evaluator, definition: Class): Value {
  const fields = fieldSources(evaluator, definition);
  const compute = (name: string): Value | undefined =>
    (fields.get(name) ?? []).map((value) => value()).reduce(prefer, undefined) ??
    inherited(evaluator, definition, name);
  const known = new Map<string, Value | undefined>();
  return {
    kind: 'structure',
    member(name) {
      // Set before it is computed, for a class may be above itself.
      if (!known.has(name)) known.set(name, undefined).set(name, compute(name));
      return known.get(name);
    },
  };
}

function inherited(evaluator: Evaluator, definition: Class, name: string): Value | undefined {
  if (definition.type === 'Program' || !definition.superClass) return undefined;
  return memberOf(evaluator.evaluate(definition.superClass), name);
}

type Fields = Map<string, (() => Value | undefined)[]>;

function fieldSources(evaluator: Evaluator, definition: Class): Fields {
  const fields: Fields = new Map();
  const add = (name: string | undefined, value: () => Value | undefined): void => {
    if (name !== undefined) fields.set(name, [...(fields.get(name) ?? []), value]);
  };
  const root = definition.type === 'Program' ? definition : definition.body;
  for (const node of walk(evaluator.source, root)) {
    if (node.type === 'PropertyDefinition' && node.parent === root) {
      add(staticName(node), () => declared(evaluator, node) ?? evaluator.evaluate(node.value));
    } else if (node.type === 'AssignmentExpression' && node.operator === '=') {
      add(fieldName(node.left), () => evaluator.evaluate(node.right));
    } else if (node.type === 'TSParameterProperty') {
      const id = node.parameter.type === 'AssignmentPattern' ? node.parameter.left : node.parameter;
      if (id.type === 'Identifier') add(id.name, () => evaluator.evaluate(id));
    }
  }
  return fields;
}

function declared({ source }: Evaluator, node: TSESTree.PropertyDefinition): Value | undefined {
  return annotatedValue(source, node.typeAnnotation?.typeAnnotation);
}

function fieldName(target: TSESTree.Node): string | undefined {
  const isField = target.type === 'MemberExpression' && target.object.type === 'ThisExpression';
  return isField ? staticName(target) : undefined;
}
