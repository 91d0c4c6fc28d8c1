import type { ActionResult } from '../action/action-result.ts';
import { loadOutputTree } from '../action/output-tree.ts';
import type { Digest } from '../digest/digest.ts';
import { SandwrightError } from '../errors/sandwright-error.ts';
import type { ActionCache } from './action-cache.ts';
import type { BlobOptions, ContentAddressableStorage } from './content-addressable-storage.ts';

/** Gives only results whose every blob is there: what was evicted since makes a result none. One look-up for all blobs of a result. */
export class CompletenessCheckingActionCache implements ActionCache {
  readonly #inner: ActionCache;
  readonly #storage: ContentAddressableStorage;

  /**
   * @param inner holds the results
   * @param storage holds what they name
   */
  constructor(inner: ActionCache, storage: ContentAddressableStorage) {
    this.#inner = inner;
    this.#storage = storage;
  }

  async get(actionDigest: Digest, options?: BlobOptions): Promise<ActionResult | undefined> {
    const result = await this.#inner.get(actionDigest, options);
    if (result === undefined) return undefined;
    const digests = await this.#blobsOf(result, options);
    if (digests === undefined) return undefined;
    const missing = digests.length === 0 ? [] : await this.#storage.findMissing(digests, options);
    return missing.length === 0 ? result : undefined;
  }

  put(actionDigest: Digest, result: ActionResult, options?: BlobOptions): Promise<void> {
    return this.#inner.put(actionDigest, result, options);
  }

  /** Undefined where a folder of the result is gone, for then nobody knows what was in it. */
  async #blobsOf(result: ActionResult, options: BlobOptions | undefined): Promise<readonly Digest[] | undefined> {
    const digests: Digest[] = [];
    // What a result carries along need not be stored.
    if (result.stdout.sizeBytes > 0 && result.stdoutRaw === undefined) digests.push(result.stdout);
    if (result.stderr.sizeBytes > 0 && result.stderrRaw === undefined) digests.push(result.stderr);
    for (const output of result.outputs) {
      if (output.kind === 'file') digests.push(output.digest);
      if (output.kind !== 'directory') continue;
      try {
        const tree = await loadOutputTree(this.#storage, output, options);
        for (const { directory } of tree.directories.values()) for (const file of directory.files) digests.push(file.digest);
      } catch (caught) {
        if (SandwrightError.is(caught) && (caught.code === 'BLOB_MISSING' || caught.code === 'BLOB_CORRUPT')) return undefined;
        throw caught;
      }
    }
    return digests;
  }
}
