import { expect, test } from '@jest/globals';
import { backoffMs } from './backoff.ts';

const plan = { initialMs: 100, maximumMs: 1000, factor: 2 };

test('waits grow up to the maximum', () => {
  expect([1, 2, 3, 4, 5, 50].map((attempt) => backoffMs(attempt, plan, 1))).toEqual([100, 200, 400, 800, 1000, 1000]);
});

test('waits are spread over the upper half of what is planned', () => {
  expect([0, 0.5].map((random) => backoffMs(2, plan, random))).toEqual([100, 150]);
});
