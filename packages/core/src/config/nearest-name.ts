/** Edit distance where a swap of two neighbours counts as one, given up (as `limit + 1`) once it exceeds `limit`. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    let best = i;
    for (let j = 1; j <= b.length; j += 1) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      row.push(cost);
      best = Math.min(best, cost);
    }
    if (best > limit) return limit + 1;
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? limit + 1;
}

/**
 * The name that somebody probably meant.
 * @param wrong what they wrote
 * @param names what exists
 * @returns undefined if nothing is near: about a third of the characters may differ
 */
export function nearestName(wrong: string, names: Iterable<string>): string | undefined {
  const lower = wrong.toLowerCase();
  let limit = Math.max(1, Math.floor(wrong.length / 3));
  let found: string | undefined;
  for (const name of names) {
    const far = distance(lower, name.toLowerCase(), limit);
    if (far <= limit && (found === undefined || far < limit)) {
      found = name;
      limit = far;
    }
  }
  return found;
}

/**
 * Text to append to a message about an unknown name.
 * @param wrong what somebody wrote
 * @param names what exists
 * @returns `; did you mean "x"?`, or nothing
 */
export function didYouMean(wrong: string, names: Iterable<string>): string {
  const nearest = nearestName(wrong, names);
  return nearest === undefined ? '' : `; did you mean "${nearest}"?`;
}
