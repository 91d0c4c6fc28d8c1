import type { RequestMetadata, Semaphore } from '@sandwright/core';
import type { RemoteCapabilities } from '../client/capabilities.ts';
import type { RemoteChannel } from '../client/channel.ts';
import type { RetryPolicy } from '../client/retry.ts';

/** A server's storage and how to treat it; what every call on it needs. */
export interface RemoteStore {
  readonly channel: RemoteChannel;
  readonly instanceName: string;
  /** The instance name with a slash behind it, or nothing; what resource names begin with. */
  readonly prefix: string;
  readonly retry: RetryPolicy;
  /** How many calls may be under way. */
  readonly slots: Semaphore;
  /** Milliseconds for a small call, and for a stream without anything moving. */
  readonly timeoutMs: number;
  /** Bytes of one piece of a stream. */
  readonly chunkBytes: number;
  readonly request: RequestMetadata | undefined;
  /** Asked for once, when first needed. */
  capabilities(options?: { readonly signal?: AbortSignal | undefined }): Promise<RemoteCapabilities>;
}
