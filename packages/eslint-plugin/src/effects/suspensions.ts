/** What suspends, or hands a callback to what does, or makes two round trips by itself. */
const WORDS = String.raw`\b(?:await|yield)\b|\.(?:then|save|upsert)\s*\(|\bwriteFile\b|\(_?(?:err|error)\s*(?::[^(),]*)?,`;

const ANY = new RegExp(WORDS);

/** Whether the text may suspend at all. */
export function maySuspend(text: string): boolean {
  return ANY.test(text);
}

/** Where the text may suspend, in its order. */
export function suspensionsIn(text: string): number[] {
  return [...text.matchAll(new RegExp(WORDS, 'g'))].map((match) => match.index);
}
