/** Markup that is safe to insert as it is. */
export class Markup {
  constructor(readonly text: string) {}
}

type Insertable = Markup | string | number | readonly Markup[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

function toText(value: Insertable): string {
  if (value instanceof Markup) return value.text;
  if (typeof value === 'string') return escapeText(value);
  if (typeof value === 'number') return String(value);
  return value.map(({ text }) => text).join('');
}

/** Builds markup; every inserted string is escaped, inserted markup is not. */
export function html(strings: TemplateStringsArray, ...values: readonly Insertable[]): Markup {
  const parts = strings.map((string, index) => {
    const value = values[index];
    return value === undefined ? string : string + toText(value);
  });
  return new Markup(parts.join(''));
}

/** A message in which `code` stands between backticks. */
export function showMessage(message: string): Markup[] {
  return message
    .split('`')
    .map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : html`${part}`));
}

/** Nothing, where markup is expected. */
export const nothing = new Markup('');

export const formatCount = (count: number): string => count.toLocaleString('en-US');
