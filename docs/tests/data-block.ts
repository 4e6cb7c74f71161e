import ts from 'typescript';
import { parseDocument } from 'yaml';
import { placeOf, type MarkdownBlock } from './markdown-block.js';

/** What keeps a JSON or YAML block from being read, each with its place in the page. */
export function findSyntaxErrors(block: MarkdownBlock): string[] {
  if (/^yaml\b/.test(block.info)) return yamlErrors(block);
  if (/^jsonc\b/.test(block.info)) return jsoncErrors(block);
  if (/^json\b/.test(block.info)) return jsonErrors(block);
  return [];
}

function yamlErrors(block: MarkdownBlock): string[] {
  return parseDocument(block.code).errors.map(
    ({ linePos, message }) => `${placeOf(block, linePos?.[0].line)}: ${message}`,
  );
}

function jsonErrors(block: MarkdownBlock): string[] {
  try {
    JSON.parse(block.code);
    return [];
  } catch (error) {
    return [`${placeOf(block)}: ${error instanceof Error ? error.message : String(error)}`];
  }
}

function jsoncErrors(block: MarkdownBlock): string[] {
  const { error } = ts.parseConfigFileTextToJson('block.json', block.code);
  if (error === undefined) return [];
  const { line = 0 } = error.file?.getLineAndCharacterOfPosition(error.start ?? 0) ?? {};
  const message = ts.flattenDiagnosticMessageText(error.messageText, '\n');
  return [`${placeOf(block, line + 1)}: ${message}`];
}
