import { setTimeout as sleep } from 'node:timers/promises';
import { abortError } from './abort.ts';
import type { CallOptions } from './call-options.ts';

/** Time, so that tests can hold it still. */
export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number;
  /**
   * @param milliseconds how long to wait
   * @param options a signal ends the wait with its reason
   */
  sleep(milliseconds: number, options?: CallOptions): Promise<void>;
}

/** Node's timers end at once if asked for more; setTimeout(3), "maximum delay". */
const longestTimerMs = 2 ** 31 - 1;

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (milliseconds, options = {}) => {
    const { signal } = options;
    try {
      for (let left = milliseconds; ; left -= longestTimerMs) {
        await sleep(Math.min(left, longestTimerMs), undefined, signal === undefined ? {} : { signal });
        if (left <= longestTimerMs) return;
      }
    } catch (error) {
      throw signal?.aborted === true ? abortError(signal) : error;
    }
  },
};
