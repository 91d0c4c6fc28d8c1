import { expect, test } from '@jest/globals';
import { FakeClock } from '@sandwright/core/testing';
import { KnownSubtrees } from './known-subtrees.ts';

test('believes an answer for a while only', async () => {
  const clock = new FakeClock();
  const known = new KnownSubtrees(clock, 1_000);
  known.add('a');
  await clock.advance(999);
  expect(known.has('a')).toBe(true);
  await clock.advance(1);
  expect(known.has('a')).toBe(false);
});

test('forgets what it remembered longest when it is full', () => {
  const known = new KnownSubtrees(new FakeClock(), 1_000, 2);
  for (const hash of ['a', 'b', 'a', 'c']) known.add(hash);
  expect([known.has('a'), known.has('b'), known.has('c')]).toEqual([true, false, true]);
});

test('forgets everything when the server has lost something', () => {
  const known = new KnownSubtrees(new FakeClock());
  known.add('a');
  known.clear();
  expect(known.has('a')).toBe(false);
});
