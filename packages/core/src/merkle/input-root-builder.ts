import { type Digest, digestOf } from '../digest/digest.ts';
import { SandwrightError } from '../errors/sandwright-error.ts';
import type { Blob } from '../storage/content-addressable-storage.ts';
import type { Directory, DirectoryNode, FileNode, SymlinkNode } from './directory.ts';
import { encodeDirectory } from './encode-directory.ts';
import { problemWithEntryName } from './entry-name.ts';
import { compareUtf8 } from './utf8-order.ts';

/** A finished input root. */
export interface InputRoot {
  /** Digest of the root Directory message. */
  readonly root: Digest;
  /** Every Directory message that was built, by `digestKey`; what was grafted whole is not among them. */
  readonly directories: ReadonlyMap<string, Blob>;
}

/** Reads Directory messages of grafted folders, where something else lands in the same place. */
export type DirectorySource = (digest: Digest) => Directory | undefined;

type Node =
  | { readonly kind: 'file'; readonly node: FileNode; readonly origin: string }
  | { readonly kind: 'link'; readonly node: SymlinkNode; readonly origin: string }
  | { readonly kind: 'graft'; readonly digest: Digest; readonly origin: string }
  | Folder;

/** A folder that is being built. */
interface Folder {
  readonly kind: 'folder';
  readonly entries: Map<string, Node>;
  /** Who asked for it first; empty where it is only the parent of something. */
  origin: string;
}

const folder = (origin: string): Folder => ({ kind: 'folder', entries: new Map(), origin });

/** As in Linux; it also bounds how deep a tree can be. */
const maxPathLength = 4096;

const words = { file: 'file', link: 'link', graft: 'folder', folder: 'folder' } as const;

function describe(node: Node, path: string): string {
  const origin = node.origin || (node.kind === 'folder' ? originBelow(node) : '');
  return `${words[node.kind]} "${path}"${origin === '' ? '' : ` of ${origin}`}`;
}

/** A folder that nobody asked for is there for what is in it. */
function originBelow(at: Folder): string {
  for (const node of at.entries.values()) {
    const origin = node.origin || (node.kind === 'folder' ? originBelow(node) : '');
    if (origin !== '') return origin;
  }
  return '';
}

/**
 * Builds the input root of an action out of files, links and whole folders, in any order. Adding the same thing twice is all right; two
 * different things in one place are refused, naming both origins.
 */
export class InputRootBuilder {
  readonly #root = folder('');
  readonly #directoryOf: DirectorySource;
  /** Folders that were the parent of something, so that the next entry of one finds it at once. */
  readonly #folders = new Map<string, Folder>();

  /** @param options `directoryOf` is asked only when something is added inside of a grafted folder, or two grafts meet */
  constructor(options: { readonly directoryOf?: DirectorySource } = {}) {
    this.#directoryOf = options.directoryOf ?? (() => undefined);
  }

  /**
   * @param path relative to the input root, with slashes, normalised
   * @param origin who brings it, for errors, for instance `//lib:greet`
   * @throws SandwrightError ACTION_INVALID for a bad path or if something else is in its place
   */
  addFile(path: string, digest: Digest, isExecutable: boolean, origin = ''): void {
    const { parent, name } = this.#parentOf(path, origin);
    this.#put(parent, name, { kind: 'file', node: { name, digest, isExecutable }, origin }, path);
  }

  /** As `addFile`, for a symbolic link with any target that is not empty. */
  addSymlink(path: string, target: string, origin = ''): void {
    const { parent, name } = this.#parentOf(path, origin);
    if (target === '' || target.includes('\0') || !target.isWellFormed()) {
      throw new SandwrightError('ACTION_INVALID', `the target of link "${path}" cannot be stored`);
    }
    this.#put(parent, name, { kind: 'link', node: { name, target }, origin }, path);
  }

  /** Sees to it that a folder is there; the root itself always is. */
  addEmptyDirectory(path: string, origin = ''): void {
    if (path === '') return;
    const { parent, name } = this.#parentOf(path, origin);
    // A grafted folder is one already; it need not be opened for that.
    if (parent.entries.get(name)?.kind !== 'graft') this.#folderAt(parent, name, path, origin).origin ||= origin;
  }

  /**
   * Puts a whole folder, for instance the output of a dependency, at a path without reading what is in it.
   * @param path empty for the root itself
   * @param directory digest of its Directory message, which must be stored where the action's inputs are
   * @throws SandwrightError ACTION_INVALID if something else is in its place that does not fit; BLOB_MISSING if two folders have to be
   *   joined and `directoryOf` does not know one of them
   */
  graft(path: string, directory: Digest, origin = ''): void {
    if (path === '') {
      this.#merge(this.#root, directory, '', origin);
      return;
    }
    const { parent, name } = this.#parentOf(path, origin);
    const there = parent.entries.get(name);
    if (there?.kind === 'folder' && there.entries.size === 0) {
      parent.entries.set(name, { kind: 'graft', digest: directory, origin: origin || there.origin });
      this.#folders.delete(path);
    } else if (there?.kind === 'folder') this.#merge(there, directory, path, origin);
    else if (there?.kind === 'graft' && !same(there.digest, directory)) {
      this.#merge(this.#folderAt(parent, name, path, origin), directory, path, origin);
    } else this.#put(parent, name, { kind: 'graft', digest: directory, origin }, path);
  }

