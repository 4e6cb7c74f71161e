import { expect, it } from 'vitest';
import { shownText } from './shown.js';

it.each([
  ['user!.points', 'user.points'],
  ['rows[0]!.points', 'rows[0].points'],
  ['find(id)!', 'find(id)'],
  ['a !== b', 'a !== b'],
  ['!done', '!done'],
  ['`hits:${key}`', 'hits:${key}'],
  ['map[`a${b}`]', "map['a${b}']"],
  ['this\n  .points', 'this .points'],
])('shows %j as %j', (text, expected) => {
  expect(shownText(text)).toBe(expected);
});
