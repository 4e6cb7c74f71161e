import type { FileModel } from '../effects/model.js';
import { enclosingFunction } from '../syntax/enclosing.js';
import { givenTo } from './mark.js';
import type { Race } from './race.js';
import { runsAsJob } from './runs-as-job.js';

/** Whether one job or one tool at a time changes the value, as far as the file tells. */
export function isOfOneOwner(race: Race, model: FileModel): boolean {
  return isPlainText(race, model) || (!counts(race) && runsAsJob(race.write, model));
}

/** How code says that a file holds data. */
const DATA = /json|ya?ml|toml\.|csv|\b(parse|stringify|seriali[sz]e|encode)\(/i;

/** Whether a file's text is edited as text: sources, pages and templates, not records, nor lines behind lines. */
function isPlainText({ write: { library, node }, field }: Race, { source }: FileModel): boolean {
  if (library?.keepsText !== true || /^(Binary|Template)/.test(field.node.type)) return false;
  return !DATA.test(source.getText(enclosingFunction(node) ?? source.ast));
}

/** `row.n += k`, `{ n: row.n + k }`: what is counted is shared by those who count. */
function counts({ field: { node } }: Race): boolean {
  if (node.type === 'AssignmentExpression' && node.operator !== '=') return true;
  if (node.type === 'UpdateExpression') return true;
  const value = givenTo({ node });
  return value?.type === 'BinaryExpression' && /^[-+*/]$/.test(value.operator);
}
