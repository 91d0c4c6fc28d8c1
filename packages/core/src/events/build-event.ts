import type { SourceLocation } from '../config/diagnostic.ts';
import type { ErrorCode } from '../errors/error-code.ts';
import type { ExecutionStage } from '../sandbox/execution-context.ts';
import type { ExecutionOrigin } from '../sandbox/sandbox.ts';

/** How a target ended. */
export type TargetOutcome =
  | { readonly status: 'succeeded'; readonly origin: ExecutionOrigin }
  | {
      readonly status: 'failed';
      readonly code: ErrorCode;
      readonly message: string;
      readonly hint?: string;
      readonly exitCode?: number;
      /** The command as the user wrote it. */
      readonly command?: string;
      readonly origin?: ExecutionOrigin;
    }
  /** Not tried, because one that it depends on failed, or the build stopped. */
  | { readonly status: 'skipped'; readonly reason: string }
  | { readonly status: 'cancelled' };

/** Everything that a user may want to see of a build; presenters render it. Times are milliseconds. */
export type BuildEvent =
  | { readonly type: 'build-started'; readonly invocationId: string; readonly targets: number; readonly startedAtMs: number }
  | { readonly type: 'target-started'; readonly target: string }
  | { readonly type: 'target-stage'; readonly target: string; readonly stage: ExecutionStage }
  | {
      readonly type: 'target-finished';
      readonly target: string;
      readonly test: boolean;
      readonly durationMs: number;
      readonly outcome: TargetOutcome;
      /** What the command printed, decoded as UTF-8; bounded by the presenter's wish. */
      readonly stdout: string;
      readonly stderr: string;
    }
  /** A sandbox's folder was left behind for debugging; the path is absolute. */
  | { readonly type: 'sandbox-kept'; readonly target: string; readonly path: string }
  | { readonly type: 'warning'; readonly message: string; readonly location?: SourceLocation; readonly hint?: string }
  | {
      readonly type: 'environment-chosen';
      readonly environment: string;
      readonly candidate: string;
      readonly skipped: NonNullable<ExecutionOrigin['skipped']>;
    }
  | {
      readonly type: 'build-finished';
      readonly durationMs: number;
      readonly succeeded: number;
      readonly failed: number;
      readonly skipped: number;
      readonly cancelled: number;
      /** Of the succeeded: commands that really ran. */
      readonly ran: number;
      /** Of the succeeded: found in a cache. */
      readonly cached: number;
    };
