import { lstatSync, mkdirSync, readFileSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CallOptions, ContentAddressableStorage, Digest, FileNode } from '@sandwright/core';
import { removeTree } from '../collection/remove-tree.ts';
import { CachedFiles } from './cached-files.ts';
import { finishFolders, layOutTree } from './lay-out-tree.ts';
import type { LinkHelper } from './link-intact.ts';
import { measureTree, sameMeasure, type TreeMeasure } from './measure-tree.ts';
import { ownTree } from './own-tree.ts';
import { ScratchArea } from './scratch-area.ts';
import type { TreeLayer } from './tree-layers.ts';
import { TreeLeases } from './tree-leases.ts';
import { sweepTrees } from './tree-sweep.ts';
import { untilAborted } from './until-aborted.ts';

/** How a TreeCache works. */
export interface TreeCacheOptions {
  /** Absolute path of its folder; shared with other processes, and may be deleted at any time. */
  readonly path: string;
  readonly storage: ContentAddressableStorage;
  /** Bytes of files that it may keep beyond those in use. */
  readonly maxBytes: number;
  /** Whose files and folders they are; this process's user by default. */
  readonly owner?: { readonly uid: number; readonly gid: number } | undefined;
  /** Links files beside this process, where there are many. */
  readonly linkHelper?: LinkHelper | undefined;
}

/** Trees that a process holds at once; far more than can be in use by running actions. */
const maxReady = 20_000;

/** Name of the tree in its entry's folder, and of what is known about it. */
const treeName = 't';
const measureName = 'm';

/**
 * Immutable folder trees by the digest of their Directory, to be lower layers of overlays. A tree is made aside and moved in, is looked
 * through when a process first uses it, and is never changed; actions see it through an overlay only.
 */
export class TreeCache implements AsyncDisposable {
  readonly #options: TreeCacheOptions;
  readonly #files: CachedFiles;
  readonly #leases: TreeLeases;
  readonly #scratch: ScratchArea;
  /** Trees that were looked through, or are being made. */
  readonly #ready = new Map<string, Promise<string>>();
  #unswept = 0;
  #sweeping: Promise<void> | undefined;

  private constructor(options: TreeCacheOptions, scratch: ScratchArea) {
    this.#options = options;
    this.#scratch = scratch;
    this.#files = new CachedFiles(join(options.path, 'files'), options.storage, options.linkHelper);
    this.#leases = new TreeLeases(join(options.path, 'leases'));
  }

  static async open(options: TreeCacheOptions): Promise<TreeCache> {
    return new TreeCache(options, await ScratchArea.open(join(options.path, 'tmp')));
  }

