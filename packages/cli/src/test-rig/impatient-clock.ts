import { type Clock, systemClock } from '@sandwright/core';

/** Waits between tries are cut short; how long they are is tested elsewhere. */
export const impatientClock: Clock = {
  now: () => systemClock.now(),
  sleep: (milliseconds, options) => systemClock.sleep(Math.min(milliseconds, 10), options),
};
