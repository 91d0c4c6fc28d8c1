import { type Dirent, readdirSync } from 'node:fs';
import { SandwrightError } from '../errors/sandwright-error.ts';
import type { FolderMemory } from './folder-memory.ts';

/** What stands in one folder; names only, each list sorted. */
export interface Folder {
  readonly files: readonly string[];
  readonly folders: readonly string[];
  /** Symbolic links, whatever they point to. */
  readonly links: readonly string[];
  /** Names that are not UTF-8, decoded with replacement characters: nothing can be said about them in a protocol of UTF-8 texts. */
  readonly unreadable: readonly string[];
  /** Devices, sockets and pipes. */
  readonly others: readonly string[];
}

/** Whether a sorted list holds a name; a folder may have tens of thousands. */
function holds(sorted: readonly string[], name: string): boolean {
  let low = 0;
  let high = sorted.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = sorted[middle] ?? '';
    if (found === name) return true;
    if (found < name) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}

const replacement = '\ufffd';
const noNames: readonly string[] = [];

/** Names in a folder that no UTF-8 text can spell; asked only where a replacement character turned up, for that is a valid name as well. */
function namesThatAreNotUtf8(path: string): ReadonlySet<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const bad = new Set<string>();
  for (const name of readdirSync(path, { encoding: 'buffer' })) {
    try {
      decoder.decode(name);
    } catch {
      bad.add(name.toString('utf8'));
    }
  }
  return bad;
}

/**
 * The folders of a project as they are on disk, each read at most once. It is a snapshot: make a new one to see changes.
 * `.git` is nowhere to be seen, nor is `out` where it stands beside a `sandwright.yaml`.
 */
export class FileTree {
  /** Absolute path of the top folder. */
  readonly root: string;
  private readonly read = new Map<string, Folder | undefined>();

  private readonly memory: FolderMemory | undefined;

  /**
   * @param root absolute path of the top folder
   * @param memory knows folders from before
   */
  constructor(root: string, memory?: FolderMemory) {
    this.root = root;
    this.memory = memory;
  }

  /**
   * What stands in a folder.
   * @param directory relative to the root, empty for the root itself; it is not looked for behind symbolic links
   * @returns undefined if there is no such folder
   */
  folder(directory: string): Folder | undefined {
    if (this.read.has(directory)) return this.read.get(directory);
    const found = this.isFolder(directory) ? this.load(directory) : undefined;
    this.read.set(directory, found);
    return found;
  }

  /**
   * What a path is.
   * @param path relative to the root
   */
  kindOf(path: string): 'file' | 'folder' | 'link' | 'other' | 'unreadable' | undefined {
    if (path === '') return 'folder';
    const cut = path.lastIndexOf('/');
    const folder = this.folder(cut === -1 ? '' : path.slice(0, cut));
    const name = path.slice(cut + 1);
    if (folder === undefined) return undefined;
    if (holds(folder.files, name)) return 'file';
    if (holds(folder.folders, name)) return 'folder';
    if (holds(folder.links, name)) return 'link';
    if (holds(folder.unreadable, name)) return 'unreadable';
    return holds(folder.others, name) ? 'other' : undefined;
  }

  /** The first folder on the way to a path that is a symbolic link, relative to the root. */
  linkOnTheWay(path: string): string | undefined {
    for (let cut = path.indexOf('/'); cut !== -1; cut = path.indexOf('/', cut + 1)) {
      if (this.kindOf(path.slice(0, cut)) === 'link') return path.slice(0, cut);
    }
    return undefined;
  }

  private isFolder(directory: string): boolean {
    if (directory === '') return true;
    const cut = directory.lastIndexOf('/');
    const parent = this.folder(cut === -1 ? '' : directory.slice(0, cut));
    return parent !== undefined && holds(parent.folders, directory.slice(cut + 1));
  }

  private load(directory: string): Folder | undefined {
    const path = directory === '' ? this.root : `${this.root}/${directory}`;
    return this.memory === undefined ? this.look(path) : this.memory.folder(directory, path, () => this.look(path));
  }

  private look(path: string): Folder | undefined {
    let entries: Dirent[];
    try {
      entries = readdirSync(path, { withFileTypes: true });
    } catch (caught) {
      // A folder that went away while we looked is one that is not there; one that may not be read is worth an error.
      if ((caught as NodeJS.ErrnoException).code === 'ENOENT' || (caught as NodeJS.ErrnoException).code === 'ENOTDIR') return undefined;
      const { code } = caught as NodeJS.ErrnoException;
      throw new SandwrightError('CONFIG_INVALID', `the folder ${path} cannot be read (${code ?? String(caught)})`, { cause: caught });
    }
    const lists: Record<keyof Folder, string[]> = { files: [], folders: [], links: [], unreadable: [], others: [] };
    let bad: ReadonlySet<string> | undefined;
    for (const entry of entries) {
      const { name } = entry;
      if (name.includes(replacement)) {
        bad ??= namesThatAreNotUtf8(path);
        if (bad.has(name)) {
          lists.unreadable.push(name);
          continue;
        }
      }
      if (entry.isFile()) lists.files.push(name);
      else if (entry.isDirectory()) lists.folders.push(name);
      else if (entry.isSymbolicLink()) lists.links.push(name);
      else lists.others.push(name);
    }
    const hidden = new Set(['.git', ...(lists.files.includes('sandwright.yaml') ? ['out'] : [])]);
    const visible = (names: string[]): readonly string[] =>
      names.length === 0 ? noNames : names.filter((name) => !hidden.has(name)).sort();
    return {
      files: visible(lists.files),
      folders: visible(lists.folders),
      links: visible(lists.links),
      unreadable: visible(lists.unreadable),
      others: visible(lists.others),
    };
  }
}
