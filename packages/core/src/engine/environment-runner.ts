import type { Action } from '../action/action.ts';
import type { Digest } from '../digest/digest.ts';
import { causeOfError } from '../environment/cause-of-error.ts';
import type { EnvironmentCandidate, EnvironmentResolver } from '../environment/resolved-environment.ts';
import { SandwrightError } from '../errors/sandwright-error.ts';
import type { EventSink } from '../events/event-sink.ts';
import type { Target } from '../project/target.ts';
import type { FallbackCandidate } from '../sandbox/decorators/fallback.ts';
import { type CandidateStackOptions, candidateStack, sandboxStack } from '../sandbox/decorators/sandbox-stack.ts';
import type { ExecutionContext } from '../sandbox/execution-context.ts';
import type { ExecutedAction, Sandbox, SkippedCandidate } from '../sandbox/sandbox.ts';
import type { Blob } from '../storage/content-addressable-storage.ts';
import { makeAction } from './make-action.ts';

/** What an `EnvironmentRunner` works with. */
export interface EnvironmentRunnerOptions extends CandidateStackOptions {
  readonly environments: EnvironmentResolver;
  readonly events: EventSink;
}

/** What the engine adds for each target. */
export interface TargetExecution {
  readonly target: Target;
  readonly inputRoot: Digest;
  /** Called before an action runs, with the blobs of its messages. */
  readonly provideInputs: (messages: readonly Blob[], context: { readonly signal?: AbortSignal | undefined }) => Promise<void>;
}

/** Runs the actions of targets in what their environments are here and now, and says once what that is. */
export class EnvironmentRunner {
  readonly #options: EnvironmentRunnerOptions;
  /** One stack a leaf: slots and equal actions in flight are shared by all environments that use it. */
  readonly #stacks = new WeakMap<Sandbox, Sandbox>();
  readonly #announced = new Set<string>();

  constructor(options: EnvironmentRunnerOptions) {
    this.#options = options;
  }

  /** @throws SandwrightError as `EnvironmentResolver.resolve` and `Sandbox.execute` */
  async execute(execution: TargetExecution, context: ExecutionContext): Promise<ExecutedAction> {
    const { environments, clock } = this.#options;
    const { environment: name } = execution.target;
    const environment = await environments.resolve(name, { signal: context.signal });
    const messages = new Map<string, readonly Blob[]>();
    const prepared = new Map<EnvironmentCandidate, { readonly candidate: FallbackCandidate; readonly action: Action }>();
    const prepare = (candidate: EnvironmentCandidate) => {
      let found = prepared.get(candidate);
      if (found === undefined) {
        const { action, blobs } = makeAction(execution.target, execution.inputRoot, candidate);
        messages.set(action.digest.hash, blobs);
        found = { action, candidate: { name: candidate.name, sandbox: this.#stackOf(candidate), adapt: () => action } };
        prepared.set(candidate, found);
      }
      return found;
    };
    const [first] = environment.candidates;
    if (first === undefined) throw new RangeError(`environment ${environment.name} without candidates`);
    const start = prepare(first);
    let current = first;
    const byCandidate = new Map<FallbackCandidate, EnvironmentCandidate>([[start.candidate, first]]);
    const sandbox = sandboxStack(
      {
        candidates: [start.candidate],
        skipped: environment.skipped,
        next: (failed, error) => {
          const following = environments.candidateFailed(environment, byCandidate.get(failed) ?? first, error);
          if (following === undefined) return undefined;
          current = following;
          const { candidate } = prepare(following);
          byCandidate.set(candidate, following);
          return candidate;
        },
      },
      clock,
    );
    try {
      const executed = await sandbox.execute(start.action, {
        ...context,
        provideInputs: (options) => execution.provideInputs([...messages.values()].flat(), options),
      });
      this.#announce(name, current.name, executed.origin.skipped ?? []);
      return executed;
    } catch (caught) {
      const error = SandwrightError.from(caught);
      // Where nothing is left to try, the resolver can tell of every candidate; the error tells of the last one only.
      if (causeOfError(error) !== undefined) await environments.resolve(name, { signal: context.signal });
      throw error;
    }
  }

  #stackOf(candidate: EnvironmentCandidate): Sandbox {
    let stack = this.#stacks.get(candidate.sandbox);
    if (stack === undefined) {
      stack = candidateStack(candidate.sandbox, candidate.where, this.#options);
      this.#stacks.set(candidate.sandbox, stack);
    }
    return stack;
  }

  #announce(environment: string, candidate: string, skipped: readonly SkippedCandidate[]): void {
    const key = `${environment}\0${candidate}`;
    if (this.#announced.has(key)) return;
    this.#announced.add(key);
    this.#options.events({ type: 'environment-chosen', environment, candidate, skipped });
  }
}
