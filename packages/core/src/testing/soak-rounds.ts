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
