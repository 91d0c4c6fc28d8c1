import { type BigIntStats, lstatSync } from 'node:fs';
import {
  type CallOptions,
  type Digest,
  type Directory,
  type DirectoryNode,
  digestKey,
  digestOf,
  encodeDirectory,
  type FileNode,
  SandwrightError,
  type SymlinkNode,
  sortedBy,
} from '@sandwright/core';
import type { BlobUploader } from '../collection/blob-uploader.ts';
import type { CollectedFolder, CollectedFolders, FolderCollector } from '../collection/folder-collector.ts';
import { FolderCursor, type FolderEntry, linkTarget } from '../collection/folder-cursor.ts';
import { isExecutable, nodeKind } from '../collection/node-facts.ts';
import type { KnownInputs } from '../collection/walking-output-collector.ts';
import type { DirectoryReader } from './directory-reader.ts';

/** An input root with what a command did to it. */
export interface OverlaidInputsOptions {
  /** Absolute path of the merged root. */
  readonly merged: string;
  /** Absolute path of the layer that the command wrote to. */
  readonly upper: string;
  readonly inputRoot: Digest;
  readonly reader: DirectoryReader;
  /** Told of what no Directory can hold. */
  readonly onSkipped: (path: string, reason: string) => void;
}

const maxEntries = 1_000_000;

/**
 * Tells outputs from the layer that the command wrote to and the Directory messages of the inputs: what is not in the layer is as it was.
 * No input file is read, and no folder of inputs is walked.
 */
export class OverlaidInputs implements KnownInputs {
  readonly #options: OverlaidInputsOptions;
  readonly #callOptions: CallOptions;

  /**
   * @param options where things are
   * @param callOptions a signal for reading Directory messages
   */
  constructor(options: OverlaidInputsOptions, callOptions: CallOptions) {
    this.#options = options;
    this.#callOptions = callOptions;
  }

  written(segments: readonly string[]): { readonly path: string; readonly stats: BigIntStats } | undefined {
    let path = this.#options.upper;
    try {
      for (const [index, name] of segments.entries()) {
        path += `/${name}`;
        const stats = lstatSync(path, { bigint: true, throwIfNoEntry: false });
        // Links lead anywhere, and what is not in the layer may be an input.
        if (stats === undefined) return undefined;
        if (index === segments.length - 1) return stats.isFile() ? { path, stats } : undefined;
        if (!stats.isDirectory()) return undefined;
      }
    } catch {
      // A folder that the command closed, or a name that is too long.
    }
    return undefined;
  }

  async file(path: string): Promise<{ readonly digest: Digest; readonly isExecutable: boolean } | undefined> {
    const names = this.#namesOf(path);
    const name = names.pop();
    if (name === undefined || isThere(`${this.#options.upper}/${[...names, name].join('/')}`)) return undefined;
    const folder = await this.#inputFolder(names);
    const node = folder === undefined ? undefined : (await this.#read(folder)).files.find((each) => each.name === name);
    return node === undefined ? undefined : { digest: node.digest, isExecutable: node.isExecutable };
  }

  async folder(path: string, stats: BigIntStats, collector: FolderCollector, uploader: BlobUploader): Promise<CollectedFolders> {
    const names = this.#namesOf(path);
    const input = await this.#inputFolder(names);
    const upper = [this.#options.upper, ...names].join('/');
    if (input === undefined) return collector.collect(isThere(upper) ? upper : path, stats);
    const merge = new Merge(this.#options, this.#callOptions, collector, uploader);
    const top = isThere(upper) ? await merge.merged(FolderCursor.at(upper), path, input) : await merge.unchanged(input);
    return merge.withTop(top);
  }

  #namesOf(path: string): string[] {
    return path
      .slice(this.#options.merged.length)
      .split('/')
      .filter((name) => name !== '');
  }

  /** The input folder of that path; undefined if there was none. */
  async #inputFolder(names: readonly string[]): Promise<Digest | undefined> {
    let digest: Digest | undefined = this.#options.inputRoot;
    for (const name of names) {
      if (digest === undefined) return undefined;
      const directory: Directory = await this.#read(digest);
      digest = directory.directories.find((node) => node.name === name)?.digest;
    }
    return digest;
  }

  #read(digest: Digest): Promise<Directory> {
    return this.#options.reader.read(digest, this.#callOptions);
  }
}

/** One output folder, from both sides. */
class Merge {
  readonly #options: OverlaidInputsOptions;
  readonly #callOptions: CallOptions;
  readonly #collector: FolderCollector;
  readonly #uploader: BlobUploader;
  /** Every folder below, children before parents. */
  readonly #below = new Map<string, CollectedFolder>();

  constructor(options: OverlaidInputsOptions, callOptions: CallOptions, collector: FolderCollector, uploader: BlobUploader) {
    this.#options = options;
    this.#callOptions = callOptions;
    this.#collector = collector;
    this.#uploader = uploader;
  }

