import type { BigIntStats } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
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
  throwIfAborted,
} from '@sandwright/core';
import type { BlobUploader } from './blob-uploader.ts';
import { FolderCursor, type FolderEntry, linkTarget, makeReadable } from './folder-cursor.ts';
import { isExecutable, nodeKind, nodePropertiesOf } from './node-facts.ts';

/** What a command may leave at most. */
export interface CollectionLimits {
  /** Files, folders and links of all outputs together. */
  readonly entries: number;
  /** Folders inside one another. */
  readonly depth: number;
}

/** Bounds that a real build does not meet and that this process can bear. */
export const defaultCollectionLimits: CollectionLimits = { entries: 1_000_000, depth: 1000 };

/** A folder as Directory messages. */
export interface CollectedFolder {
  readonly digest: Digest;
  readonly directory: Directory;
  /** The encoded message that `digest` names. */
  readonly encoded: Uint8Array;
}

/** A folder and everything below, parents before children, each different folder once; the first is the folder itself. */
export type CollectedFolders = readonly [CollectedFolder, ...CollectedFolder[]];

/** How a FolderCollector does its work. */
export interface FolderCollectorOptions extends CallOptions {
  /** Takes the files; not the Directory messages. */
  readonly uploader: BlobUploader;
  /** Node properties to note. */
  readonly nodeProperties: readonly string[];
  readonly limits: CollectionLimits;
  /** Told of what no Directory can hold: devices, fifos, sockets. */
  readonly onSkipped: (path: string, reason: string) => void;
}

/** For so long the event loop may stand still, milliseconds. */
const turnMs = 8;

/** Turns folders that a command left into Directory messages and stores their files. One for each collection, for it counts the entries. */
export class FolderCollector {
  readonly #options: FolderCollectorOptions;
  #entriesLeft: number;
  #turnEnds = performance.now() + turnMs;

  constructor(options: FolderCollectorOptions) {
    this.#options = options;
    this.#entriesLeft = options.limits.entries;
  }

  /**
   * @param path absolute path of a real folder
   * @param stats its own
   * @returns the folder and everything below, parents before children, each different folder once; the first is the folder itself
   */
  async collect(path: string, stats: BigIntStats): Promise<CollectedFolders> {
    const below = new Map<string, CollectedFolder>();
    makeReadable(path, stats, 0o500);
    using cursor = FolderCursor.at(path);
    const top = await this.#walk(cursor, stats, below, 0);
    below.delete(digestKey(top.digest));
    // The walk finishes children before their parents; so the reverse is a topological order.
    return [top, ...[...below.values()].toReversed()];
  }

  async #walk(cursor: FolderCursor, stats: BigIntStats, below: Map<string, CollectedFolder>, depth: number): Promise<CollectedFolder> {
    const { limits, nodeProperties } = this.#options;
    if (depth > limits.depth) throw tooMuch(`folders ${limits.depth} deep`, 'depth', limits.depth);
    const entries = cursor.entries(this.#entriesLeft);
    if (entries === undefined) throw tooMuch(`${limits.entries} files, folders and links`, 'entries', limits.entries);
    this.#entriesLeft -= entries.length;
    const files: FileNode[] = [];
    const directories: DirectoryNode[] = [];
    const symlinks: SymlinkNode[] = [];
    for (const entry of entries) {
      if (performance.now() > this.#turnEnds) await this.#yield();
      const path = `${cursor.path}/${entry.name}`;
      const kind = nodeKind(entry.stats);
      if (kind === 'file') {
        files.push(await this.#file(path, entry));
      } else if (kind === 'symlink') {
        symlinks.push({ name: entry.name, target: linkTarget(path), ...nodePropertiesOf(entry.stats, nodeProperties) });
      } else if (kind === 'directory') {
        using inner = cursor.enter(entry);
        const folder = await this.#walk(inner, entry.stats, below, depth + 1);
        directories.push({ name: entry.name, digest: folder.digest });
      } else {
        this.#options.onSkipped(path, `it is a ${kind}, which no Directory message can hold`);
      }
    }
    const directory: Directory = { files, directories, symlinks, ...nodePropertiesOf(stats, nodeProperties) };
    const encoded = encodeDirectory(directory);
    const folder = { digest: digestOf(encoded), directory, encoded };
    const key = digestKey(folder.digest);
    if (!below.has(key)) below.set(key, folder);
    return folder;
  }

  async #file(path: string, entry: FolderEntry): Promise<FileNode> {
    const digest = await this.#options.uploader.addFile(path, entry.stats);
    return {
      name: entry.name,
      digest,
      isExecutable: isExecutable(entry.stats),
      ...nodePropertiesOf(entry.stats, this.#options.nodeProperties),
    };
  }

  async #yield(): Promise<void> {
    await nextTurn();
    throwIfAborted(this.#options.signal);
    this.#turnEnds = performance.now() + turnMs;
  }
}

function tooMuch(what: string, limit: keyof CollectionLimits, value: number): SandwrightError {
  return new SandwrightError('ACTION_FAILED', `the command left more than ${what} as outputs`, {
    hint: 'declare fewer outputs, or have the command pack them into one file',
    details: { limit, value },
  });
}
