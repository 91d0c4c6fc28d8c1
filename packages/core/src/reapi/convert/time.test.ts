import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { durationFromMs, durationToMs, timestampFromMessage, timestampFromMs, timestampToMs } from './time.ts';

describe('times', () => {
  test('milliseconds become seconds and nanoseconds, also before 1970 and at the edge of a second', () => {
    expect(timestampFromMs(1500.25)).toEqual({ seconds: 1, nanos: 500_250_000 });
    expect(timestampFromMs(-0.5)).toEqual({ seconds: -1, nanos: 999_500_000 });
    expect(timestampFromMs(999.999_999_9)).toEqual({ seconds: 1, nanos: 0 });
    expect(durationFromMs(0)).toEqual({ seconds: 0, nanos: 0 });
  });

  test('there and back', () => {
    fc.assert(fc.property(fc.integer(), (ms) => expect(timestampToMs(timestampFromMs(ms))).toBe(ms)));
    fc.assert(fc.property(fc.nat(), (ms) => expect(durationToMs(durationFromMs(ms / 1000))).toBeCloseTo(ms / 1000, 6)));
  });

  test.each([
    { seconds: Number.MAX_SAFE_INTEGER + 1, nanos: 0 },
    { seconds: 0, nanos: -1 },
    { seconds: 0, nanos: 1_000_000_000 },
  ])('refuses %j', (message) => {
    expect(() => timestampFromMessage(message)).toThrow(expect.objectContaining({ code: 'ACTION_INVALID' }));
    expect(() => durationToMs(message)).toThrow(expect.objectContaining({ code: 'ACTION_INVALID' }));
  });

  test('a duration is not negative', () => {
    expect(() => durationToMs({ seconds: -1, nanos: 0 }, 'timeout')).toThrow(/timeout is not a duration/);
  });
});
