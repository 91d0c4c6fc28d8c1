import { chmodSync, copyFileSync, linkSync, mkdirSync, renameSync, utimesSync } from 'node:fs';
import { dirname } from 'node:path';
import type { CallOptions, ContentAddressableStorage, Digest, FileNode } from '@sandwright/core';
import { requireFiles } from './copy-tree.ts';
import { inputTime } from './input-time.ts';
import { fileKey, Turns } from './lay-out-tree.ts';
import { type LinkHelper, type LinkJob, linkIntact, tryLink } from './link-intact.ts';
import { type InputFile, writeInputFiles } from './write-input-files.ts';

/** So many links are made in one go. */
const batchLinks = 250;
/** Beyond so many it is worth to ask the helper. */
const manyLinks = 2000;

/** A file and the places that want it. */
interface Wanted {
  readonly node: FileNode;
  readonly first: string;
  readonly others: string[];
}

/**
 * One file that nothing writes to for each digest and executable bit, whatever the storage's own form is, to be hard-linked into trees. A file is written
 * where it is wanted and linked in from there, so that it is there whole or not at all; one that does not look as it was written is written anew.
 */
export class CachedFiles {
  readonly #path: string;
  readonly #storage: ContentAddressableStorage;
  readonly #helper: LinkHelper | undefined;

  /**
   * @param path absolute path of the folder for them
   * @param storage where their bytes are
   * @param helper links some of them beside this process
   */
  constructor(path: string, storage: ContentAddressableStorage, helper?: LinkHelper) {
    this.#path = path;
    this.#storage = storage;
    this.#helper = helper;
  }

  /**
   * Links files to places where nothing is yet.
   * @param files nodes with absolute paths on the same file system, which nobody else knows yet
   * @param aside absolute path on the same file system where nothing is
   * @returns bytes that had to be written
   * @throws SandwrightError BLOB_MISSING with `details.missing`, every missing one, before any is written
   */
  async link(files: Iterable<readonly [FileNode, string]>, aside: string, options: CallOptions): Promise<number> {
    const nodes: (readonly [FileNode, string])[] = [...files];
    const missing = new Map<string, Wanted>();
    await this.#linkAll(nodes, options, (index) => {
      const [node, path] = nodes[index] ?? [];
      if (node === undefined || path === undefined) return;
      const key = fileKey(node);
      const known = missing.get(key);
      if (known === undefined) missing.set(key, { node, first: path, others: [] });
      else known.others.push(path);
    });
    return missing.size === 0 ? 0 : await this.#write([...missing.values()], aside, options);
  }

  /** Links what is there and intact, and tells of what is not. Where there are many, the helper takes its share of them. */
  async #linkAll(files: readonly (readonly [FileNode, string])[], options: CallOptions, onMissing: (index: number) => void): Promise<void> {
    const turns = new Turns(options);
    let next = 0;
    const work = async (link: LinkHelper, mayWait: boolean): Promise<void> => {
      while (next < files.length) {
        const first = next;
        next += batchLinks;
        const jobs = files
          .slice(first, next)
          .map(([node, path]): LinkJob => [this.#pathOf(node), path, node.digest.sizeBytes, node.isExecutable]);
        for (const index of await link(jobs)) onMissing(first + index);
        if (!mayWait && turns.over) await turns.next();
      }
    };
    const here = work(async (jobs) => linkIntact(jobs), false);
    const helper = files.length > manyLinks ? this.#helper : undefined;
    // Two at a time, so that it has always something to do.
    const all = helper === undefined ? [here] : [here, work(helper, true), work(helper, true)];
    // None goes on once this has failed: the folder is then somebody else's.
    const failed = (await Promise.allSettled(all)).find((each) => each.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  }

  async #write(missing: readonly Wanted[], aside: string, options: CallOptions): Promise<number> {
    const digests: Digest[] = missing.map(({ node }) => node.digest);
    await requireFiles(this.#storage, digests, options);
    const files = missing.map(({ node: { digest, isExecutable }, first }): InputFile => ({ digest, isExecutable, paths: [first] }));
    await writeInputFiles(this.#storage, files, options);
    const turns = new Turns(options);
    for (const { node, first, others } of missing) {
      const source = this.#pathOf(node);
      addLink(first, source, aside);
      for (const path of others) {
        if (!tryLink(source, path)) {
          makeSecondCopy(source, aside, node);
          linkSync(source, path);
        }
        if (turns.over) await turns.next();
      }
      if (turns.over) await turns.next();
    }
    return digests.reduce((sum, digest) => sum + digest.sizeBytes, 0);
  }

  #pathOf(node: FileNode): string {
    const { hash, sizeBytes } = node.digest;
    return `${this.#path}/${hash.slice(0, 2)}/${hash}-${sizeBytes}${node.isExecutable ? 'x' : ''}`;
  }
}

/** Links a new file into its place, whatever stands there. */
function addLink(from: string, to: string, aside: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') {
      mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
    } else if (code !== 'EEXIST') {
      throw error;
    }
    // One that was damaged, or has as many links as the file system allows: it lives on in the trees that have it.
    linkSync(from, aside);
    renameSync(aside, to);
  }
}

/** Puts a copy with no other links in a file's place. */
function makeSecondCopy(source: string, aside: string, node: FileNode): void {
  copyFileSync(source, aside);
  chmodSync(aside, node.isExecutable ? 0o755 : 0o644);
  utimesSync(aside, inputTime, inputTime);
  renameSync(aside, source);
}
