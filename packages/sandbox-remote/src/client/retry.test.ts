import { describe, expect, test } from '@jest/globals';
import { SandwrightError } from '@sandwright/core';
import { FakeClock } from '@sandwright/core/testing';
import { remoteError } from './remote-error.ts';
import { isTransient, type RetryPolicy, withRetries } from './retry.ts';

const what = 'Call at grpc://host:1';
const failing = (code: number, times: number) => {
  const calls: number[] = [];
  return {
    calls,
    call: async (attempt: number) => {
      calls.push(attempt);
      if (calls.length <= times) throw remoteError(code, 'no', { what });
      return 'good';
    },
  };
};

/** Waits pass at once, and are written down. */
function policyOf(retries: number, random = () => 0.999_999): { readonly policy: RetryPolicy; readonly waits: number[] } {
  const waits: number[] = [];
  const clock = { now: () => 0, sleep: async (milliseconds: number) => void waits.push(milliseconds) };
  return { policy: { retries, clock, random }, waits };
}

describe('withRetries', () => {
  test('tries again with waits that double, up to the limit', async () => {
    const { policy, waits } = policyOf(4);
    const { call, calls } = failing(14, 3);
    expect(await withRetries(policy, call)).toBe('good');
    expect(calls).toEqual([0, 1, 2, 3]);
    expect(waits).toEqual([200, 400, 800]);
  });

  test('waits are jittered down to half', async () => {
    const { policy, waits } = policyOf(1, () => 0);
    await withRetries(policy, failing(14, 1).call);
    expect(waits).toEqual([100]);
  });

  test('gives up after so many tries, with the last error', async () => {
    const { policy } = policyOf(2);
    const { call, calls } = failing(14, 9);
    await expect(withRetries(policy, call)).rejects.toMatchObject({ code: 'REMOTE_UNAVAILABLE' });
    expect(calls).toHaveLength(3);
  });

  test.each([3, 5, 7, 9, 11, 12, 15, 16])('does not try again after code %i', async (code) => {
    const { policy } = policyOf(5);
    const { call, calls } = failing(code, 1);
    await expect(withRetries(policy, call)).rejects.toBeDefined();
    expect(calls).toHaveLength(1);
  });

  test('waits as long as the server asks, but not for ever', async () => {
    for (const [asked, waited] of [
      [5_000, 5_000],
      [1, 200],
      [86_400_000, 60_000],
    ] as const) {
      const { policy, waits } = policyOf(1);
      const status = { code: 14, message: 'no', details: [{ type: 'RetryInfo', retryDelayMs: asked } as const] };
      let tries = 0;
      await withRetries(policy, async () => {
        tries += 1;
        if (tries === 1) throw remoteError(14, 'no', { what, status });
      });
      expect(waits).toEqual([waited]);
    }
  });

  test("a signal ends the wait with the signal's own reason", async () => {
    const clock = new FakeClock();
    const controller = new AbortController();
    const reason = new RangeError('enough');
    const result = withRetries({ retries: 3, clock }, failing(14, 9).call, { signal: controller.signal });
    await clock.untilSleepers(1);
    controller.abort(reason);
    await expect(result).rejects.toBe(reason);
  });
});

test('an error that is none of gRPC, or that waiting cannot mend, is not transient', () => {
  expect(isTransient(new SandwrightError('REMOTE_UNAVAILABLE', 'x'))).toBe(false);
  expect(isTransient(new Error('x'))).toBe(false);
  expect(isTransient(remoteError(14, 'certificate has expired', { what }))).toBe(false);
  expect(isTransient(remoteError(14, 'connect ECONNREFUSED', { what }))).toBe(true);
});
