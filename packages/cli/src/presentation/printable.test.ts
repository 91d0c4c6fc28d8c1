import { expect, it } from '@jest/globals';
import { printable } from './printable.ts';

const escape = String.fromCharCode(27);

it.each([
  ['plain ✓ text\twith\nlines', 'plain ✓ text\twith\nlines'],
  [`${escape}[31mred${escape}[0m`, `${escape}[31mred${escape}[0m`],
  [`${escape}[1;38;5;200mpink`, `${escape}[1;38;5;200mpink`],
  [`${escape}]0;title${String.fromCharCode(7)}`, String.raw`\x1b]0;title\x07`],
  [`${escape}[2J${escape}[A`, String.raw`\x1b[2J\x1b[A`],
  [`${escape}c`, String.raw`\x1bc`],
  [`a\r\nb\rc`, String.raw`a` + '\n' + String.raw`b\x0dc`],
  [`${String.fromCharCode(8)}[0m`, String.raw`\x08[0m`],
  [String.fromCharCode(0x9b), String.raw`\x9b`],
])('makes %j printable', (text, expected) => {
  expect(printable(text)).toBe(expected);
});
