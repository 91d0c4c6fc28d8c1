import type { ResourceUsage } from '@sandwright/core';
import type { LimitName, SandboxLimits } from '../limits/sandbox-limits.ts';

/** A command to start in its sandbox. */
export interface LaunchRequest {
  /** bwrap's options, without what it runs. */
  readonly sandboxArguments: readonly string[];
  /** What bwrap runs. */
  readonly command: readonly string[];
  /** Absolute paths of files that take the output; they are made. */
  readonly stdout: string;
  readonly stderr: string;
  readonly limits: SandboxLimits;
  /** Kills the command and all that it started; `launch` then rejects with the signal's reason. */
  readonly signal: AbortSignal;
}

/** How a command ended. No process of it is left. */
export interface LaunchOutcome {
  /** 128 + N where signal N ended it. */
  readonly exitCode: number;
  readonly resourceUsage?: ResourceUsage;
  readonly limitExceeded?: LimitName;
}

/** Starts commands in sandboxes, away from the process that holds caches. */
export interface Launcher extends AsyncDisposable {
  /** @throws SandwrightError SANDBOX_FAILED if bwrap could not set the sandbox up; the signal's reason once it is aborted */
  launch(request: LaunchRequest): Promise<LaunchOutcome>;
}
