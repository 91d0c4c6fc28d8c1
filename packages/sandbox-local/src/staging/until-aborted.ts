import { abortError } from '@sandwright/core';

/**
 * Waits for something that cannot be aborted itself; it goes on, unheard, when the wait is.
 * @param promise what is waited for
 * @param signal ends the wait with its reason
 */
export async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  if (signal.aborted) {
    promise.catch(() => {});
    throw abortError(signal);
  }
  return new Promise((resolve, reject) => {
    const leave = (): void => reject(abortError(signal));
    signal.addEventListener('abort', leave, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}
