import type { TSESTree } from '@typescript-eslint/utils';

import type { Write } from '../effects/access.js';
import { decoratorsOf } from '../syntax/decorators.js';
import { lastName } from '../syntax/member-path.js';

/** Classes whose instances belong to one call or one request, as their names tell. */
const OWN =
  /(Dto|Entity|Model|Builder|Data|Object|Record|Row|Item|Event|Message|Request|Response|Command|Query|Params|Options|Iterator|Parser|Visitor|Walker|Transformer|Serializer|Encoder|Decoder|Cursor|Node|Reader|Writer|Tokenizer|Lexer|Scanner|Compiler)$/i;

/** Superclasses and decorators of classes whose instances are copies of rows. */
const ROW = /(Model|Entity|Document|Record)$/;
const OF_ROWS = /^(Entity|Table|Schema|Collection|Document)$/;

/** Whether other work can reach what is written: no field of an instance that one call made for itself. */
export function isOfSharedInstance({ object, resource }: Write): boolean {
  if (object?.name !== 'this') return true;
  return !OWN.test(resource.model ?? '') && !isOfRows(object.node);
}

function isOfRows(node: TSESTree.Node): boolean {
  if (node.type !== 'ClassDeclaration' && node.type !== 'ClassExpression') return false;
  if (node.superClass && ROW.test(lastName(node.superClass) ?? '')) return true;
  return decoratorsOf(node).some(({ expression }) => {
    const callee = expression.type === 'CallExpression' ? expression.callee : expression;
    return OF_ROWS.test(lastName(callee) ?? '');
  });
}
