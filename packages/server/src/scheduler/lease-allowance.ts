/** However many a worker runs at once: so many more it may hold. */
const mostBeyond = 4;

/**
 * How many actions a worker may hold: those that it runs, and as many again, up to four, whose inputs it fetches or whose results it hands
 * in meanwhile. It asks for no more than it can make use of.
 * @param concurrency actions that it runs at once
 */
export function leaseAllowance(concurrency: number): number {
  return concurrency + Math.min(concurrency, mostBeyond);
}
