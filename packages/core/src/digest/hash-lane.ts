import { type DigestFunction, digestFunctions } from './digest-function.ts';
import { hashThread } from './hash-thread.ts';

/** Bytes that one question to the thread is about: at half of it the questions cost 5 % of the hashing, at twice the memory is felt. */
export const laneSlabBytes = 512 * 1024;

/** Blobs that are hashed beside the event loop at once; more are hashed on it, for memory is bounded. */
const maxLanes = 8;

/** Pairs of slabs that are kept for the next blob. */
const maxSparePairs = 4;

type SlabPair = readonly [Buffer, Buffer];

const spare: SlabPair[] = [];
let open = 0;
let last = 0;

/** One blob on its way through the thread that hashes. The caller fills one slab while the other is hashed and written. */
export class HashLane implements Disposable {
  readonly #cryptoName: string;
  readonly #number = ++last;
  readonly #slabs: SlabPair;
  readonly #generation = hashThread.generation;
  #isOver = false;

  private constructor(cryptoName: string) {
    this.#cryptoName = cryptoName;
    this.#slabs = spare.pop() ?? [newSlab(), newSlab()];
    open += 1;
    hashThread.enter();
  }

  /**
   * A lane; dispose of it. Undefined where all are taken, where the thread is only being started, or where node:crypto does not know the
   * function: then hash on the event loop.
   */
  static tryOpen(digestFunction: DigestFunction): HashLane | undefined {
    const { cryptoName } = digestFunctions[digestFunction];
    return cryptoName === undefined || open >= maxLanes || !hashThread.isReady ? undefined : new HashLane(cryptoName);
  }

  /** Memory that the thread sees as well. */
  slab(which: 0 | 1): Buffer {
    return this.#slabs[which];
  }

  /**
   * Hashes what stands at the beginning of a slab, which must not change until this resolves.
   * @throws SandwrightError STORAGE_FAILED if the thread is gone
   */
  async update(which: 0 | 1, length: number): Promise<void> {
    const { buffer } = this.#slabs[which];
    const request = { lane: this.#number, cryptoName: this.#cryptoName, slab: buffer as unknown as SharedArrayBuffer, length };
    await hashThread.ask(request, this.#generation);
  }

  /** The hash of all that was given to `update`, of which there was something; lower-case hexadecimal. */
  async hex(): Promise<string> {
    this.#isOver = true;
    return await hashThread.ask({ lane: this.#number, end: 'digest' }, this.#generation);
  }

  /** Nothing may be under way. */
  [Symbol.dispose](): void {
    if (!this.#isOver) hashThread.forget(this.#number);
    open -= 1;
    if (spare.length < maxSparePairs) spare.push(this.#slabs);
    hashThread.leave();
  }
}

function newSlab(): Buffer {
  return Buffer.from(new SharedArrayBuffer(laneSlabBytes));
}
