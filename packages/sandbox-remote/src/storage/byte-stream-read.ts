import { type Digest, digestKey, type ReadOptions, SandwrightError } from '@sandwright/core';
import { byteStreamService } from '@sandwright/core/reapi';
import { isTransient, retryDelayMs } from '../client/retry.ts';
import type { RemoteStore } from './remote-store.ts';

/**
 * Reads a blob in pieces, going on where a cut stream ended. Bytes are not verified here.
 * Source: google.bytestream `Read`, REAPI `ContentAddressableStorage`.
 * @throws SandwrightError BLOB_MISSING; REMOTE_UNAVAILABLE after the last try
 */
export async function* byteStreamRead(
  store: RemoteStore,
  digest: Digest,
  options: ReadOptions = {},
): AsyncGenerator<Uint8Array, void, undefined> {
  const resourceName = `${store.prefix}blobs/${digestKey(digest)}`;
  const start = options.offset ?? 0;
  const end = options.limit === undefined ? digest.sizeBytes : Math.min(digest.sizeBytes, start + options.limit);
  let position = start;
  let failures = 0;
  while (position < end) {
    try {
      using _slot = await store.slots.acquire(options);
      const stream = store.channel.serverStream(
        byteStreamService.read,
        // A limit of 0 means none, so the whole rest of a blob is asked for without one: some servers refuse a limit past its end.
        { resourceName, readOffset: position, readLimit: end === digest.sizeBytes ? 0 : end - position },
        { signal: options.signal, timeoutMs: store.timeoutMs, request: store.request },
      );
      for await (const { data } of stream) {
        if (data.byteLength === 0) continue;
        if (position + data.byteLength > end)
          throw new SandwrightError('BLOB_CORRUPT', `${resourceName}: more bytes came than were asked for`, { details: { digest } });
        position += data.byteLength;
        failures = 0;
        yield data;
      }
      if (position < end)
        throw new SandwrightError('BLOB_CORRUPT', `${resourceName}: the stream ended ${end - position} bytes early`, {
          details: { digest },
        });
    } catch (error) {
      if (SandwrightError.is(error) && error.details['grpcCode'] === 5) {
        throw new SandwrightError('BLOB_MISSING', `${store.channel.endpoint.address} has no blob ${digestKey(digest)}`, {
          cause: error,
          details: { missing: [digest] },
        });
      }
      if (!isTransient(error) || ++failures > store.retry.retries) throw error;
      await store.retry.clock.sleep(retryDelayMs(error, failures, store.retry), options);
    }
  }
}
