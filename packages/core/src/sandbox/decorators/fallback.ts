import type { Action } from '../../action/action.ts';
import { causeOfError } from '../../environment/cause-of-error.ts';
import { SandwrightError } from '../../errors/sandwright-error.ts';
import type { Sandbox, SkippedCandidate } from '../sandbox.ts';

/** One way to run an action. */
export interface FallbackCandidate {
  /** For people, as in `remote` or `local: bubblewrap`. */
  readonly name: string;
  /** The candidate's whole stack. */
  readonly sandbox: Sandbox;
  /** The action as this candidate needs it: its salt, its platform, its variables. By default as it came. */
  readonly adapt?: (action: Action) => Action;
}

/** Candidates and what to do when one cannot be used. */
export interface FallbackOptions {
  /** In order of preference, one at least. */
  readonly candidates: readonly FallbackCandidate[];
  /** Passed over before the first candidate; only reported. */
  readonly skipped?: readonly SkippedCandidate[];
  /**
   * Decides what follows an error of a sandbox: the candidate to try, or undefined to throw the error. By default the next one if the
   * error says that the sandbox cannot be used.
   */
  readonly next?: (failed: FallbackCandidate, error: SandwrightError) => FallbackCandidate | undefined;
}

/** Tries candidates in order. It moves on where a sandbox cannot be used; a command that fails has been run, and is never run elsewhere. */
export function fallback(options: FallbackOptions): Sandbox {
  const { candidates } = options;
  const [first, ...others] = candidates;
  if (first === undefined) throw new RangeError('a fallback without candidates');
  const next =
    options.next ?? ((failed, error) => (causeOfError(error) === undefined ? undefined : candidates[candidates.indexOf(failed) + 1]));
  const shell = candidates.find((candidate) => candidate.sandbox.openShell !== undefined)?.sandbox;
  const openShell = shell?.openShell?.bind(shell);
  return {
    get name() {
      return `fallback(${candidates.map((candidate) => candidate.sandbox.name).join(', ')})`;
    },
    get capabilities() {
      return others.reduce((shared, other) => shared.intersection(other.sandbox.capabilities), new Set(first.sandbox.capabilities));
    },
    probe: async (probeOptions) => {
      const answer = await first.sandbox.probe(probeOptions);
      if (answer.available) return answer;
      for (const other of others) {
        const otherAnswer = await other.sandbox.probe(probeOptions);
        if (otherAnswer.available) return otherAnswer;
      }
      return answer;
    },
    execute: async (action, context) => {
      const skipped = [...(options.skipped ?? [])];
      const tried = new Set<FallbackCandidate>();
      for (let candidate = first; ; ) {
        tried.add(candidate);
        try {
          const executed = await candidate.sandbox.execute(candidate.adapt?.(action) ?? action, context);
          return skipped.length === 0 ? executed : { ...executed, origin: { ...executed.origin, skipped } };
        } catch (caught) {
          const error = SandwrightError.from(caught);
          const following = next(candidate, error);
          if (following === undefined || tried.has(following)) throw error;
          const cause = causeOfError(error) ?? 'sandbox_unavailable';
          const reason = typeof error.details['reason'] === 'string' ? error.details['reason'] : error.message;
          skipped.push({ candidate: candidate.name, cause, reason });
          context.logger.log('info', `${candidate.name} cannot be used; going on with ${following.name}`, { cause, reason });
          candidate = following;
        }
      }
    },
    ...(openShell === undefined ? {} : { openShell }),
    [Symbol.asyncDispose]: async () => {
      await using stack = new AsyncDisposableStack();
      for (const candidate of candidates) stack.use(candidate.sandbox);
    },
  };
}
