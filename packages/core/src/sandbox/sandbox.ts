import type { Action } from '../action/action.ts';
import type { ActionResult } from '../action/action-result.ts';
import type { CallOptions } from '../util/call-options.ts';
import type { Availability, UnavailabilityCause } from './availability.ts';
import type { SandboxCapability } from './capability.ts';
import type { ExecutionContext } from './execution-context.ts';
import type { ShellRequest } from './shell.ts';

/** A candidate that was not used, and why. */
export interface SkippedCandidate {
  /** For instance `remote` or `local: bubblewrap`. */
  readonly candidate: string;
  readonly cause: UnavailabilityCause;
  readonly reason: string;
}

/** How a result came about. */
export interface ExecutionOrigin {
  readonly where: 'local' | 'remote';
  /** Whether it was found instead of run. */
  readonly cached: boolean;
  /** The sandbox that answered, for instance `bubblewrap`. */
  readonly sandbox: string;
  /** Candidates passed over before this one. */
  readonly skipped?: readonly SkippedCandidate[];
}

/** A result and how it came about. */
export interface ExecutedAction {
  readonly result: ActionResult;
  readonly origin: ExecutionOrigin;
}

/** Runs actions so that they see their declared inputs and nothing else. Safe to use concurrently. */
export interface Sandbox extends AsyncDisposable {
  /** For people and logs; decorators nest it, as in `caching(bubblewrap)`. */
  readonly name: string;
  readonly capabilities: ReadonlySet<SandboxCapability>;
  /** Whether it works here and now, and if not, why not. Has no lasting effect; may be remembered for the sandbox's life. */
  probe(options?: CallOptions): Promise<Availability>;
  /**
   * Runs the action. A non-zero exit is a result.
   * @throws SandwrightError if the sandbox, not the command, failed: SANDBOX_FAILED, SANDBOX_UNAVAILABLE, BLOB_MISSING, ACTION_INVALID,
   *   CANCELLED; TIMED_OUT carries `details.result`, an ActionResult with the output so far
   */
  execute(action: Action, context: ExecutionContext): Promise<ExecutedAction>;
  /** Opens a shell or runs a command with this process's own terminal; only where `interactive` is promised. Gives the exit code. */
  openShell?(request: ShellRequest, context: ExecutionContext): Promise<number>;
}

/** Wraps a sandbox to add one behaviour. */
export type SandboxDecorator = (inner: Sandbox) => Sandbox;
