import type { TSESTree } from '@typescript-eslint/utils';

import { enclosingClass, enclosingFunction } from '../../syntax/enclosing.js';
import { memberPath } from '../../syntax/member-path.js';
import { staticName, unwrap } from '../../syntax/node-shapes.js';
import { fieldOrigin } from './field-origin.js';
import { importedAs, packageOf } from './imported-as.js';
import { CALL, type LockLibrary, type LockMaker } from './lock-library.js';
import type { Lock } from './lock-use.js';
import { argumentOf, permitsOf } from './maker-arguments.js';
import { librariesByMethod } from './methods.js';
import type { Scopes } from '../scopes.js';
import type { Variable } from '../state.js';

type Made = Pick<Lock, 'library' | 'maker' | 'made' | 'isExclusive' | 'evidence'> & {
  /** The lock itself, where what was made wraps one that has a name. */
  readonly wrapped?: Lock | undefined;
};

/** Tells which lock an expression is: by what it was made of, by its type, else by its name. */
export class LockResolver {
  readonly #libraries: readonly LockLibrary[];
  /** The libraries with names that the user gave. */
  readonly #given: readonly LockLibrary[];
  readonly #scopes: Scopes;
  readonly #made = new Map<TSESTree.Node | Variable, Made | undefined>();
  readonly #ofModule = new Map<string, LockLibrary | undefined>();

  constructor(libraries: readonly LockLibrary[], scopes: Scopes) {
    this.#libraries = libraries;
    this.#given = libraries.filter(({ names }) => names !== undefined);
    this.#scopes = scopes;
  }

  /** The lock that `method` is called on; `()` where it is called itself, and no name will do. */
  lockOf(expression: TSESTree.Node, method: string): Lock | undefined {
    const node = unwrap(expression);
    const made =
      this.#originOf(node) ??
      this.#byGivenName(node) ??
      (method === CALL ? undefined : this.#byName(node, method));
    if (!made) return undefined;
    if (made.wrapped) return made.wrapped;
    const name = nameOf(node);
    return { ...made, ...this.#identityOf(node, made, name), name };
  }

  /** The lock of a package whose functions are imported by name: `lock` of `proper-lockfile`. */
  exportedLock(callee: TSESTree.Node): { lock: Lock; method: string } | undefined {
    const imported = callee.type === 'Identifier' ? this.#importOf(callee) : undefined;
    const library = imported && this.#libraryOf(imported.module);
    if (!library?.standing) return undefined;
    const { name } = library;
    return {
      lock: { id: `standing ${name}`, name, library, isExclusive: true, evidence: 'import' },
      method: imported?.name ?? '',
    };
  }

  #identityOf(node: TSESTree.Node, made: Made, name: string): Pick<Lock, 'id' | 'variable'> {
    if (!made.maker && made.library.standing) return { id: `standing ${made.library.name}` };
    const variable = node.type === 'Identifier' ? this.#scopes.variableOf(node) : undefined;
    if (variable) return { id: `${name}@${placeOf(variable)}`, variable };
    const path = memberPath(node);
    if (!path) return { id: `${name} in ${enclosingFunction(node)?.range[0] ?? 0}` };
    const root = rootOf(node);
    const home = root.type === 'Identifier' ? this.#scopes.variableOf(root) : undefined;
    const place = home ? placeOf(home) : (enclosingClass(node)?.range[0] ?? 0);
    return { id: `${path.join('.')}@${place}` };
  }

  /** What is known of how the expression's value came to be; of a variable's, found once. */
  #originOf(node: TSESTree.Node): Made | undefined {
    const inner = unwrap(node);
    const known = (inner.type === 'Identifier' && this.#scopes.variableOf(inner)) || inner;
    if (this.#made.has(known)) return this.#made.get(known);
    // A lock that is made of itself is none.
    this.#made.set(known, undefined);
    const made = this.#findOrigin(inner);
    this.#made.set(known, made);
    return made;
  }

  #findOrigin(node: TSESTree.Node): Made | undefined {
    switch (node.type) {
      case 'AwaitExpression':
        return this.#originOf(node.argument);
      case 'NewExpression':
      case 'CallExpression':
        return this.#making(node);
      case 'LogicalExpression':
        return this.#originOf(node.right) ?? this.#originOf(node.left);
      case 'AssignmentExpression':
        return this.#originOf(node.right);
      case 'Identifier':
        return this.#standing(node) ?? this.#ofVariable(this.#scopes.variableOf(node));
      case 'MemberExpression':
        return this.#standing(node) ?? this.#ofMember(node);
      default:
        return undefined;
    }
  }

  #making(node: TSESTree.NewExpression | TSESTree.CallExpression): Made | undefined {
    const imported = this.#importOf(node.callee);
    const library = imported && this.#libraryOf(imported.module);
    const by = node.type === 'NewExpression' ? 'new' : 'call';
    const maker = library?.makers.find((each) => {
      return each.by === by && isNamed(each, imported?.name);
    });
    if (!library || !maker) return this.#makingGiven(node);
    const inside = maker.wraps && argumentOf(node, maker.wraps);
    if (inside) {
      const wrapped = this.#originOf(inside);
      const isPlain = unwrap(inside).type === 'Identifier';
      return wrapped && { ...wrapped, ...(isPlain && { wrapped: this.lockOf(inside, '') }) };
    }
    return { library, maker, made: node, isExclusive: permitsOf(node, maker), evidence: 'import' };
  }