  /** The input root as it stands; the builder can go on afterwards. */
  build(): InputRoot {
    const directories = new Map<string, Blob>();
    const root = finish(this.#root, directories);
    return { root, directories };
  }

  #parentOf(path: string, origin: string): { readonly parent: Folder; readonly name: string } {
    const slash = path.lastIndexOf('/');
    const name = path.slice(slash + 1);
    const parent = slash < 0 ? '' : path.slice(0, slash);
    // Also refuses empty paths, absolute ones, `a//b`, `a/` and every `..`.
    const problem = slash === 0 ? 'it is absolute' : path.length > maxPathLength ? 'it is too long' : problemWithEntryName(name);
    if (problem !== undefined)
      throw new SandwrightError('ACTION_INVALID', `"${path.toWellFormed()}" is not a path in an input root: ${problem}`);
    const known = this.#folders.get(parent);
    if (known !== undefined) return { parent: known, name };
    const found = parent === '' ? this.#root : this.#descend(parent, origin);
    this.#folders.set(parent, found);
    return { parent: found, name };
  }

  #descend(path: string, origin: string): Folder {
    const { parent, name } = this.#parentOf(path, origin);
    return this.#folderAt(parent, name, path, origin);
  }

  /** The folder of that name, made if there is none; a grafted one is opened. */
  #folderAt(parent: Folder, name: string, path: string, origin: string): Folder {
    const there = parent.entries.get(name);
    if (there?.kind === 'folder') return there;
    if (there !== undefined && there.kind !== 'graft') throw conflict(path, there, folder(origin));
    const made = folder(there?.origin ?? '');
    parent.entries.set(name, made);
    if (there !== undefined) this.#merge(made, there.digest, path, there.origin);
    return made;
  }

  /** Puts what is in a stored folder into one that is being built. */
  #merge(into: Folder, digest: Digest, path: string, origin: string): void {
    const directory = this.#directoryOf(digest);
    if (directory === undefined) {
      throw new SandwrightError(
        'BLOB_MISSING',
        `folder "${path}"${origin === '' ? '' : ` of ${origin}`} cannot be joined with others: it is not known`,
        {
          details: { missing: [digest] },
        },
      );
    }
    const inside = (name: string): string => (path === '' ? name : `${path}/${name}`);
    into.origin ||= origin;
    for (const node of directory.files) this.#put(into, node.name, { kind: 'file', node, origin }, inside(node.name));
    for (const node of directory.symlinks) this.#put(into, node.name, { kind: 'link', node, origin }, inside(node.name));
    for (const node of directory.directories) {
      const there = into.entries.get(node.name);
      const graft: Node = { kind: 'graft', digest: node.digest, origin };
      if (there === undefined || (there.kind === 'graft' && same(there.digest, node.digest))) into.entries.set(node.name, there ?? graft);
      else if (there.kind === 'folder' || there.kind === 'graft') {
        this.#merge(this.#folderAt(into, node.name, inside(node.name), origin), node.digest, inside(node.name), origin);
      } else throw conflict(inside(node.name), there, graft);
    }
  }

  #put(parent: Folder, name: string, node: Exclude<Node, Folder>, path: string): void {
    const there = parent.entries.get(name);
    if (there === undefined) parent.entries.set(name, node);
    else if (!equal(there, node)) throw conflict(path, there, node);
  }
}

const same = (a: Digest, b: Digest): boolean => a.hash === b.hash && a.sizeBytes === b.sizeBytes;

function equal(a: Node, b: Node): boolean {
  if (a.kind === 'file' && b.kind === 'file') return same(a.node.digest, b.node.digest) && a.node.isExecutable === b.node.isExecutable;
  if (a.kind === 'link' && b.kind === 'link') return a.node.target === b.node.target;
  return a.kind === 'graft' && b.kind === 'graft' && same(a.digest, b.digest);
}

function conflict(path: string, there: Node, wanted: Node): SandwrightError {
  const differ = there.kind === wanted.kind ? ', and the two differ' : '';
  return new SandwrightError('ACTION_INVALID', `${describe(wanted, path)} cannot stand where ${describe(there, path)} is${differ}`, {
    details: { path, origins: [there.origin, wanted.origin] },
  });
}

/** Encodes from the leaves up; recursion is as deep as the tree, which the length of a path bounds. */
function finish(at: Folder, blobs: Map<string, Blob>): Digest {
  const files: FileNode[] = [];
  const symlinks: SymlinkNode[] = [];
  const directories: DirectoryNode[] = [];
  for (const [name, node] of at.entries) {
    if (node.kind === 'file') files.push(node.node);
    else if (node.kind === 'link') symlinks.push(node.node);
    else directories.push({ name, digest: node.kind === 'graft' ? node.digest : finish(node, blobs) });
  }
  const byName = (a: { readonly name: string }, b: { readonly name: string }): number => compareUtf8(a.name, b.name);
  const data = encodeDirectory({ files: files.sort(byName), directories: directories.sort(byName), symlinks: symlinks.sort(byName) });
  const digest = digestOf(data);
  blobs.set(`${digest.hash}/${digest.sizeBytes}`, { digest, data });
  return digest;
}
