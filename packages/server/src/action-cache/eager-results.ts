import { type BlobOptions, type Digest, digestKey } from '@sandwright/core';
import type { EagerResultTable, ResultTable } from '../instances/instance.ts';

/** Results that wait for the disk; who brings more waits as well. */
const maxPending = 1_000;

/**
 * Results that can be found as soon as they are given, and are on the disk a moment later. Nobody was promised a result of an action that
 * ran here: one that is lost with the power costs another run, and no answer has to wait for the disk.
 */
export class EagerResults implements EagerResultTable {
  readonly #inner: ResultTable;
  readonly #pending = new Map<string, Uint8Array>();

  /** @param inner where they are kept */
  constructor(inner: ResultTable) {
    this.#inner = inner;
  }

  async get(action: Digest, options: BlobOptions): Promise<Uint8Array | undefined> {
    return this.#pending.get(keyOf(action, options)) ?? (await this.#inner.get(action, options));
  }

  put(action: Digest, bytes: Uint8Array, options: BlobOptions): Promise<void> {
    return this.#inner.put(action, bytes, options);
  }

  /**
   * Keeps a result without waiting for the disk.
   * @param onFailed told if the disk did not take it
   */
  async putSoon(action: Digest, bytes: Uint8Array, options: BlobOptions, onFailed: (cause: unknown) => void): Promise<void> {
    const key = keyOf(action, options);
    this.#pending.set(key, bytes);
    const kept = this.#inner
      .put(action, bytes, options)
      .catch(onFailed)
      .finally(() => {
        if (this.#pending.get(key) === bytes) this.#pending.delete(key);
      });
    if (this.#pending.size > maxPending) await kept;
  }
}

function keyOf(action: Digest, { digestFunction }: BlobOptions): string {
  return `${digestFunction ?? ''} ${digestKey(action)}`;
}