  /** `new UserLock()`, of a class that the user named, or that its name tells. */
  #makingGiven(node: TSESTree.NewExpression | TSESTree.CallExpression): Made | undefined {
    if (node.type !== 'NewExpression') return undefined;
    const given = this.#byGivenName(unwrap(node.callee));
    if (given) return { ...given, maker: given.library.makers[0], made: node };
    const name = memberPath(node.callee)?.at(-1) ?? '';
    const library = this.#libraries.find(({ receivers }) => receivers?.test(name));
    return library && { library, isExclusive: undefined, evidence: 'shape' };
  }

  /** The import that a name, or a member of a namespace, stands for. */
  #importOf(node: TSESTree.Node): ReturnType<typeof importedAs> {
    const inner = unwrap(node);
    if (inner.type === 'Identifier') {
      const variable = this.#scopes.variableOf(inner);
      return variable && importedAs(variable);
    }
    if (inner.type !== 'MemberExpression') return undefined;
    const home = this.#importOf(inner.object);
    const name = staticName(inner);
    return home && name ? { module: home.module, name } : undefined;
  }

  #libraryOf(module: string): LockLibrary | undefined {
    if (!this.#ofModule.has(module)) this.#ofModule.set(module, libraryOf(module, this.#libraries));
    return this.#ofModule.get(module);
  }

  /** `navigator.locks`, or a package whose functions take the lock. */
  #standing(node: TSESTree.MemberExpression | TSESTree.Identifier): Made | undefined {
    const imported = this.#importOf(node);
    if (!imported && node.type === 'Identifier') return undefined;
    const path = memberPath(node)
      ?.join('.')
      .replace(/^(globalThis|window|self)\./, '');
    const library = this.#libraries.find(({ standing, packages }) => {
      if (!standing || path === undefined) return false;
      if (imported) {
        return (
          packages.includes(imported.module) &&
          (/^(default|\*)$/.test(imported.name) || standing.includes(imported.name))
        );
      }
      return path.includes('.') && standing.includes(path);
    });
    return library && { library, isExclusive: true, evidence: imported ? 'import' : 'shape' };
  }

  #ofVariable(variable: Variable | undefined): Made | undefined {
    const definition = variable?.defs.length === 1 ? variable.defs[0] : undefined;
    if (!variable || !definition) return undefined;
    if (definition.type === 'Parameter' && definition.name.type === 'Identifier') {
      return this.#ofType(definition.name.typeAnnotation);
    }
    if (definition.type !== 'Variable' || definition.node.id.type !== 'Identifier') {
      return undefined;
    }
    const { init, id } = definition.node;
    const assigned = variable.references.flatMap(({ writeExpr, init: isInit }) => {
      return writeExpr && !isInit ? [writeExpr] : [];
    });
    const given = [...(init ? [init] : []), ...assigned];
    return (
      given.map((node) => this.#originOf(node)).find((made) => made !== undefined) ??
      this.#ofType(id.typeAnnotation)
    );
  }

  #ofMember(node: TSESTree.MemberExpression): Made | undefined {
    const owner = node.object.type === 'ThisExpression' ? enclosingClass(node) : undefined;
    const name = staticName(node);
    if (!owner || name === undefined) return undefined;
    const { given, type } = fieldOrigin(owner, name);
    const made = given.map((value) => this.#originOf(value)).find((each) => each !== undefined);
    return made ?? this.#ofType(type);
  }

  /** `Mutex` of `private mutex: Mutex | undefined`. */
  #ofType(annotation: TSESTree.TSTypeAnnotation | undefined): Made | undefined {
    const type = annotation?.typeAnnotation;
    const parts = type?.type === 'TSUnionType' ? type.types : type ? [type] : [];
    for (const part of parts) {
      if (part.type !== 'TSTypeReference') continue;
      const imported = this.#importOf(part.typeName);
      const library = imported && this.#libraryOf(imported.module);
      if (!library) continue;
      const maker = library.makers.find((each) => isNamed(each, imported.name));
      return {
        library,
        maker,
        isExclusive: maker?.permits ? undefined : true,
        evidence: 'import',
      };
    }
    return undefined;
  }

  /** By a name that the user gave. */
  #byGivenName(node: TSESTree.Node): Made | undefined {
    if (this.#given.length === 0) return undefined;
    const path = memberPath(node.type === 'CallExpression' ? node.callee : node);
    const library = this.#given.find(({ names }) => names?.includes(path?.at(-1) ?? ''));
    const imported = library && this.#importOf(node);
    const isOther =
      imported && library.packages.length > 0 && this.#libraryOf(imported.module) !== library;
    return library && !isOther ? { library, isExclusive: true, evidence: 'import' } : undefined;
  }

  /** By what it is called, in a file that imports no better description. */
  #byName(node: TSESTree.Node, method: string): Made | undefined {
    const called = node.type === 'CallExpression' ? node.callee : node;
    const name = memberPath(called)?.at(-1);
    if (name === undefined) return undefined;
    for (const library of librariesByMethod(this.#libraries).get(method) ?? []) {
      if (library.receivers?.test(name)) {
        return { library, isExclusive: undefined, evidence: 'shape' };
      }
    }
    return undefined;
  }
}

function libraryOf(module: string, libraries: readonly LockLibrary[]): LockLibrary | undefined {
  const exact = libraries.find(({ packages }) => packages.includes(module));
  return exact ?? libraries.find(({ packages }) => packages.includes(packageOf(module)));
}

function isNamed(maker: LockMaker, name: string | undefined): boolean {
  return name === maker.name || (maker.name === 'default' && name === '*');
}

function nameOf(node: TSESTree.Node): string {
  const path = memberPath(node);
  if (path) return path.join('.');
  if (node.type !== 'CallExpression') return 'lock';
  return `${memberPath(node.callee)?.join('.') ?? 'lock'}(${node.arguments.map(textOf).join()})`;
}

function textOf(node: TSESTree.Node): string {
  if (node.type === 'Literal') return node.raw;
  return memberPath(node)?.join('.') ?? String(node.range[0]);
}

function rootOf(node: TSESTree.Node): TSESTree.Node {
  const inner = unwrap(node);
  return inner.type === 'MemberExpression' ? rootOf(inner.object) : inner;
}

function placeOf({ identifiers }: Variable): number {
  return identifiers[0]?.range[0] ?? 0;
}
