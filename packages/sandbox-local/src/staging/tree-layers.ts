import { type Digest, type Directory, type DirectoryNode, digestKey, digestOf, encodeDirectory } from '@sandwright/core';
import type { InputTree } from './input-tree.ts';

/** A tree that is a part of an input root, with the folders above it: a lower layer of an overlay. */
export interface TreeLayer {
  /** Digest of `root`, which need not stand in any storage. */
  readonly digest: Digest;
  readonly root: Directory;
  /** Finds the Directory messages below. */
  readonly lookUp: (digest: Digest) => Directory;
}

/** What `splitIntoLayers` takes. */
export interface SplitOptions {
  /** Folders with fewer entries below them share one layer. */
  readonly smallEntries: number;
  /** How many layers there may be from top-level folders. */
  readonly maxLayers: number;
  /** How many layers there may be before folders further down are split, too. */
  readonly deepLayers: number;
}

interface Branch {
  readonly names: readonly string[];
  readonly node: DirectoryNode;
}

/**
 * Splits an input root into layers that other input roots are likely to have, too: one for each large top-level folder; of a large folder
 * that stands alone or nearly so, its own large folders; and one with all that is small. No name stands in two layers, but for the folders above.
 * @param tree the input root
 * @param options how fine
 * @returns at least one layer; exactly the root itself where there is nothing to split
 */
export function splitIntoLayers(tree: InputTree, options: SplitOptions): readonly TreeLayer[] {
  const size = (branch: Branch): number => tree.factsOf(branch.node.digest).entries;
  const largeOf = (directory: Directory, names: readonly string[]): readonly Branch[] =>
    directory.directories.map((node) => ({ names, node })).filter((branch) => size(branch) >= options.smallEntries);
  const opened = new Set<string>();
  let branches = largeOf(tree.root, []);
  if (branches.length > options.maxLayers - 1) {
    branches = branches.toSorted((a, b) => size(b) - size(a)).slice(0, options.maxLayers - 1);
  }
  // The largest branch first, as long as there are few: what is in it is then staged again only where it differs.
  for (let largest = pickLargest(branches, size); largest !== undefined; largest = pickLargest(branches, size)) {
    const names = [...largest.names, largest.node.name];
    const below = largeOf(tree.directory(largest.node.digest), names);
    if (below.length === 0 || branches.length - 1 + below.length > options.deepLayers) break;
    opened.add(names.join('/'));
    branches = [...branches.filter((branch) => branch !== largest), ...below];
  }
  const partial = new PartialDirectories(tree);
  const layerOf = (root: Directory): TreeLayer => ({ digest: digestOf(encodeDirectory(root)), root, lookUp: partial.lookUp });
  if (branches.length === 0) return [layerOf(tree.root)];
  const own = new Set(branches.map((branch) => [...branch.names, branch.node.name].join('/')));
  const rest = partial.without(tree.root, '', own, opened);
  const layers = branches.map((branch) => layerOf(partial.chain(branch.names, branch.node)));
  return rest === undefined ? layers : [layerOf(rest), ...layers];
}

function pickLargest(branches: readonly Branch[], size: (branch: Branch) => number): Branch | undefined {
  let largest: Branch | undefined;
  for (const branch of branches) if (largest === undefined || size(branch) > size(largest)) largest = branch;
  return largest;
}

/** Makes Directory messages that stand in no input root, and remembers them. */
class PartialDirectories {
  readonly #made = new Map<string, Directory>();
  readonly #tree: InputTree;

  constructor(tree: InputTree) {
    this.#tree = tree;
  }

  readonly lookUp = (digest: Digest): Directory => this.#made.get(digestKey(digest)) ?? this.#tree.directory(digest);

  /** Folders one in the other, the last of which holds just that node. */
  chain(names: readonly string[], node: DirectoryNode): Directory {
    const innermost: Directory = { files: [], directories: [node], symlinks: [] };
    return names.reduceRight<Directory>(
      (inner, name) => ({ files: [], directories: [this.#nodeOf(name, inner)], symlinks: [] }),
      innermost,
    );
  }

  /** A folder without the branches that are layers of their own; undefined if nothing is left of it. */
  without(directory: Directory, path: string, own: ReadonlySet<string>, opened: ReadonlySet<string>): Directory | undefined {
    const directories: DirectoryNode[] = [];
    for (const node of directory.directories) {
      const inner = path === '' ? node.name : `${path}/${node.name}`;
      if (own.has(inner)) continue;
      const rest = opened.has(inner) ? this.without(this.#tree.directory(node.digest), inner, own, opened) : undefined;
      if (!opened.has(inner)) directories.push(node);
      else if (rest !== undefined) directories.push(this.#nodeOf(node.name, rest));
    }
    const { files, symlinks } = directory;
    return files.length + directories.length + symlinks.length === 0 ? undefined : { files, directories, symlinks };
  }

  #nodeOf(name: string, directory: Directory): DirectoryNode {
    const digest = digestOf(encodeDirectory(directory));
    this.#made.set(digestKey(digest), directory);
    return { name, digest };
  }
}
