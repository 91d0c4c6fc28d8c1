import { type BlobEngine, type Clock, type Digest, type DigestFunction, digestKey } from '@sandwright/core';

/** What stays true of a tree while it is remembered. */
export interface CompleteTree {
  /** Keys of the root and of the first folders in it. */
  readonly inputs: readonly string[];
}

interface Remembered extends CompleteTree {
  readonly until: number;
}

/** However long blobs are promised for, they are looked at again after so many milliseconds: that is what counts as use of them. */
const longestMs = 30_000;

/** Part of the time of a promise that surely is still to come when a blob was found; the engine renews those that have less. */
const promisedPart = 0.5;

/**
 * Remembers for a moment which input roots were complete, so that a row of actions on twenty thousand files looks at each file once. A blob
 * that is found is promised to stay for a while, and no tree is remembered for longer; where one is lost all the same, the worker says so.
 */
export class CompleteTrees {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #capacity: number;
  readonly #byEngine = new WeakMap<BlobEngine, Map<string, Remembered>>();

  /**
   * @param clock time
   * @param capacity trees that are remembered of one store; what was remembered longest is forgotten first
   */
  constructor(clock: Pick<Clock, 'now'>, capacity = 1_000) {
    this.#clock = clock;
    this.#capacity = capacity;
  }

  /** What is known of a tree that was complete a moment ago. */
  find(engine: BlobEngine, root: Digest, digestFunction: DigestFunction | undefined): CompleteTree | undefined {
    const trees = this.#byEngine.get(engine);
    const key = keyOf(root, digestFunction);
    const found = trees?.get(key);
    if (found === undefined || this.#clock.now() < found.until) return found;
    trees?.delete(key);
    return undefined;
  }

  /**
   * Remembers a tree of which every folder and file was found.
   * @param lookedAt when the first of them was looked for
   */
  add(engine: BlobEngine, root: Digest, digestFunction: DigestFunction | undefined, tree: CompleteTree, lookedAt: number): void {
    const trees = this.#byEngine.get(engine) ?? new Map<string, Remembered>();
    this.#byEngine.set(engine, trees);
    const key = keyOf(root, digestFunction);
    trees.delete(key);
    trees.set(key, { inputs: tree.inputs, until: lookedAt + Math.min(longestMs, engine.parts.promiseSeconds * 1000 * promisedPart) });
    if (trees.size <= this.#capacity) return;
    for (const oldest of trees.keys()) {
      trees.delete(oldest);
      break;
    }
  }
}

function keyOf(root: Digest, digestFunction: DigestFunction | undefined): string {
  return `${digestFunction ?? ''}:${digestKey(root)}`;
}