  withTop(top: CollectedFolder): CollectedFolders {
    this.#below.delete(digestKey(top.digest));
    return [top, ...[...this.#below.values()].toReversed()];
  }

  /** A folder that the command did not touch: the input's own messages. */
  async unchanged(digest: Digest): Promise<CollectedFolder> {
    const known = this.#below.get(digestKey(digest));
    if (known !== undefined) return known;
    const directory = await this.#options.reader.read(digest, this.#callOptions);
    // Many at a time, so that the messages of a level come in one round trip and are remembered.
    await this.#options.reader.readAll(
      directory.directories.map((node) => node.digest),
      this.#callOptions,
    );
    const directories: DirectoryNode[] = [];
    for (const node of directory.directories) directories.push({ name: node.name, digest: (await this.unchanged(node.digest)).digest });
    return this.#add({ ...directory, directories });
  }

  /**
   * A folder that the command wrote to.
   * @param cursor that folder in the layer
   * @param merged absolute path of it in the merged root
   * @param input the Directory of it
   */
  async merged(cursor: FolderCursor, merged: string, input: Digest): Promise<CollectedFolder> {
    const before = await this.#options.reader.read(input, this.#callOptions);
    const entries = cursor.entries(maxEntries);
    if (entries === undefined)
      throw new SandwrightError('ACTION_FAILED', `the command left more than ${maxEntries} entries in an output folder`);
    const written = new Set(entries.map((entry) => entry.name));
    const base = isReplaced(before, written, merged) ? { ...before, files: [], directories: [], symlinks: [] } : before;
    const isKept = (node: { readonly name: string }): boolean => !written.has(node.name);
    const files: FileNode[] = base.files.filter(isKept);
    const symlinks: SymlinkNode[] = base.symlinks.filter(isKept);
    const directories: DirectoryNode[] = [];
    for (const node of base.directories.filter(isKept)) {
      directories.push({ name: node.name, digest: (await this.unchanged(node.digest)).digest });
    }
    for (const entry of entries) {
      const path = `${cursor.path}/${entry.name}`;
      const kind = nodeKind(entry.stats);
      if (kind === 'file') {
        const digest = await this.#uploader.addFile(path, entry.stats);
        files.push({ name: entry.name, digest, isExecutable: isExecutable(entry.stats) });
      } else if (kind === 'symlink') {
        symlinks.push({ name: entry.name, target: linkTarget(path) });
      } else if (kind === 'directory') {
        const child = base.directories.find((node) => node.name === entry.name);
        directories.push({ name: entry.name, digest: (await this.#folder(cursor, entry, merged, child)).digest });
      } else if (!isWhiteout(entry.stats)) {
        this.#options.onSkipped(path, `it is a ${kind}, which no Directory message can hold`);
      }
    }
    const nameOf = (node: { readonly name: string }): string => node.name;
    return this.#add({
      files: sortedBy(files, nameOf),
      directories: sortedBy(directories, nameOf),
      symlinks: sortedBy(symlinks, nameOf),
      ...(before.nodeProperties === undefined ? {} : { nodeProperties: before.nodeProperties }),
    });
  }

  async #folder(cursor: FolderCursor, entry: FolderEntry, merged: string, input: DirectoryNode | undefined): Promise<CollectedFolder> {
    using inner = cursor.enter(entry);
    if (input !== undefined) return this.merged(inner, `${merged}/${entry.name}`, input.digest);
    const [top, ...below] = await this.#collector.collect(inner.path, entry.stats);
    for (const folder of below.toReversed()) this.#remember(folder);
    return this.#remember(top);
  }

  #add(directory: Directory): CollectedFolder {
    const encoded = encodeDirectory(directory);
    return this.#remember({ digest: digestOf(encoded), directory, encoded });
  }

  #remember(folder: CollectedFolder): CollectedFolder {
    const key = digestKey(folder.digest);
    if (!this.#below.has(key)) this.#below.set(key, folder);
    return folder;
  }
}

/**
 * Whether a folder was removed and made anew, so that nothing of the input shows through. Overlay notes that in an attribute that only the
 * mounter can read; but any input that was not written to tells as well: it is there, or it is not.
 */
function isReplaced(before: Directory, written: ReadonlySet<string>, merged: string): boolean {
  for (const nodes of [before.files, before.directories, before.symlinks]) {
    const witness = nodes.find((node) => !written.has(node.name));
    if (witness !== undefined) return !isThere(`${merged}/${witness.name}`);
  }
  return false;
}

/** How overlay notes that something of a lower layer was removed. Source: Linux, filesystems/overlayfs. */
function isWhiteout(stats: BigIntStats): boolean {
  return stats.isCharacterDevice() && stats.rdev === 0n;
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}
