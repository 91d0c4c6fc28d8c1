import { PassThrough } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { readJsonLines } from './json-lines.ts';

it('reads lines however they are cut, and stops at what is no JSON', async () => {
  const stream = new PassThrough();
  const values: unknown[] = [];
  const broken: string[] = [];
  readJsonLines(
    stream,
    (value) => values.push(value),
    (reason) => broken.push(reason),
  );
  for (const piece of ['{"a"', ':1}\n{"b":', '"ö', '"}\n3\n', 'no\n4\n']) stream.write(piece);
  await nextTurn();
  expect(values).toEqual([{ a: 1 }, { b: 'ö' }, 3]);
  expect(broken).toEqual(['a line that is no JSON']);
});

it('refuses to gather a line without an end', async () => {
  const stream = new PassThrough();
  const broken: string[] = [];
  readJsonLines(
    stream,
    () => {},
    (reason) => broken.push(reason),
  );
  const piece = Buffer.alloc(1024 * 1024, 'x');
  for (let written = 0; written <= 16 && broken.length === 0; written += 1) {
    stream.write(piece);
    await nextTurn();
  }
  expect(broken).toEqual(['a line of more than 16777216 bytes']);
});
