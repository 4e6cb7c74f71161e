import ts from 'typescript';
import { docOf, exportedUnitOf } from './contract-of.js';

/** The page of a primitive that nobody has written one for: what its doc comments say. */
export function pageOf(path: string, source: string): string {
  const unit = exportedUnitOf(path, source);
  const name = unit.name?.text ?? 'Unnamed';
  return [
    `# \`${name}\``,
    firstParagraph(docOf(unit)),
    '## Contract',
    '<!-- begin contract -->\n<!-- end contract -->',
    ...(ts.isClassDeclaration(unit) ? methodsOf(unit, name) : []),
  ].join('\n\n');
}

function methodsOf({ members }: ts.ClassDeclaration, name: string): string[] {
  return ['## Methods', ...members.flatMap((member) => memberOf(member, name))];
}

function memberOf(member: ts.ClassElement, className: string): string[] {
  const doc = firstParagraph(docOf(member));
  if (member.name === undefined || !ts.isIdentifier(member.name) || doc === '') return [];
  const isStatic = ts.canHaveModifiers(member) && ts.getModifiers(member)?.some(isStaticKeyword);
  const owner = isStatic === true ? `${className}.` : '';
  const parameters = ts.isMethodDeclaration(member) ? member.parameters.map(nameOf) : undefined;
  const call = parameters === undefined ? '' : `(${parameters.join(', ')})`;
  return [`### \`${owner}${member.name.text}${call}\``, doc];
}

function isStaticKeyword({ kind }: ts.Modifier): boolean {
  return kind === ts.SyntaxKind.StaticKeyword;
}

function nameOf({ name, questionToken, initializer }: ts.ParameterDeclaration): string {
  const isOptional = questionToken !== undefined || initializer !== undefined;
  return `${ts.isIdentifier(name) ? name.text : 'options'}${isOptional ? '?' : ''}`;
}

function firstParagraph(doc: string): string {
  const [first = ''] = doc.split(/\n\s*\n/);
  return first
    .replace(/\{@link (\S+?)\}/g, '`$1`')
    .replace(/\s+/g, ' ')
    .trim();
}
