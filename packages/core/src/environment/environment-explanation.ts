import type { SourceLocation } from '../config/diagnostic.ts';
import type { Availability, UnavailabilityCause } from '../sandbox/availability.ts';
import type { EnvironmentRule } from './environment-rules.ts';
import type { Fingerprint } from './host-fingerprint.ts';
import type { PlannedCandidate } from './planned-candidate.ts';

/** One candidate of an environment, and what became of it. */
export interface ExplainedCandidate {
  /** `local: bubblewrap`, `remote`. */
  readonly name: string;
  /** The environment that it comes from; undefined for the built-in one. */
  readonly environment: string | undefined;
  readonly kind: string;
  readonly where: 'local' | 'remote';
  readonly root: 'host' | 'input';
  readonly platform: PlannedCandidate['platform'];
  readonly variables: PlannedCandidate['variables'];
  /** Where its definition stands; undefined for the built-in one. */
  readonly location: SourceLocation | undefined;
  /**
   * `matched`: it will be used. `skipped`: it cannot be used, so the next one is asked. `failed`: it cannot be used, and the rule says that
   * nothing else may be. `not tried`: one before it matched, or failed.
   */
  readonly outcome: 'matched' | 'skipped' | 'failed' | 'not tried';
  /** Set where it was skipped or failed. */
  readonly cause: UnavailabilityCause | undefined;
  readonly reason: string | undefined;
  readonly fix: string | undefined;
  /** What the rules say about the cause. */
  readonly rule: EnvironmentRule | undefined;
  /** What its tools are known by: of the machine, or a text of the environment's own. Undefined for `fingerprint: none`. */
  readonly fingerprint: Fingerprint | string | undefined;
}

/** What an environment means here and now, and why. */
export interface EnvironmentExplanation {
  readonly name: string;
  /** In the order to try. */
  readonly candidates: readonly ExplainedCandidate[];
}

/** What became of a candidate that was tried. */
export function outcomeOf(
  candidate: Pick<PlannedCandidate, 'rules'>,
  availability: Availability,
): Pick<ExplainedCandidate, 'outcome' | 'cause' | 'reason' | 'fix' | 'rule'> {
  if (availability.available) return { outcome: 'matched', cause: undefined, reason: undefined, fix: undefined, rule: undefined };
  const { cause, reason, fix } = availability;
  const rule = candidate.rules[cause];
  return { outcome: rule === 'fail' ? 'failed' : 'skipped', cause, reason, fix, rule };
}
