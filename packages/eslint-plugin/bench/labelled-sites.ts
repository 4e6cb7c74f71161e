import type { Linter } from 'eslint';

import type { TypedRun } from './typed-run.js';

/** A site that people judged; `true` where two requests can lose or double an effect. */
export interface Site {
  readonly repo: string;
  readonly path: string;
  readonly line: number;
  readonly endLine?: number;
  readonly fn: string;
  readonly label: 'true' | 'false' | 'debatable';
  readonly reason: string;
}

export interface Hits {
  readonly hit: readonly Site[];
  /** Reports at no site. */
  readonly rest: readonly Linter.LintMessage[];
}

/** A report counts for a site in the same innermost function, or within three lines of it. */
export function hitsOf(sites: readonly Site[], { messages, functions }: TypedRun): Hits {
  const used = new Set<Linter.LintMessage>();
  const hit = sites.filter((site) => {
    const own = site.fn === '<module>' ? undefined : innermost(functions, site.line);
    const near = messages.filter(({ line }) => {
      const isNear = line >= site.line - 3 && line <= (site.endLine ?? site.line) + 3;
      return isNear || (own !== undefined && innermost(functions, line) === own);
    });
    for (const message of near) used.add(message);
    return near.length > 0;
  });
  return { hit, rest: messages.filter((message) => !used.has(message)) };
}

type Lines = readonly [start: number, end: number];

function innermost(functions: readonly Lines[], line: number): Lines | undefined {
  const around = functions.filter(([start, end]) => start <= line && line <= end);
  return around.sort((a, b) => a[1] - a[0] - (b[1] - b[0]))[0];
}
