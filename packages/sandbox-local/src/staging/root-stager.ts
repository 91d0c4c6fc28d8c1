import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type CallOptions, type ContentAddressableStorage, type Digest, type Directory, SandwrightError } from '@sandwright/core';
import type { RootKind } from '../root/choose-root.ts';
import { folderNames } from '../spawner/protocol.ts';
import type { SpawnerClient } from '../spawner/spawner-client.ts';
import { copyTree } from './copy-tree.ts';
import type { ReadOnlyMark } from './input-tree.ts';
import { SpareParts } from './spare-parts.ts';
import type { StagingPlanner } from './staging-plan.ts';

/** An input root on disk. */
export interface StagedRoot {
  /** Absolute path as this process sees it. */
  readonly path: string;
  /** Absolute path as the spawner sees it. */
  readonly spawnerPath: string;
  /** Absolute path of the layer with what the action changes; undefined where there is no overlay. */
  readonly upper: string | undefined;
  readonly readOnly: readonly ReadOnlyMark[];
  /** Saves for other actions what this one left as it was, once all of it is gone. */
  readonly putAway?: (() => Promise<void>) | undefined;
}

/** What a RootStager works with. */
export interface RootStagerOptions {
  readonly storage: ContentAddressableStorage;
  readonly planner: StagingPlanner;
  readonly spawner: SpawnerClient;
  /** Absolute path of the folder with the numbered folders. */
  readonly scratch: string;
}

type StageOptions = CallOptions & { readonly alone?: boolean };

/** Folders of an input root that is the file system; something is mounted over each. */
const mountPoints = ['dev', 'proc', 'tmp'];
const skeletonName = 'k';
const partsName = 'p';

/** Puts input roots into the folders of actions: small ones and those without overlay as files of their own, others as overlays. */
export class RootStager {
  readonly #options: RootStagerOptions;
  readonly #skeleton: string;
  readonly #parts: SpareParts | undefined;

  constructor(options: RootStagerOptions) {
    this.#options = options;
    this.#skeleton = join(options.scratch, skeletonName);
    for (const name of mountPoints) mkdirSync(join(this.#skeleton, name), { recursive: true });
    this.#parts = SpareParts.open(join(options.scratch, partsName));
  }

  /**
   * @param inputRoot digest of the root Directory
   * @param root that Directory
   * @param kind whether it is to be the file system
   * @param folder number of the action's folder; whoever releases it takes all of this away
   * @param options a signal; whether the action is alone, so that nobody has a way to its files afterwards
   * @throws SandwrightError BLOB_MISSING, ACTION_INVALID
   */
  async stage(inputRoot: Digest, root: Directory, kind: RootKind, folder: number, options: StageOptions): Promise<StagedRoot> {
    if (kind === 'input') requireMountPoints(root);
    try {
      return await this.#stage(inputRoot, kind, folder, options);
    } catch (error) {
      // A cached tree went away since it was last used: somebody emptied the cache.
      if (!SandwrightError.is(error) || error.details.errno !== 'ENOENT') throw error;
      this.#options.planner.forget(inputRoot);
      return await this.#stage(inputRoot, kind, folder, options);
    }
  }

  async #stage(inputRoot: Digest, kind: RootKind, folder: number, { alone, signal }: StageOptions): Promise<StagedRoot> {
    const { storage, planner, spawner } = this.#options;
    const parts = alone === true ? this.#parts : undefined;
    const plan = await planner.plan(inputRoot, { signal, hasParts: parts !== undefined });
    const { readOnly } = plan;
    const place = (name: 'm' | 'r') => ({ path: spawner.path(folder, name), spawnerPath: spawner.ownPath(folder, name), readOnly });
    if (plan.kind === 'copy') {
      const staged = place(folderNames.copy);
      const copied = await copyTree(storage, plan.tree, staged.path, { signal, parts });
      if (kind === 'input') for (const name of mountPoints) mkdirSync(join(staged.path, name), { recursive: true });
      return { ...staged, upper: undefined, ...(copied === undefined ? {} : { putAway: () => copied.putAway() }) };
    }
    await spawner.mount(folder, kind === 'input' ? [...plan.lowers, this.#skeleton] : plan.lowers);
    return { ...place(folderNames.merged), upper: spawner.path(folder, folderNames.upper) };
  }
}

function requireMountPoints(root: Directory): void {
  const other = [...root.files, ...root.symlinks].find((node) => mountPoints.includes(node.name));
  if (other === undefined) return;
  throw new SandwrightError(
    'ACTION_INVALID',
    `"${other.name}" in the input root is no folder; it must be one where the input root is the file system`,
  );
}
