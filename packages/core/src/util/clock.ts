import { setTimeout as sleep } from 'node:timers/promises';
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

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (milliseconds, options = {}) => {
    await sleep(milliseconds, undefined, options.signal === undefined ? {} : { signal: options.signal });
  },
};
