import type { ActionCache } from '../../storage/action-cache.ts';
import type { Clock } from '../../util/clock.ts';
import type { Semaphore } from '../../util/semaphore.ts';
import type { Sandbox, SandboxDecorator } from '../sandbox.ts';
import { backtracking } from './backtracking.ts';
import { bounded } from './bounded.ts';
import { caching } from './caching.ts';
import { deduplicating } from './deduplicating.ts';
import { type FallbackOptions, fallback } from './fallback.ts';
import { logging } from './logging.ts';
import { providingInputs } from './providing-inputs.ts';
import { retrying } from './retrying.ts';
import { timeout } from './timeout.ts';
import { timestamping } from './timestamping.ts';

/** What the layers of one candidate share with those of the others. */
export interface CandidateStackOptions {
  readonly clock: Clock;
  /** Results of this machine; undefined where the local cache is turned off. */
  readonly actionCache: ActionCache | undefined;
  /**
   * Results that others share, for commands that run here: it brings the blobs of what it finds into the local storage, and takes along
   * those of what it is given. A server that executes looks into its own.
   */
  readonly remoteActionCache?: ActionCache | undefined;
  /** Whole results on artifact servers; as `remoteActionCache`, but wherever commands run. */
  readonly artifacts?: ActionCache | undefined;
  /** Commands at once on this machine. */
  readonly localSlots: Semaphore;
  /** Requests in flight to servers. */
  readonly remoteSlots: Semaphore;
}

/** A server ends commands itself; only one that forgets is reminded, after this many milliseconds. */
const remoteTimeoutGraceMs = 60_000;

/**
 * Everything around one leaf, from the inside out.
 * @param leaf runs actions and nothing else
 * @param where whether it does so on this machine
 */
export function candidateStack(leaf: Sandbox, where: 'local' | 'remote', options: CandidateStackOptions): Sandbox {
  const { clock, actionCache, remoteActionCache, artifacts, localSlots, remoteSlots } = options;
  const remote = where === 'remote';
  return wrap(leaf, [
    // Next to the leaf, so that only running counts, not waiting for a slot.
    timeout({ clock, graceMs: remote ? remoteTimeoutGraceMs : 0 }),
    // Inside the caches, so that a hit takes no slot.
    bounded(remote ? remoteSlots : localSlots),
    // Outside the slots, so that waiting for one shows as time in the queue.
    timestamping(clock),
    // Outside the slots, so that who waits to try again lets others run. A local sandbox that fails will fail again.
    remote && retrying({ clock }),
    // Inside the caches, so that a hit uploads nothing; inside deduplication, so that equal actions upload once.
    providingInputs(),
    // Inside caching, so that each caller's result is stored and each caller's look-up is its own.
    deduplicating(),
    // Inside the local one, so that what was found far away is near the next time.
    !remote && remoteActionCache !== undefined && caching({ actionCache: remoteActionCache, where: 'remote' }),
    // Wherever the command runs: what was made remotely is pushed as if it had been made here.
    artifacts !== undefined && caching({ actionCache: artifacts, where: 'remote' }),
    // Inside fallback, because the candidates' digests differ.
    actionCache !== undefined && caching({ actionCache, where: 'local' }),
  ]);
}

/**
 * The candidates of an environment as one sandbox.
 * @param options whole candidate stacks, and what to do when one cannot be used
 * @param clock the clock of this machine
 */
export function sandboxStack(options: FallbackOptions, clock: Clock): Sandbox {
  return wrap(fallback(options), [
    // Around all candidates: a blob may be missing in any layer of any of them.
    backtracking(),
    // Outermost, so that its line tells what the caller saw.
    logging(clock),
  ]);
}

function wrap(leaf: Sandbox, decorators: readonly (SandboxDecorator | false)[]): Sandbox {
  let outer = leaf;
  for (const decorator of decorators) if (decorator !== false) outer = decorator(outer);
  return outer;
}
