/** How long to wait between tries. */
export interface BackoffOptions {
  /** The wait before the second try, milliseconds. */
  readonly initialMs: number;
  /** No wait is longer, milliseconds. */
  readonly maximumMs: number;
  /** What each wait is multiplied by for the next. */
  readonly factor: number;
}

/** Waits for calls over a network: 0.2 s at first, doubling, 10 s at most. */
export const networkBackoff: BackoffOptions = { initialMs: 200, maximumMs: 10_000, factor: 2 };

/**
 * The wait before another try: somewhere between half of the planned wait and all of it, so that many clients that failed together do not
 * come back together.
 * @param attempt which try has just failed, from 1
 * @param options the plan
 * @param random a number from 0 (included) to 1 (excluded)
 * @returns milliseconds
 */
export function backoffMs(attempt: number, options: BackoffOptions, random: number): number {
  const planned = Math.min(options.maximumMs, options.initialMs * options.factor ** (attempt - 1));
  return Math.round(planned * (0.5 + random / 2));
}
