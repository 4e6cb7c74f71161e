import { writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { findPrimitivePages, withContract } from './primitive-pages.js';

for (const page of findPrimitivePages()) {
  const style = await resolveConfig(page.path);
  writeFileSync(page.path, await format(withContract(page), { ...style, parser: 'markdown' }));
}
