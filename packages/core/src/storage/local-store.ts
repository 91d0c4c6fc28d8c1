import type { Digest } from '../digest/digest.ts';
import type { Logger } from '../logging/logger.ts';
import type { CallOptions } from '../util/call-options.ts';
import type { Clock } from '../util/clock.ts';
import type { ActionCache } from './action-cache.ts';
import type { BlobFrames } from './blob-frames.ts';
import type { BlobOptions, ContentAddressableStorage } from './content-addressable-storage.ts';
import type { BlobEngine } from './engine/blob-engine.ts';
import type { FsckReport } from './engine/fsck.ts';
import type { QuotaOptions } from './engine/quota.ts';
import type { StoreFileSystem } from './engine/store-file-system.ts';
import type { TidyReport } from './engine/tidier.ts';

/**
 * Who else may have the store open. `exclusive`: nobody (server, worker; everything is known in memory, quickest).
 * `shared`: other processes that open it shared (CLI; opens quickly however much there is).
 */
export type StoreMode = 'exclusive' | 'shared';

/** How to open a local store. */
export interface LocalStoreOptions {
  /** Absolute path; made (0700) if absent. */
  readonly directory: string;
  readonly mode: StoreMode;
  /** Whether what was acknowledged must survive a loss of power, not only of the process; false by default. */
  readonly durable?: boolean;
  /** Blobs longer than this have a file of their own, bytes; 128 KiB by default (measured: up to there a segment is the cheaper place). */
  readonly inlineBytes?: number;
  /** For so long a blob is kept once somebody was told that it is here, milliseconds; an hour by default. */
  readonly promiseMs?: number;
  /** A segment of small blobs ends once it is longer, bytes; 64 MiB by default. */
  readonly segmentBytes?: number;
  readonly quota?: QuotaOptions;
  /** Memory for blobs that are compressed or decompressed as a whole while they are read, bytes; 64 MiB by default. Beyond it that takes longer. */
  readonly frameMemoryBytes?: number;
  /** Stands between the store and its disk, for tests of faults. */
  readonly fileSystem?: StoreFileSystem;
  readonly clock?: Clock;
  readonly logger?: Logger;
}

/** Small values by name, for what is not a blob: action results, assets. A later value replaces an earlier one. */
export interface KeyValueTable {
  /**
   * @param key any bytes; text is taken as UTF-8
   * @returns the bytes as they were put, or undefined
   */
  get(key: Uint8Array | string, options?: CallOptions): Promise<Uint8Array | undefined>;
  put(key: Uint8Array | string, value: Uint8Array, options?: CallOptions): Promise<void>;
  /** Forgets a value; nothing happens where there is none. */
  delete(key: Uint8Array | string, options?: CallOptions): Promise<void>;
}

/** Action results as the bytes of their message, for a server that must return what it was given unchanged. */
export interface ActionResultBytes {
  get(namespace: string, actionDigest: Digest, options?: BlobOptions): Promise<Uint8Array | undefined>;
  put(namespace: string, actionDigest: Digest, bytes: Uint8Array, options?: BlobOptions): Promise<void>;
}

/** Blobs, action results and small tables in one folder. Disposing it ends background work and writes what is pending. */
export interface LocalStore extends AsyncDisposable {
  readonly directory: string;
  readonly storage: ContentAddressableStorage;
  /** The same blobs as zstd frames. */
  readonly frames: BlobFrames;
  /** The blobs by binary key, for a server that wants to spare itself digests as text. */
  readonly engine: BlobEngine;
  readonly actionResultBytes: ActionResultBytes;
  /**
   * The action cache of one namespace; those of others are apart from it.
   * @param namespace any text, for instance an instance name
   */
  actionCache(namespace: string): ActionCache;
  /**
   * A table of small values (up to 16 MiB each).
   * @param name any text; tables of different names are apart
   */
  table(name: string): KeyValueTable;
  /**
   * Removes what is dead, and what was unused for longest if the quota is reached. It happens by itself too, when it must.
   * @param options `makeRoom`: go down to the low watermark now; `signal`: stop early
   * @returns undefined if another process is at it
   */
  tidy(options?: CallOptions & { readonly makeRoom?: boolean }): Promise<TidyReport | undefined>;
  /**
   * Reads everything and compares it with its digests.
   * @param options `repair`: forget what is damaged, so that it can be stored anew; only in an exclusive store
   */
  fsck(options?: CallOptions & { readonly repair?: boolean }): Promise<FsckReport>;
}
