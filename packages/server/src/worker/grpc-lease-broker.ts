import { type CallOptions, type Digest, type DigestFunction, digestFunctions, parseDigest, SandwrightError } from '@sandwright/core';
import {
  durationFromMs,
  durationToMs,
  type ExecuteResponseInit,
  type ActionLease as LeaseMessage,
  timestampToMs,
  workersService,
} from '@sandwright/core/reapi';
import type { ActionLease, FormerSession, LeaseBroker, RenewOptions, WorkerSession } from '../scheduler/lease-broker.ts';
import type { WorkerDescription } from '../scheduler/task.ts';

/** What the broker needs of a connection; the channels of the remote client fit. */
export interface UnaryCaller {
  unary<Request, Response>(
    method: {
      readonly path: string;
      readonly requestSerialize: (message: Request) => Buffer;
      readonly responseDeserialize: (bytes: Buffer) => Response;
    },
    request: Request,
    options?: CallOptions & { readonly timeoutMs?: number },
  ): Promise<Response>;
}

/** A call that the server answers at once. */
const callTimeoutMs = 30_000;

const notFoundCode = 5;

/** A scheduler on another machine. */
export class GrpcLeaseBroker implements LeaseBroker {
  readonly #caller: UnaryCaller;
  #pollTimeoutMs = callTimeoutMs;

  constructor(caller: UnaryCaller) {
    this.#caller = caller;
  }

  async register(
    { name, properties, concurrency, instanceName }: WorkerDescription,
    { former, ...options }: CallOptions & { readonly former?: FormerSession | undefined } = {},
  ): Promise<WorkerSession> {
    const request = {
      workerName: name,
      properties,
      concurrency,
      instanceName: instanceName ?? null,
      previousWorkerId: former?.workerId ?? '',
      heldLeaseIds: former?.heldLeaseIds ?? [],
    };
    const { workerId, leaseDuration, endedLeaseIds } = await this.#caller.unary(workersService.registerWorker, request, {
      ...options,
      timeoutMs: callTimeoutMs,
    });
    const leaseMs = leaseDuration === null ? 0 : durationToMs(leaseDuration, 'lease_duration');
    if (workerId === '' || leaseMs <= 0) throw new SandwrightError('REMOTE_REJECTED', 'the server gave no name or no lease to this worker');
    // The server answers an empty poll after half of a lease.
    this.#pollTimeoutMs = leaseMs + callTimeoutMs;
    return { workerId, leaseMs, endedLeaseIds };
  }

  async acquire(workerId: string, options: CallOptions = {}): Promise<ActionLease | undefined> {
    const { lease } = await forgettable(
      this.#caller.unary(workersService.acquireLease, { workerId }, { ...options, timeoutMs: this.#pollTimeoutMs }),
    );
    return lease === null ? undefined : leaseOf(lease);
  }

  async renew(workerId: string, leaseIds: readonly string[], { waitMs = 0, ...options }: RenewOptions = {}): Promise<readonly string[]> {
    const request = { workerId, leaseIds, wait: durationFromMs(waitMs) };
    const { endedLeaseIds } = await forgettable(
      this.#caller.unary(workersService.renewLeases, request, { ...options, timeoutMs: callTimeoutMs + waitMs }),
    );
    return endedLeaseIds;
  }

  async complete(workerId: string, leaseId: string, response: ExecuteResponseInit, options: CallOptions = {}): Promise<void> {
    await this.#caller.unary(workersService.completeLease, { workerId, leaseId, response }, { ...options, timeoutMs: callTimeoutMs });
  }

  async giveBack(workerId: string, leaseId: string, options: CallOptions = {}): Promise<void> {
    await this.#caller.unary(workersService.returnLease, { workerId, leaseId }, { ...options, timeoutMs: callTimeoutMs });
  }

  async unregister(workerId: string, options: CallOptions = {}): Promise<void> {
    await this.#caller.unary(workersService.unregisterWorker, { workerId }, { ...options, timeoutMs: callTimeoutMs });
  }
}

/** NOT_FOUND means that the server has forgotten this worker. */
async function forgettable<Response>(call: Promise<Response>): Promise<Response> {
  try {
    return await call;
  } catch (caught) {
    if (!SandwrightError.is(caught) || caught.details['grpcCode'] !== notFoundCode) throw caught;
    throw new SandwrightError('TARGET_UNKNOWN', caught.message, { cause: caught });
  }
}

function leaseOf({ id, instanceName, actionDigest, digestFunction, queuedTimestamp, timeout }: LeaseMessage): ActionLease {
  if (id === '' || actionDigest === null)
    throw new SandwrightError('REMOTE_REJECTED', 'the server lent an action without a name or a digest');
  const action: Digest = parseDigest(actionDigest.hash, actionDigest.sizeBytes);
  return {
    id,
    instanceName,
    action,
    digestFunction: functionOfWire(digestFunction),
    queuedAtMs: queuedTimestamp === null ? Date.now() : timestampToMs(queuedTimestamp),
    timeoutMs: timeout === null ? undefined : durationToMs(timeout, 'timeout'),
  };
}

function functionOfWire(wireNumber: number): DigestFunction | undefined {
  return (Object.keys(digestFunctions) as DigestFunction[]).find((name) => digestFunctions[name].wireNumber === wireNumber);
}
