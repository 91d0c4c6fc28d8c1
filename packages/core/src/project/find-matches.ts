import type { FileTree } from './file-tree.ts';
import type { Glob } from './glob.ts';

/** What a glob found, as paths relative to the root of the tree; a path may be there twice. */
export interface GlobMatches {
  readonly files: readonly string[];
  /** Symbolic links, whatever they point to. */
  readonly links: readonly string[];
  /** Names that are not UTF-8, devices, sockets and pipes that it matched as well. */
  readonly unusable: readonly string[];
}

class Search implements GlobMatches {
  readonly files: string[] = [];
  readonly links: string[] = [];
  readonly unusable: string[] = [];
  private readonly tree: FileTree;
  private readonly glob: Glob;
  private readonly walked = new Set<string>();

  constructor(tree: FileTree, glob: Glob) {
    this.tree = tree;
    this.glob = glob;
  }

  /** Matches what is left of the glob, from segment `index` on, in a folder. */
  walk(directory: string, index: number): void {
    const segment = this.glob[index];
    if (segment === undefined) return this.everything(directory);
    const folder = this.tree.folder(directory);
    if (folder === undefined) return;
    const prefix = directory === '' ? '' : `${directory}/`;
    const last = index === this.glob.length - 1;
    if (segment.kind === 'any-depth') {
      // With several `**` the same folder is reached on many ways.
      const key = `${index}/${directory}`;
      if (this.walked.has(key)) return;
      this.walked.add(key);
      if (last) this.take(directory, (name) => !name.startsWith('.'));
      else this.walk(directory, index + 1);
      for (const name of folder.folders) if (!name.startsWith('.')) this.walk(prefix + name, index);
    } else if (segment.kind === 'literal') {
      const path = prefix + segment.name;
      const kind = this.tree.kindOf(path);
      if (kind === 'folder') this.walk(path, index + 1);
      else if (last && kind === 'file') this.files.push(path);
      else if (last && kind === 'link') this.links.push(path);
      else if (last && kind !== undefined) this.unusable.push(path);
    } else if (last) {
      this.take(directory, segment.matches);
    } else {
      for (const name of folder.folders) if (segment.matches(name)) this.walk(prefix + name, index + 1);
    }
  }

  private take(directory: string, wanted: (name: string) => boolean): void {
    const folder = this.tree.folder(directory);
    if (folder === undefined) return;
    const prefix = directory === '' ? '' : `${directory}/`;
    for (const name of folder.files) if (wanted(name)) this.files.push(prefix + name);
    for (const name of folder.links) if (wanted(name)) this.links.push(prefix + name);
    for (const name of folder.unreadable) if (wanted(name)) this.unusable.push(prefix + name);
    for (const name of folder.others) if (wanted(name)) this.unusable.push(prefix + name);
  }

  private everything(directory: string): void {
    this.take(directory, () => true);
    const prefix = directory === '' ? '' : `${directory}/`;
    for (const name of this.tree.folder(directory)?.folders ?? []) this.everything(prefix + name);
  }
}

/**
 * Finds what a glob matches. Symbolic links are found, and never followed.
 * @param tree the project's folders
 * @param directory the folder that the glob is relative to
 */
export function findMatches(tree: FileTree, directory: string, glob: Glob): GlobMatches {
  const search = new Search(tree, glob);
  search.walk(directory, 0);
  return search;
}
