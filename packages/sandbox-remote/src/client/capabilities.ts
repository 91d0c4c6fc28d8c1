import { type CallOptions, SandwrightError } from '@sandwright/core';
import { capabilitiesService, type ServerCapabilities } from '@sandwright/core/reapi';
import type { RemoteChannel } from './channel.ts';
import { type RetryPolicy, withRetries } from './retry.ts';

/** What a server can do, as far as the client cares. */
export interface RemoteCapabilities {
  /** Bytes of one batch, at most; already a safe value where the server named none. */
  readonly maxBatchBytes: number;
  /** Bytes of one blob at most; undefined for no limit. */
  readonly maxBlobBytes: number | undefined;
  readonly zstdByteStream: boolean;
  readonly zstdBatch: boolean;
  readonly execution: boolean;
  /** False where the server says that it speaks REAPI 2.0 and nothing later: it would ignore the outputs that commands declare. */
  readonly outputPaths: boolean;
  readonly actionCacheUpdates: boolean;
}

// gRPC's default message limit is 4 MiB, and what surrounds the bytes counts too.
const safeBatchBytes = 4 * 1024 * 1024 - 64 * 1024;
const sha256 = 1;
const zstd = 1;

/**
 * Asks a server what it can do. A server without this service is taken as an old one that offers the whole of REAPI 2.0.
 * @throws SandwrightError REMOTE_REJECTED if it cannot do SHA-256 or speaks no version that we speak
 */
export async function fetchCapabilities(
  channel: RemoteChannel,
  instanceName: string,
  retry: RetryPolicy,
  options: CallOptions & { timeoutMs: number },
): Promise<RemoteCapabilities> {
  let answer: ServerCapabilities;
  try {
    answer = await withRetries(retry, () => channel.unary(capabilitiesService.getCapabilities, { instanceName }, options), options);
  } catch (error) {
    if (SandwrightError.is(error) && error.code === 'UNIMPLEMENTED') {
      return {
        maxBatchBytes: safeBatchBytes,
        maxBlobBytes: undefined,
        zstdByteStream: false,
        zstdBatch: false,
        execution: true,
        outputPaths: true,
        actionCacheUpdates: true,
      };
    }
    throw error;
  }
  return readCapabilities(answer, channel.endpoint.address);
}

/** Reads the server's answer; exported for its test. */
export function readCapabilities(answer: ServerCapabilities, address: string): RemoteCapabilities {
  const low = answer.lowApiVersion?.major ?? 2;
  const high = answer.highApiVersion?.major ?? 2;
  if (low > 2 || (high !== 0 && high < 2)) {
    throw new SandwrightError(
      'REMOTE_REJECTED',
      `${address} speaks versions ${low} to ${high} of the Remote Execution API; version 2 is needed`,
    );
  }
  const cache = answer.cacheCapabilities;
  const execution = answer.executionCapabilities;
  const functions = [...(cache?.digestFunctions ?? []), ...(execution?.digestFunctions ?? []), execution?.digestFunction ?? 0].filter(
    (number) => number !== 0,
  );
  if (functions.length > 0 && !functions.includes(sha256)) {
    throw new SandwrightError('REMOTE_REJECTED', `${address} does not offer SHA-256 digests`);
  }
  const announced = cache?.maxBatchTotalSizeBytes ?? 0;
  const largest = cache?.maxCasBlobSizeBytes ?? 0;
  return {
    maxBatchBytes: announced > 0 ? Math.min(announced, safeBatchBytes) : safeBatchBytes,
    maxBlobBytes: largest > 0 ? largest : undefined,
    zstdByteStream: cache?.supportedCompressors.includes(zstd) ?? false,
    zstdBatch: cache?.supportedBatchUpdateCompressors.includes(zstd) ?? false,
    execution: execution?.execEnabled ?? false,
    outputPaths: high !== 2 || answer.highApiVersion?.minor !== 0,
    actionCacheUpdates: cache?.actionCacheUpdateCapabilities?.updateEnabled ?? true,
  };
}
