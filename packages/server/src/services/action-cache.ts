import { SandwrightError } from '@sandwright/core';
import {
  type ActionResultInit,
  actionCacheService,
  type GetActionResultRequest,
  type UpdateActionResultRequest,
} from '@sandwright/core/reapi';
import { findWholeResult, storeResult } from '../action-cache/action-results.ts';
import { absent, invalid } from '../errors/refusals.ts';
import type { InstanceRegistry } from '../instances/instance-registry.ts';
import { type ServiceBinding, unary } from '../transport/service-binding.ts';
import { requestedDigestFunction, requireDigest } from '../wire/digests.ts';
import type { RequestLimits } from '../wire/limits.ts';

/** What the service needs. */
export interface ActionCacheOptions {
  readonly instances: InstanceRegistry;
  readonly limits: RequestLimits;
}

/** Results of actions that already ran. A result is given only while all of its blobs are there. */
export function actionCache(options: ActionCacheOptions): ServiceBinding {
  return {
    name: 'build.bazel.remote.execution.v2.ActionCache',
    methods: [
      unary({ ...actionCacheService.getActionResult, responseSerialize: encodeResult }, (request) => get(options, request)),
      unary(actionCacheService.updateActionResult, (request) => update(options, request)),
    ],
  };
}

/** A result that was found goes out byte for byte as it was stored. */
function encodeResult(result: ActionResultInit | Buffer): Buffer {
  return Buffer.isBuffer(result) ? result : actionCacheService.getActionResult.responseSerialize(result);
}

async function get({ instances, limits }: ActionCacheOptions, request: GetActionResultRequest): Promise<ActionResultInit | Buffer> {
  const instance = instances.find(request.instanceName);
  const digestFunction = requestedDigestFunction(request.digestFunction);
  const action = requireDigest(request.actionDigest, digestFunction, 'action_digest');
  const result = await findWholeResult(instance, action, request, limits, { digestFunction });
  if (result === undefined) throw absent(`no result of action ${action.hash}/${action.sizeBytes} is cached`);
  return result;
}

async function update({ instances }: ActionCacheOptions, request: UpdateActionResultRequest): Promise<ActionResultInit> {
  const instance = instances.find(request.instanceName);
  if (!instance.clientsUpdateResults) {
    throw new SandwrightError('UNAUTHORISED', `clients may not write action results of instance "${instance.name}" (setting instances)`, {
      details: { grpcCode: 7 },
    });
  }
  const digestFunction = requestedDigestFunction(request.digestFunction);
  const action = requireDigest(request.actionDigest, digestFunction, 'action_digest');
  if (request.actionResult === null) throw invalid('action_result is not set');
  await storeResult(instance, action, request.actionResult, { digestFunction });
  return request.actionResult;
}