  /**
   * Makes sure that a tree is there.
   * @param layer what it holds
   * @returns absolute path of the tree; it stays until this cache is disposed of
   * @throws SandwrightError BLOB_MISSING with `details.missing`
   */
  async acquire(layer: TreeLayer, options: CallOptions = {}): Promise<string> {
    const name = nameOf(layer.digest);
    // Whoever else wants it meanwhile must not fail because the first one gave up; so the work itself is aborted by none of them.
    const ready = this.#ready.get(name) ?? this.#findOrMake(name, layer);
    this.#ready.delete(name);
    this.#ready.set(name, ready);
    ready.catch(() => {
      if (this.#ready.get(name) === ready) this.#drop(name);
    });
    this.#letGoOldest();
    return untilAborted(ready, options.signal);
  }

  /**
   * A tree that was acquired before.
   * @param digest of its root Directory
   * @returns undefined if it must be acquired anew
   */
  async ready(digest: Digest): Promise<string | undefined> {
    const name = nameOf(digest);
    const ready = this.#ready.get(name);
    if (ready === undefined) return undefined;
    this.#ready.delete(name);
    this.#ready.set(name, ready);
    return ready.catch(() => undefined);
  }

  /**
   * Forgets trees that turned out to be gone, so that they are made again.
   * @param digests of the trees
   */
  forget(digests: Iterable<Digest>): void {
    for (const digest of digests) this.#drop(nameOf(digest));
  }

  /**
   * Links files of the cache to places outside of it, for whoever cannot change them.
   * @param files nodes with absolute paths on the same file system, where nothing is yet
   * @param aside absolute path on the same file system where nothing is
   * @throws SandwrightError BLOB_MISSING with `details.missing`
   */
  async linkFiles(files: Iterable<readonly [FileNode, string]>, aside: string, options: CallOptions = {}): Promise<void> {
    this.#wrote(await this.#files.link(files, aside, options));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.allSettled(this.#ready.values());
    this.#ready.clear();
    await this.#sweeping;
    await this.#leases[Symbol.asyncDispose]();
    await this.#scratch[Symbol.asyncDispose]();
  }

  async #findOrMake(name: string, layer: TreeLayer): Promise<string> {
    this.#leases.hold(name);
    const entry = this.#entryOf(name);
    if (await isIntact(entry)) {
      // Its age since it was last used decides when it is evicted.
      const now = new Date();
      utimesSync(join(entry, measureName), now, now);
      return join(entry, treeName);
    }
    const folder = this.#scratch.takeFolder();
    const aside = join(this.#scratch.path, String(folder));
    try {
      await this.#make(aside, layer);
      // What stands there was not intact, or was made meanwhile by another process; either way this one is right.
      await removeTree(entry);
      mkdirSync(dirname(entry), { recursive: true, mode: 0o700 });
      renameSync(join(aside, 'e'), entry);
    } finally {
      await removeTree(aside);
      this.#scratch.giveBack(folder);
    }
    return join(entry, treeName);
  }

  async #make(aside: string, layer: TreeLayer): Promise<void> {
    const tree = join(aside, 'e', treeName);
    const files: (readonly [FileNode, string])[] = [];
    mkdirSync(tree, { recursive: true, mode: 0o755 });
    const { folders, links } = await layOutTree(tree, layer.root, layer.lookUp, (node, path) => files.push([node, path]));
    this.#wrote(await this.#files.link(files, join(aside, 'f'), {}));
    if (this.#options.owner !== undefined) await ownTree(tree, this.#options.owner);
    finishFolders(folders);
    const bytes = files.reduce((sum, [node]) => sum + node.digest.sizeBytes, 0);
    const measure: TreeMeasure = { files: files.length, folders: folders.length - 1, links, bytes, changed: 0 };
    writeFileSync(join(aside, 'e', measureName), JSON.stringify(measure));
  }

  /** What so many others came after is in use no more. */
  #letGoOldest(): void {
    const [oldest] = this.#ready.keys();
    if (this.#ready.size > maxReady && oldest !== undefined) this.#drop(oldest);
  }

  #drop(name: string): void {
    this.#ready.delete(name);
    this.#leases.release(name);
  }

  #entryOf(name: string): string {
    return join(this.#options.path, 'trees', name.slice(0, 2), name);
  }

  /** Sweeps in the background once a tenth of the quota was written, and when the first was. */
  #wrote(bytes: number): void {
    const first = this.#unswept === 0;
    this.#unswept += bytes;
    if (bytes === 0 || this.#sweeping !== undefined || !(first || this.#unswept > this.#options.maxBytes / 10)) return;
    this.#unswept = 1;
    // Where it fails, the cache stays larger until the next one; no action is to suffer for that.
    const done = (): void => {
      this.#sweeping = undefined;
    };
    this.#sweeping = sweepTrees(this.#options.path, this.#options.maxBytes, this.#leases).then(done, done);
  }
}

function nameOf(digest: Digest): string {
  return `${digest.hash}-${digest.sizeBytes}`;
}

/** Whether a tree looks as it did when it was made. */
async function isIntact(entry: string): Promise<boolean> {
  if (lstatSync(join(entry, treeName), { throwIfNoEntry: false }) === undefined) return false;
  try {
    const measure = JSON.parse(readFileSync(join(entry, measureName), 'utf8')) as TreeMeasure;
    return sameMeasure(measure, await measureTree(join(entry, treeName), measure));
  } catch {
    return false;
  }
}
