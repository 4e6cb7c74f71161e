import type { CallSite } from './call-site.js';
import { fieldsOf, setPath, SPREAD } from './fields.js';
import type { Frame } from './frame.js';
import type { State } from './state.js';
import { joinPath, unknown, valueOf, type Value } from './value.js';

/** Every later argument's fields are set on the first. */
export function assignInto(site: CallSite, _frame: Frame, state: State): Value {
  const [target, ...sources] = site.args;
  if (!target) return unknown;
  for (const source of sources) {
    const fields = fieldsOf(source.value, state);
    for (const place of target.value.places) {
      if (source.value.derivations.size > 0) {
        const { derivations } = source.value;
        const spread = { value: valueOf({ derivations }), node: site.node, how: 'spread' } as const;
        setPath(state, place.object, joinPath(place.path, SPREAD), { ...spread, certain: false });
      }
      for (const { path, value, node, how } of fields) {
        setPath(state, place.object, joinPath(place.path, path), {
          value,
          node,
          how,
          certain: true,
        });
      }
    }
  }
  return target.value;
}
