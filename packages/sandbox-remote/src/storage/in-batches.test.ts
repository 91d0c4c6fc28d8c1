import { expect, test } from '@jest/globals';
import { inBatches } from './in-batches.ts';

const weigh = (items: readonly number[], maxBytes: number, maxItems?: number) => inBatches(items, (item) => item, maxBytes, maxItems);

test('fills batches to the brim, in order, and leaves what is too heavy alone', () => {
  expect(weigh([4, 6, 1, 11, 9, 10], 10)).toEqual({ batches: [[4, 6], [1, 9], [10]], alone: [11] });
});

test('bounds the number of items as well', () => {
  expect(weigh([1, 1, 1, 1, 1], 100, 2).batches).toEqual([[1, 1], [1, 1], [1]]);
});

test('makes no batch of nothing', () => {
  expect(weigh([], 10)).toEqual({ batches: [], alone: [] });
  expect(weigh([5], 1)).toEqual({ batches: [], alone: [5] });
});
