/** The files that something new begins with, and what is then left to do by hand. */
export interface Scaffold {
  /** Text by path, relative to the repository. */
  files: Record<string, string>;
  left: string[];
}

/** One kind of thing that `npm run new` begins. */
export interface Kind {
  /** What a name of this kind looks like, in words, and as a pattern. */
  nameRule: { words: string; pattern: RegExp };
  begin(name: string): Scaffold;
}

/** `no-lost-update` as `noLostUpdate`. */
export function toCamelCase(name: string): string {
  return name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** `keyed-mutex` as `KeyedMutex`. */
export function toPascalCase(name: string): string {
  const camel = toCamelCase(name);
  return camel.charAt(0).toUpperCase() + camel.slice(1);
}
