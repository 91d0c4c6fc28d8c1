import type { PlatformProperties } from '../action/platform-properties.ts';
import type { SourceLocation } from '../config/diagnostic.ts';
import type { SandwrightError } from '../errors/sandwright-error.ts';
import type { Sandbox, SkippedCandidate } from '../sandbox/sandbox.ts';
import type { CallOptions } from '../util/call-options.ts';

/** One way to run the actions of an environment, ready to be used. */
export interface EnvironmentCandidate {
  /** For people and logs: `local: bubblewrap`, `remote`; unique within one resolved environment. */
  readonly name: string;
  readonly where: 'local' | 'remote';
  /**
   * The bare sandbox of this candidate, one per catalog and configuration; the catalog disposes of it. It is made and tried out when it is
   * first used, and promises no capability before.
   */
  readonly sandbox: Sandbox;
  /** Goes into `Action.salt`: the fingerprint of the tools that the action sees without declaring them. Empty for none. */
  readonly salt: Uint8Array;
  /** Goes into `Command.platform` and `Action.platform`. */
  readonly platform: PlatformProperties;
  /** Variables that the environment adds; a target's own `env` wins over each. Sorted by name. `PATH` is among them if `path` was set. */
  readonly variables: readonly { readonly name: string; readonly value: string }[];
  /** `host`: the host's tools are there, read-only. `input`: the input root is the whole file system. */
  readonly root: 'host' | 'input';
  /** Where the definition stands; undefined for the built-in one. */
  readonly location: SourceLocation | undefined;
}

/** What an environment's name means here and now. */
export interface ResolvedEnvironment {
  /** As the target wrote it: `remote`, `//:remote`, `__local__`. */
  readonly name: string;
  /** What is left to try, best first; never empty, for an environment without candidates is an error. */
  readonly candidates: readonly EnvironmentCandidate[];
  /** Those passed over before the first candidate, and why. */
  readonly skipped: readonly SkippedCandidate[];
}

/** Finds out what environments mean; decides once per build and cause. Safe to use concurrently. */
export interface EnvironmentResolver {
  /**
   * Reads what was written for sandboxes of these environments that only the sandbox itself can read, loading plugins, so that it is told before
   * anything runs.
   * @param names as for `resolve`; those that are not known are left to it
   * @throws SandwrightError CONFIG_INVALID or BACKEND_UNKNOWN at the line that is wrong
   */
  checkWritten?(names: Iterable<string>): Promise<void>;
  /**
   * @param name the name of an environment, the address of one, or `__local__`
   * @throws SandwrightError ENVIRONMENT_UNKNOWN; SANDBOX_UNAVAILABLE, CAPABILITY_MISSING, REMOTE_UNAVAILABLE, UNAUTHORISED or NO_WORKER if
   *   nothing is left to try or a rule says `fail`
   */
  resolve(name: string, options?: CallOptions): Promise<ResolvedEnvironment>;
  /**
   * Tells that a candidate which was thought to work did not: from now on, and for the rest of the build, it counts as skipped.
   * @param environment what `resolve` gave
   * @param candidate one of its candidates
   * @param error what its sandbox threw
   * @returns the candidate to try instead, or undefined where `error` is to be thrown: it is no fault of the sandbox, its cause has the
   *   rule `fail`, or nothing is left
   */
  candidateFailed(
    environment: ResolvedEnvironment,
    candidate: EnvironmentCandidate,
    error: SandwrightError,
  ): EnvironmentCandidate | undefined;
}
