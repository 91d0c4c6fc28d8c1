import { type BlobOptions, type ContentAddressableStorage, type Digest, digestKey, loadAction } from '@sandwright/core';
import { childFiles } from '../trees/directory-digests.ts';
import { walkTree } from '../trees/walk-tree.ts';
import type { BlobFetcher } from './blob-fetcher.ts';

/** What is fetched ahead for all actions together: more bytes, or more files or folders of one action, are fetched when it runs. */
const maxBytes = 512 * 1024 * 1024;
const maxEntries = 200_000;

/** Brings the inputs of actions near before there is a place to run them. */
export class InputPrefetch {
  readonly #storage: ContentAddressableStorage;
  readonly #fetcher: BlobFetcher;
  #bytes = 0;

  /**
   * @param storage brings near what is read from it
   * @param fetcher brings near what it is told to
   */
  constructor(storage: ContentAddressableStorage, fetcher: BlobFetcher) {
    this.#storage = storage;
    this.#fetcher = fetcher;
  }

  /** Bytes that are being fetched. */
  get bytes(): number {
    return this.#bytes;
  }

  /**
   * Fetches what an action needs. Whatever goes wrong is left to whoever runs the action, who can say what it means.
   * @param action its digest
   */
  async fetch(action: Digest, options: BlobOptions): Promise<void> {
    try {
      const { inputRoot } = await loadAction(this.#storage, action, options);
      await this.#fetchFiles(await this.#filesOf(inputRoot, options), options);
    } catch {
      // The run meets it again.
    }
  }

  async #filesOf(inputRoot: Digest, options: BlobOptions): Promise<readonly Digest[]> {
    const files = new Map<string, Digest>();
    const walk = walkTree(this.#storage, inputRoot, { ...options, maxDirectories: maxEntries, onMissing: () => {} });
    for await (const { directory } of walk) {
      for (const file of childFiles(directory, options.digestFunction)) files.set(digestKey(file), file);
      if (files.size > maxEntries) return [];
    }
    return [...files.values()];
  }

  async #fetchFiles(files: readonly Digest[], options: BlobOptions): Promise<void> {
    const bytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    if (this.#bytes + bytes > maxBytes) return;
    this.#bytes += bytes;
    try {
      await this.#fetcher.fetch(files, options);
    } finally {
      this.#bytes -= bytes;
    }
  }
}
