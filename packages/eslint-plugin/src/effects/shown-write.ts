import type { TSESTree } from '@typescript-eslint/utils';

import type { Fact, Read, Write, WrittenField } from './access.js';
import { otherFileOf } from './other-files.js';

/**
 * A write of another file, as the linted file shows it: at the call that leads there, and without what
 * the same call found or tested, for that is told when the other file is linted.
 */
export function shownWrite(write: Write, site: TSESTree.Node): Write {
  const isFromHere = (read: Read): boolean => read.site !== site;
  const isTestedHere = (fact: Fact): boolean => fact.site !== site;
  return {
    ...write,
    node: site,
    elsewhere: write.node,
    fields: write.fields.map((field) => shownField(field, site)),
    facts: write.facts.filter(isTestedHere),
    passed: write.passed.filter(isTestedHere),
    stale: new Set([...write.stale].filter(isFromHere)),
    aged: new Set([...write.aged].filter(isFromHere)),
  };
}

function shownField(field: WrittenField, site: TSESTree.Node): WrittenField {
  const derivations = [...field.value.derivations].filter(({ node }) => node !== site);
  const value = { ...field.value, derivations: new Set(derivations) };
  const { node } = field;
  return otherFileOf(node) ? { ...field, value, node: site, elsewhere: node } : { ...field, value };
}
