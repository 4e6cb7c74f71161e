import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

type SourceCode = Readonly<TSESLint.SourceCode>;
type Scope = TSESLint.Scope.Scope;

/** `wanted`, or `wanted2`, `wanted3`, ...: the first that no scope around or inside uses. */
export function freeName(source: SourceCode, scopeNode: TSESTree.Node, wanted: string): string {
  const scopes = scopeNode.type === 'Program' ? [] : scopesCrossed(source, scopeNode);
  const used = scopeNode.type === 'Program' ? namesIn(source) : new Set<string>();
  const isTaken = (name: string): boolean =>
    RESERVED.has(name) || used.has(name) || scopes.some((scope) => mentions(scope, name));
  let name = wanted;
  for (let suffix = 2; isTaken(name); suffix += 1) name = `${wanted}${suffix}`;
  return name;
}

/** Whether another scope than the module's own declares the name, and so may hide it. */
export function isShadowed(source: SourceCode, name: string): boolean {
  let names = innerNames.get(source);
  if (!names) {
    const inner = (source.scopeManager?.scopes ?? []).filter((scope) => !isModuleLevel(scope));
    names = new Set(inner.flatMap(({ set }) => [...set.keys()]));
    innerNames.set(source, names);
  }
  return names.has(name);
}

const innerNames = new WeakMap<object, ReadonlySet<string>>();

/** Whether the module itself declares or imports the name. */
export function isDeclaredInModule(source: SourceCode, name: string): boolean {
  const scopes = source.scopeManager?.scopes ?? [];
  return scopes.some((scope) => {
    return isModuleLevel(scope) && (scope.set.get(name)?.defs.length ?? 0) > 0;
  });
}

function isModuleLevel(scope: Scope): boolean {
  return scope.type === 'global' || scope.type === 'module' || scope.block.type === 'Program';
}

function scopesCrossed(source: SourceCode, node: TSESTree.Node): Scope[] {
  const [start, end] = node.range;
  const all = source.scopeManager?.scopes ?? [];
  return all.filter(({ block: { range } }) => range[0] <= end && start <= range[1]);
}

const usedNames = new WeakMap<object, ReadonlySet<string>>();

/** Every name that a scope of the file declares or looks for outside itself. */
function namesIn(source: SourceCode): ReadonlySet<string> {
  let names = usedNames.get(source);
  if (!names) {
    const scopes = source.scopeManager?.scopes ?? [];
    names = new Set(
      scopes.flatMap(({ set, through }) => [
        ...set.keys(),
        ...through.map(({ identifier }) => String(identifier.name)),
      ]),
    );
    usedNames.set(source, names);
  }
  return names;
}

function mentions(scope: Scope, name: string): boolean {
  return scope.set.has(name) || scope.through.some((ref) => ref.identifier.name === name);
}

const RESERVED = new Set(
  (
    'arguments await break case catch class const continue debugger default delete do else enum ' +
    'eval export extends false finally for function if implements import in instanceof interface ' +
    'let new null package private protected public return static super switch this throw true try ' +
    'typeof undefined var void while with yield'
  ).split(' '),
);
