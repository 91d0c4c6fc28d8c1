import { digestFunctions } from '@sandwright/core';
import { checkInstanceName, durationFromMs, durationToMs, timestampFromMs, workersService } from '@sandwright/core/reapi';
import { invalid } from '../errors/refusals.ts';
import type { LeaseBroker } from '../scheduler/lease-broker.ts';
import { type ServiceBinding, unary } from '../transport/service-binding.ts';

/** Bounds of what a worker says about itself. */
const maxProperties = 1_000;
const maxConcurrency = 10_000;
/** Of names and values of all properties of a worker together, characters. */
const maxPropertyText = 16_384;

/** Lends actions to workers on other machines. */
export function workers(broker: LeaseBroker): ServiceBinding {
  return {
    name: 'sandwright.v1.Workers',
    methods: [
      unary(workersService.registerWorker, async (request, call) => {
        const { workerName, properties, concurrency, previousWorkerId, heldLeaseIds } = request;
        if (workerName === '' || workerName.length > 200) throw invalid('worker_name is empty or too long');
        if (properties.length > maxProperties) throw invalid(`${properties.length} properties are too many; ${maxProperties} are allowed`);
        const text = properties.reduce((sum, { name, value }) => sum + name.length + value.length, 0);
        if (text > maxPropertyText) throw invalid(`properties of ${text} characters are too long; ${maxPropertyText} are allowed`);
        if (concurrency < 1 || concurrency > maxConcurrency)
          throw invalid(`concurrency is ${concurrency}; 1 to ${maxConcurrency} is wanted`);
        if (heldLeaseIds.length > maxConcurrency)
          throw invalid(`${heldLeaseIds.length} leases are too many; ${maxConcurrency} are allowed`);
        const instanceName = request.instanceName === null ? undefined : checkInstanceName(request.instanceName);
        const former = previousWorkerId === '' ? undefined : { workerId: previousWorkerId, heldLeaseIds };
        const session = await broker.register({ name: workerName, properties, concurrency, instanceName }, { signal: call.signal, former });
        const { workerId, leaseMs, endedLeaseIds } = session;
        return { workerId, leaseDuration: durationFromMs(leaseMs), endedLeaseIds };
      }),
      unary(workersService.acquireLease, async ({ workerId }, call) => {
        const lease = await broker.acquire(workerId, { signal: call.signal });
        if (lease === undefined) return {};
        if (call.signal.aborted) {
          // The worker has gone between two breaths; the action must not wait for the lease to end.
          await broker.giveBack(workerId, lease.id);
          return {};
        }
        const { id, instanceName, action, digestFunction, queuedAtMs, timeoutMs } = lease;
        return {
          lease: {
            id,
            instanceName,
            actionDigest: action,
            digestFunction: digestFunction === undefined ? 0 : digestFunctions[digestFunction].wireNumber,
            queuedTimestamp: timestampFromMs(queuedAtMs),
            timeout: timeoutMs === undefined ? null : durationFromMs(timeoutMs),
          },
        };
      }),
      unary(workersService.renewLeases, async ({ workerId, leaseIds, wait }, { signal }) => {
        const waitMs = wait === null ? 0 : durationToMs(wait, 'wait');
        return { endedLeaseIds: await broker.renew(workerId, leaseIds, { waitMs, signal }) };
      }),
      unary(workersService.completeLease, async ({ workerId, leaseId, response }) => {
        if (response === null) throw invalid('response is not set');
        await broker.complete(workerId, leaseId, response);
        return {};
      }),
      unary(workersService.returnLease, async ({ workerId, leaseId }) => {
        await broker.giveBack(workerId, leaseId);
        return {};
      }),
      unary(workersService.unregisterWorker, async ({ workerId }) => {
        await broker.unregister(workerId);
        return {};
      }),
    ],
  };
}
