import { SandwrightError } from '../errors/sandwright-error.ts';

/**
 * Why a signal was aborted, as an error of ours.
 * @param signal an aborted signal
 */
export function abortError(signal: AbortSignal): SandwrightError {
  const reason: unknown = signal.reason;
  if (SandwrightError.is(reason)) return reason;
  return new SandwrightError('CANCELLED', 'cancelled', { cause: reason });
}

/** @throws SandwrightError as `abortError` gives it, if the signal is aborted */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw abortError(signal);
}

/** A controller that also aborts when another signal does; disposing of it lets go of that signal. */
export interface LinkedAbort extends Disposable {
  readonly signal: AbortSignal;
  abort(reason: unknown): void;
}

/**
 * Makes a controller that follows `parent`. Unlike `AbortSignal.any` it can let go, so that a signal of a whole build does not gather one
 * listener for each action that ever ran.
 * @param parent the signal to follow, if there is one
 */
export function linkAbort(parent: AbortSignal | undefined): LinkedAbort {
  const controller = new AbortController();
  const follow = (): void => controller.abort(parent?.reason);
  if (parent?.aborted === true) follow();
  else parent?.addEventListener('abort', follow, { once: true });
  return {
    signal: controller.signal,
    abort: (reason) => controller.abort(reason),
    [Symbol.dispose]: () => parent?.removeEventListener('abort', follow),
  };
}
