/**
 * The models that a text gives to what is called so: `repo: Repository<User>` and
 * `users: IUserRepository` are of `User`.
 */
export function modelsOfType(text: string, name: string): string[] {
  if (!/^\w+$/.test(name)) return [];
  const typed = new RegExp(
    `\\b${name}[?!]?\\s*:\\s*(?:\\w*(?:Repository|Model)\\w*<\\s*(?:typeof\\s+)?(\\w+)|I?(\\w+?)(?:Repository|Repo|Dao|Store|Model)\\b)`,
    'g',
  );
  const found = [...text.matchAll(typed)].map(([, argument, own]) => argument ?? own ?? '');
  return [...new Set(found)].map((model) => model.replace(/(?<=\w)Document$/, ''));
}

/** `Breeder` of `authBreederRepository`, for a store that is called by what it is for too. */
export function shorterNames(name: string): string[] {
  const [, bare = ''] = /^(\w+?)(?:Repository|Repo|Dao)$/.exec(name) ?? [];
  const words = bare.split(/(?=[A-Z])/);
  return words.slice(1).map((_, i) => words.slice(i + 1).join(''));
}
