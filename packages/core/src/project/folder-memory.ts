import { keepMap, readKeptMap } from '../util/kept-map.ts';
import { settledStat } from '../util/settled-stat.ts';
import type { Folder } from './file-tree.ts';

type Names = readonly string[];
type Entry = readonly [stat: string, files: Names, folders: Names, links: Names, unreadable: Names, others: Names];

const version = 1;

/** With so many names, reading what is remembered takes as long as looking again. */
const mostNames = 500_000;

/**
 * What stands in the folders of a project, remembered for as long as their stat stays the same: whatever comes, goes or gets another name
 * changes the times of its folder. Only names are kept; whether the files are what they were is for others to find out.
 */
export class FolderMemory {
  readonly #path: string;
  readonly #entries: Map<string, Entry>;
  readonly #used = new Map<string, Entry>();
  #names = 0;
  #changed = false;

  /** @param path absolute; the file in which it is kept */
  constructor(path: string) {
    this.#path = path;
    this.#entries = readKeptMap(path, version);
  }

  /**
   * What stands in a folder.
   * @param directory its name here
   * @param path absolute
   * @param read looks; undefined if there is no such folder
   */
  folder(directory: string, path: string, read: () => Folder | undefined): Folder | undefined {
    const stat = settledStat(path);
    const known = stat === undefined ? undefined : this.#entries.get(directory);
    if (known !== undefined && known[0] === stat) {
      this.#use(directory, known);
      const [, files, folders, links, unreadable, others] = known;
      return { files, folders, links, unreadable, others };
    }
    const found = read();
    if (found !== undefined && stat !== undefined) {
      this.#use(directory, [stat, found.files, found.folders, found.links, found.unreadable, found.others]);
      this.#changed = true;
    }
    return found;
  }

  /** Keeps what was seen for the next start, and forgets what nobody asked for. */
  save(): void {
    if (!this.#changed || this.#names > mostNames) return;
    if (keepMap(this.#path, version, this.#used)) this.#changed = false;
  }

  #use(directory: string, entry: Entry): void {
    this.#used.set(directory, entry);
    this.#names += 1 + entry[1].length + entry[3].length;
  }
}
