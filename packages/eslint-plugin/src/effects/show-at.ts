import type { TSESTree } from '@typescript-eslint/utils';

import { otherFileOf } from './other-files.js';
import type { Setting, State } from './state.js';

/** Shows what a function of another file has set at the call that led to it. */
export function showAt(site: TSESTree.Node, state: State): void {
  for (const [object, fields] of [...state.settings]) {
    if ([...fields.values()].every(({ node }) => !otherFileOf(node))) continue;
    const shown = [...fields].map(([path, setting]): [string, Setting] => {
      const { node } = setting;
      return [path, otherFileOf(node) ? { ...setting, node: site, elsewhere: node } : setting];
    });
    state.settings.set(object, new Map(shown));
  }
}
