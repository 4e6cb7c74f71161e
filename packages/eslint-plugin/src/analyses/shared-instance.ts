import type { Write } from '../effects/access.js';

/** Classes whose instances belong to one call or one request, as their names tell. */
const OWN =
  /(Dto|Entity|Model|Builder|Data|Object|Record|Row|Item|Event|Message|Request|Response|Command|Query|Params|Options|Iterator|Parser|Visitor|Walker|Transformer|Serializer|Encoder|Decoder|Cursor|Node|Iterator)$/i;

/** Whether other work can reach what is written: no field of an instance that one call made for itself. */
export function isOfSharedInstance({ object, resource }: Write): boolean {
  return object?.name !== 'this' || !OWN.test(resource.model ?? '');
}
