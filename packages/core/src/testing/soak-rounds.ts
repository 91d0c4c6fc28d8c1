/**
 * How often a long test goes round: `full` times in `./dev soak` (or what its `--runs` says), a few in `./dev test`.
 * @param full the count that is promised
 * @param few the count for every day
 */
export function soakRounds(full: number, few: number): number {
  if (process.env['SANDWRIGHT_SOAK'] !== '1') return few;
  const runs = Number(process.env['SANDWRIGHT_SOAK_RUNS'] ?? full);
  return Number.isSafeInteger(runs) && runs > 0 ? runs : full;
}

/** The number of the first round of a long test: 0, or what `--from` of `./dev soak` says, so that several turns add up to a full count. */
export function soakFirst(): number {
  const first = Number(process.env['SANDWRIGHT_SOAK_FROM'] ?? 0);
  return process.env['SANDWRIGHT_SOAK'] === '1' && Number.isSafeInteger(first) && first >= 0 ? first : 0;
}
