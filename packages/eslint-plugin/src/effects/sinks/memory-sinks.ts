import type { TSESLint } from '@typescript-eslint/utils';

const PATH = String.raw`(?:[?!]?\.#?[\w$]+|!?\[[^\]\n]+\])+!?`;
const COMPOUND = String.raw`(?:\+\+|--|(?:[-+*/%&|^]|\*\*|<<|>>>?|&&|\|\||\?\?)=)`;
const MUTATOR = String.raw`\.(?:set|add|delete|clear)\s*\(`;

/** `a.b += 1`, `++a.b`, `a.b = …`, `a.b.push(…)`; the name, then what happens to its path. */
const CHANGE = new RegExp(
  String.raw`(?:(?:\+\+|--)\s*([\w$]+)${PATH})|\b([\w$]+)(${PATH})\s*(?:(${COMPOUND})|=(?![=>])\s*([^;\n]*))|\b([\w$]+)(?:[?!]?\.#?[\w$]+|!?\[[^\]\n]+\])*?[?!]?${MUTATOR}`,
  'g',
);
const ALIAS_OF_THIS = /=\s*this\b(?!\s*[.[?!])/g;

/** Where the code may change a variable, field or entry that other runs of the code see. */
export function memorySinks(
  code: string,
  scopeManager: TSESLint.Scope.ScopeManager | null,
): number[] {
  const sinks: number[] = [];
  const captured = new Set(['this', 'globalThis', 'global', 'process']);
  for (const { references } of scopeManager?.scopes ?? []) {
    for (const reference of references) {
      if (!isCaptured(reference)) continue;
      captured.add(reference.identifier.name);
      if (reference.isWrite()) sinks.push(reference.identifier.range[0]);
    }
  }
  for (const match of code.matchAll(CHANGE)) if (isShared(match, captured)) sinks.push(match.index);
  for (const match of code.matchAll(ALIAS_OF_THIS)) sinks.push(match.index);
  return sinks;
}

/** Whether the variable belongs to an outer function, to the module or to nobody in sight. */
function isCaptured({ resolved, from }: TSESLint.Scope.Reference): boolean {
  return resolved?.scope.variableScope !== from.variableScope;
}

/** A local name may still stand for what is shared where its old value goes into the new one. */
function isShared(match: RegExpMatchArray, captured: ReadonlySet<string>): boolean {
  const [, stepped, name, path = '', compound, given, mutated] = match;
  if (stepped !== undefined || compound !== undefined) return true;
  if (mutated !== undefined) return captured.has(mutated);
  if (name === undefined || captured.has(name)) return name !== undefined;
  return given !== undefined && (given.includes(name + path) || given.includes('await'));
}
