import { chmodSync, lutimesSync, mkdirSync, symlinkSync, utimesSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type CallOptions, type Digest, type Directory, digestKey, type FileNode, throwIfAborted } from '@sandwright/core';
import { inputTime } from './input-time.ts';

/** For so long the event loop may stand still, milliseconds. */
const turnMs = 8;

/** Does long synchronous work in short turns. Many small calls to the file system cost several times more if each is waited for. */
export class Turns {
  readonly #options: CallOptions;
  #ends = performance.now() + turnMs;

  /** @param options a signal that ends the work */
  constructor(options: CallOptions) {
    this.#options = options;
  }

  /** Whether it is time to let others run, by `next`. */
  get over(): boolean {
    return performance.now() > this.#ends;
  }

  async next(): Promise<void> {
    await nextTurn();
    throwIfAborted(this.#options.signal);
    this.#ends = performance.now() + turnMs;
  }
}

/** What was made of a tree. */
export interface LaidOutTree {
  /** Every folder, parents first, the top one included; to be given to `finishFolders` once the files are there. */
  readonly folders: readonly string[];
  /** How many links. */
  readonly links: number;
}

/**
 * Makes the folders and links of a tree, and tells where its files belong.
 * @param path absolute path of an existing empty folder
 * @param root the top Directory
 * @param lookUp finds the Directory messages below
 * @param onFile told of each file and its absolute path; its folder is there
 * @param options a signal; who makes folders, if not mkdir(2)
 */
export async function layOutTree(
  path: string,
  root: Directory,
  lookUp: (digest: Digest) => Directory,
  onFile: (node: FileNode, path: string) => void,
  options: CallOptions & { readonly makeFolder?: (path: string) => void } = {},
): Promise<LaidOutTree> {
  const { makeFolder = mkdirSync } = options;
  const turns = new Turns(options);
  const folders = [path];
  let links = 0;
  const open: { readonly path: string; readonly directory: Directory }[] = [{ path, directory: root }];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    for (const node of folder.directory.files) {
      onFile(node, `${folder.path}/${node.name}`);
      if (turns.over) await turns.next();
    }
    for (const node of folder.directory.symlinks) {
      symlinkSync(node.target, `${folder.path}/${node.name}`);
      lutimesSync(`${folder.path}/${node.name}`, inputTime, inputTime);
      links += 1;
    }
    for (const node of folder.directory.directories) {
      const inner = `${folder.path}/${node.name}`;
      makeFolder(inner);
      folders.push(inner);
      open.push({ path: inner, directory: lookUp(node.digest) });
    }
    if (turns.over) await turns.next();
  }
  return { folders, links };
}

/**
 * Gives folders the time and mode that all input folders have.
 * @param folders absolute paths
 */
export function finishFolders(folders: readonly string[]): void {
  for (const folder of folders) {
    chmodSync(folder, 0o755); // whatever the umask says
    utimesSync(folder, inputTime, inputTime);
  }
}

/**
 * A key for a file in a tree: the same for equal bytes with an equal executable bit.
 * @param node the file
 */
export function fileKey(node: FileNode): string {
  return `${digestKey(node.digest)}${node.isExecutable ? 'x' : ''}`;
}
