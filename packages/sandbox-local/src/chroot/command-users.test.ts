import { expect, test } from '@jest/globals';
import { commandUserRange, takeCommandUser } from './command-users.ts';

test('users are different while they are taken, and given out again', () => {
  const users = Array.from({ length: 64 }, () => takeCommandUser());
  try {
    expect(new Set(users.map((user) => user.uid)).size).toBe(64);
    expect(() => takeCommandUser()).toThrow(RangeError);
    users[7]?.[Symbol.dispose]();
    const again = takeCommandUser();
    expect(again.uid).toBe(users[7]?.uid);
    again[Symbol.dispose]();
  } finally {
    for (const user of users) user[Symbol.dispose]();
  }
});

test('users are of this process alone, and such that Node can become one', () => {
  const [first, last] = commandUserRange();
  expect(first).toBe(1_879_048_192 + process.pid * 64);
  expect(last).toBeLessThan(2 ** 31);
  // Even with the highest process id that Linux gives.
  expect(1_879_048_192 + 4_194_303 * 64 + 63).toBeLessThan(2 ** 31);
});
