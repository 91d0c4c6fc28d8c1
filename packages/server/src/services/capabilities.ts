import { digestFunctions } from '@sandwright/core';
import {
  Compressor,
  capabilitiesService,
  DigestFunction,
  type ServerCapabilitiesInit,
  SymlinkAbsolutePathStrategy,
} from '@sandwright/core/reapi';
import type { InstanceRegistry } from '../instances/instance-registry.ts';
import { type ServiceBinding, unary } from '../transport/service-binding.ts';
import { supportedDigestFunctions } from '../wire/digests.ts';

/** What the answer depends on. */
export interface CapabilitiesOptions {
  readonly instances: InstanceRegistry;
  readonly executionEnabled: boolean;
  /** Bytes of all blobs of one batch. */
  readonly maxBatchBytes: number;
  /** Bytes of one blob; 0 for no limit. */
  readonly maxBlobBytes: number;
}

/** The versions of the protocol that are tested. Bazel up to 4 and Please refuse servers that do not reach down to 2.0. */
const lowVersion = { major: 2, minor: 0, patch: 0 };
const highVersion = { major: 2, minor: 11, patch: 0 };

/** Priorities of executions: the whole range of the field. */
const anyPriority = { priorities: [{ minPriority: -2_147_483_648, maxPriority: 2_147_483_647 }] };

/** Tells clients what this server can do. */
export function capabilities(options: CapabilitiesOptions): ServiceBinding {
  const functions = supportedDigestFunctions.map((name) => digestFunctions[name].wireNumber);
  const compressors = [Compressor.Value.ZSTD];
  return {
    name: 'build.bazel.remote.execution.v2.Capabilities',
    methods: [
      unary(capabilitiesService.getCapabilities, (request): ServerCapabilitiesInit => {
        const instance = options.instances.find(request.instanceName);
        return {
          cacheCapabilities: {
            digestFunctions: functions,
            actionCacheUpdateCapabilities: { updateEnabled: instance.clientsUpdateResults },
            cachePriorityCapabilities: { priorities: [{ minPriority: 0, maxPriority: 0 }] },
            maxBatchTotalSizeBytes: options.maxBatchBytes,
            symlinkAbsolutePathStrategy: SymlinkAbsolutePathStrategy.Value.ALLOWED,
            supportedCompressors: compressors,
            supportedBatchUpdateCompressors: compressors,
            maxCasBlobSizeBytes: options.maxBlobBytes,
          },
          ...(options.executionEnabled
            ? {
                executionCapabilities: {
                  digestFunction: DigestFunction.Value.SHA256,
                  digestFunctions: [DigestFunction.Value.SHA256],
                  execEnabled: true,
                  executionPriorityCapabilities: anyPriority,
                },
              }
            : {}),
          lowApiVersion: lowVersion,
          highApiVersion: highVersion,
        };
      }),
    ],
  };
}
