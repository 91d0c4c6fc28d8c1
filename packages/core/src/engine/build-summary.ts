import { errorCodes } from '../errors/error-code.ts';
import type { TargetOutcome } from '../events/build-event.ts';

/** What came of a build. */
export interface BuildSummary {
  /** Of every target that was asked for or needed, by label. */
  readonly outcomes: ReadonlyMap<string, TargetOutcome>;
  readonly succeeded: number;
  readonly failed: number;
  readonly skipped: number;
  readonly cancelled: number;
  /** Of the succeeded: commands that really ran. */
  readonly ran: number;
  /** Of the succeeded: found in a cache. */
  readonly cached: number;
  readonly durationMs: number;
  /** For the process: 0, or that of the gravest failure, or 130 if the build was cancelled. */
  readonly exitCode: number;
}

/** A bug outweighs a missing sandbox, that a broken one, that a wrong configuration, that a failed command. */
const gravity = [70, 4, 3, 2, 1];

/**
 * Counts outcomes.
 * @param outcomes by label
 * @param durationMs how long it took
 */
export function summarize(outcomes: ReadonlyMap<string, TargetOutcome>, durationMs: number): BuildSummary {
  const counts = { succeeded: 0, failed: 0, skipped: 0, cancelled: 0, ran: 0, cached: 0 };
  const exitCodes = new Set<number>();
  for (const outcome of outcomes.values()) {
    counts[outcome.status] += 1;
    if (outcome.status === 'succeeded') counts[outcome.origin.cached ? 'cached' : 'ran'] += 1;
    if (outcome.status === 'failed') exitCodes.add(errorCodes[outcome.code].exitCode);
  }
  const exitCode = counts.cancelled > 0 ? 130 : (gravity.find((code) => exitCodes.has(code)) ?? 0);
  return { outcomes, ...counts, durationMs, exitCode };
}
