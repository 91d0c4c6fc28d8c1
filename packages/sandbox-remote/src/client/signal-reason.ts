import type { CallOptions } from '@sandwright/core';

/**
 * Does something that a signal may end. However deep the end was noticed, the caller gets the signal's own reason.
 * @throws the reason of an aborted signal; else what `work` throws
 */
export async function withReason<T>(options: CallOptions, work: () => Promise<T>): Promise<T> {
  options.signal?.throwIfAborted();
  try {
    return await work();
  } catch (error) {
    options.signal?.throwIfAborted();
    throw error;
  }
}

/** The same for something that gives its results one by one. */
export async function* streamWithReason<T>(options: CallOptions, work: () => AsyncIterable<T>): AsyncGenerator<T, void, undefined> {
  options.signal?.throwIfAborted();
  try {
    yield* work();
  } catch (error) {
    options.signal?.throwIfAborted();
    throw error;
  }
}
