import type { CallOptions, Digest, DigestFunction } from '@sandwright/core';
import type { ExecuteResponseInit } from '@sandwright/core/reapi';
import type { WorkerDescription } from './task.ts';

/** An action that a worker holds for a time. */
export interface ActionLease {
  /** Never used twice. */
  readonly id: string;
  readonly instanceName: string;
  readonly action: Digest;
  readonly digestFunction: DigestFunction | undefined;
  /** When a client asked for it, milliseconds since 1970. */
  readonly queuedAtMs: number;
  /** Running time allowed, milliseconds; undefined for no limit. */
  readonly timeoutMs: number | undefined;
}

/** What a worker learns when it introduces itself. */
export interface WorkerSession {
  readonly workerId: string;
  /** How long a lease lasts unless it is renewed, milliseconds. */
  readonly leaseMs: number;
  /** Of the leases that the worker said it holds: those that are over, for which it should stop. The others are its own under the new id. */
  readonly endedLeaseIds: readonly string[];
}

/** What a worker brings along that has to register again: the server was restarted, or has not heard of it for too long. */
export interface FormerSession {
  readonly workerId: string;
  /** Leases of which it still runs the action, or holds the result. */
  readonly heldLeaseIds: readonly string[];
}

/** How leases are renewed. */
export interface RenewOptions extends CallOptions {
  readonly waitMs?: number;
}

/**
 * The worker's side of a scheduler: one object in process, gRPC between machines. Every call but `register` throws
 * TARGET_UNKNOWN where the scheduler does not know the worker (any more), who then has to register again.
 */
export interface LeaseBroker {
  register(worker: WorkerDescription, options?: CallOptions & { readonly former?: FormerSession | undefined }): Promise<WorkerSession>;
  /** The next action to run; undefined if there was none for a while. */
  acquire(workerId: string, options?: CallOptions): Promise<ActionLease | undefined>;
  /**
   * Lengthens leases.
   * @param options.waitMs how long the answer may be held back until one of the worker's leases is over before its time, milliseconds; 0
   *   by default
   * @returns leases that are over, for which the worker should stop
   */
  renew(workerId: string, leaseIds: readonly string[], options?: RenewOptions): Promise<readonly string[]>;
  /**
   * Hands in what an action left.
   * @throws SandwrightError WORKER_LOST if the lease is over, BLOB_MISSING if outputs are not stored; the result is dropped then
   */
  complete(workerId: string, leaseId: string, response: ExecuteResponseInit, options?: CallOptions): Promise<void>;
  /** Gives an action back that was not run to its end; it is run elsewhere. */
  giveBack(workerId: string, leaseId: string, options?: CallOptions): Promise<void>;
  /** Says goodbye; what the worker still holds is run elsewhere. */
  unregister(workerId: string, options?: CallOptions): Promise<void>;
}
