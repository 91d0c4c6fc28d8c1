import { type CallOptions, type Digest, digestKey } from '@sandwright/core';
import type { DirectoryReader } from './directory-reader.ts';
import { type InputTree, loadInputTree, type ReadOnlyMark, readOnlyMarks } from './input-tree.ts';
import type { TreeCache } from './tree-cache.ts';
import { splitIntoLayers } from './tree-layers.ts';

/** How an input root gets onto disk. */
export type StagingPlan =
  /** As an overlay over cached trees; absolute paths, the uppermost first. */
  | { readonly kind: 'overlay'; readonly readOnly: readonly ReadOnlyMark[]; readonly lowers: readonly string[] }
  /** As files of its own. */
  | { readonly kind: 'copy'; readonly readOnly: readonly ReadOnlyMark[]; readonly tree: InputTree };

/** What a StagingPlanner works with. */
export interface StagingPlannerOptions {
  readonly reader: DirectoryReader;
  /** Undefined where there is no overlay. */
  readonly cache: TreeCache | undefined;
  /** Whether small input roots are overlays, too. */
  readonly overlayAlways?: boolean;
}

/** Up to here files of an action's own are cheaper than an overlay over a tree that is kept. `./dev bench sandbox` prints both. */
const written = { entries: 24, bytes: 256 * 1024 };
/** The same where most of the files need only be moved. */
const moved = { entries: 128, bytes: 2 * 1024 * 1024 };

const split = { smallEntries: 64, maxLayers: 400, deepLayers: 60 };

/** Input roots that are remembered. */
const rememberedRoots = 10_000;

interface RememberedRoot {
  readonly readOnly: readonly ReadOnlyMark[];
  readonly layers: readonly Digest[];
}

/** Decides how input roots are staged, and makes sure that the cached trees for that are there. */
export class StagingPlanner {
  readonly #options: StagingPlannerOptions;
  readonly #roots = new Map<string, RememberedRoot>();

  constructor(options: StagingPlannerOptions) {
    this.#options = options;
  }

  /**
   * @param inputRoot digest of the root Directory
   * @param options a signal; whether a copy would be made of spare parts
   * @throws SandwrightError BLOB_MISSING, ACTION_INVALID, as `loadInputTree`
   */
  async plan(inputRoot: Digest, options: CallOptions & { readonly hasParts?: boolean } = {}): Promise<StagingPlan> {
    const { reader, cache } = this.#options;
    const key = digestKey(inputRoot);
    const remembered = this.#roots.get(key);
    if (remembered !== undefined && cache !== undefined) {
      const lowers = await Promise.all(remembered.layers.map((layer) => cache.ready(layer)));
      if (lowers.every((path) => path !== undefined)) return { kind: 'overlay', readOnly: remembered.readOnly, lowers };
    }
    const tree = await loadInputTree(reader, inputRoot, options);
    const readOnly = readOnlyMarks(tree);
    const cheap = options.hasParts === true ? moved : written;
    const small = this.#options.overlayAlways !== true && tree.facts.entries <= cheap.entries && tree.facts.bytes <= cheap.bytes;
    if (cache === undefined || small) return { kind: 'copy', readOnly, tree };
    const layers = splitIntoLayers(tree, split);
    const lowers: string[] = [];
    // One after the other: the work is synchronous, and a missing blob is then told before all is tried.
    for (const layer of layers) lowers.push(await cache.acquire(layer, options));
    this.#remember(key, { readOnly, layers: layers.map((layer) => layer.digest) });
    return { kind: 'overlay', readOnly, lowers };
  }

  /** Forgets how an input root was staged, because a tree of it is gone. */
  forget(inputRoot: Digest): void {
    const root = this.#roots.get(digestKey(inputRoot));
    this.#options.cache?.forget(root?.layers ?? []);
    this.#roots.delete(digestKey(inputRoot));
  }

  #remember(key: string, root: RememberedRoot): void {
    this.#roots.set(key, root);
    const [oldest] = this.#roots.keys();
    if (this.#roots.size > rememberedRoots && oldest !== undefined) this.#roots.delete(oldest);
  }
}
