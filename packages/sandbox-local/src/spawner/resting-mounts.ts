import { type BigIntStats, mkdirSync, opendirSync, rmdirSync, statSync, unlinkSync, utimesSync } from 'node:fs';
import { removeTree } from '../collection/remove-tree.ts';
import { inputTime } from '../staging/input-time.ts';
import type { OverlayMounts } from './overlay-mounts.ts';
import { folderNames } from './protocol.ts';

/** What tells whether a folder is as it was. */
export type UpperFacts = Pick<BigIntStats, 'ctimeNs' | 'mtimeNs' | 'mode' | 'uid' | 'gid'>;

/** An overlay that is mounted, in use or not. */
interface Mounted {
  readonly lowers: readonly string[];
  /** Which folders those were when they were mounted: a cache may be emptied and filled again. */
  readonly identities: readonly string[];
  /** The upper layer before an action had it. */
  readonly untouched: UpperFacts;
}

/**
 * Overlays of numbered folders. One whose action changed nothing stays mounted for the next action with the same inputs; to take it away and
 * mount it again costs more than all else that is done for a small action.
 */
export class RestingMounts {
  readonly #overlays: OverlayMounts;
  readonly #scratch: string;
  readonly #mounted = new Map<number, Mounted>();
  /** Folders that have what a mount needs. */
  readonly #prepared = new Set<number>();

  /**
   * @param overlays makes the mounts
   * @param scratch absolute path of the folder with the numbered folders
   */
  constructor(overlays: OverlayMounts, scratch: string) {
    this.#overlays = overlays;
    this.#scratch = scratch;
  }

  /**
   * Sees to it that these folders are mounted there, with nothing over them.
   * @param folder a number; nothing is in use in it
   * @param lowers absolute paths, the uppermost first
   * @throws Error with errno's name as `code`; ENOENT if a lower folder is not there
   */
  async mount(folder: number, lowers: readonly string[]): Promise<void> {
    const resting = this.#mounted.get(folder);
    if (resting !== undefined) {
      if (sameTexts(resting.lowers, lowers) && sameTexts(resting.identities, lowers.map(identityOf))) return;
      await this.#takeAway(folder);
    }
    const { work, merged } = folderNames;
    if (!this.#prepared.has(folder)) {
      // Some of it may be there from a time when the rest could not be made.
      for (const name of [work, merged]) mkdirSync(this.#path(folder, name), { recursive: true });
      await this.#renewUpper(folder);
      this.#prepared.add(folder);
    }
    try {
      this.#overlays.mount(String(folder), lowers);
    } catch (error) {
      await this.#cleanWork(this.#path(folder, work));
      throw error;
    }
    this.#mounted.set(folder, { lowers, identities: lowers.map(identityOf), untouched: this.#facts(folder) });
  }

  /**
   * Says that an action is done with it. What it changed is gone afterwards.
   * @param mayRest whether nobody can have kept a way into it
   */
  async release(folder: number, mayRest: boolean): Promise<void> {
    const mounted = this.#mounted.get(folder);
    if (mounted === undefined) return;
    if (mayRest && isUntouched(mounted.untouched, this.#facts(folder)) && isEmpty(this.#path(folder, folderNames.upper))) return;
    await this.#takeAway(folder);
    await this.#renewUpper(folder);
  }

  /** Takes all of them away. */
  async close(): Promise<void> {
    for (const folder of this.#mounted.keys()) await this.#takeAway(folder);
  }

  async #takeAway(folder: number): Promise<void> {
    this.#mounted.delete(folder);
    await this.#overlays.unmount(String(folder));
    await this.#cleanWork(this.#path(folder, folderNames.work));
  }

  /** Empties overlay's work folder. It must: overlay mounts none again that was not synced, and notes that it was not. */
  async #cleanWork(path: string): Promise<void> {
    try {
      const mark = `${path}/work/incompat`;
      unlinkSync(`${mark}/volatile/dirty`);
      for (const folder of [`${mark}/volatile`, mark, `${path}/work`]) rmdirSync(folder);
    } catch {
      // Something else is in it, for instance the node that all whiteouts are links of.
      await removeTree(path);
      mkdirSync(path);
    }
  }

  async #renewUpper(folder: number): Promise<void> {
    const path = this.#path(folder, folderNames.upper);
    await removeTree(path);
    makeUpper(path);
  }

  #facts(folder: number): UpperFacts {
    return statSync(this.#path(folder, folderNames.upper), { bigint: true });
  }

  #path(folder: number, name: string): string {
    return `${this.#scratch}/${folder}/${name}`;
  }
}

/**
 * Whether nobody changed a folder itself. A new name, attribute or mode in it changes its time; but some kernels count that in ticks, and an
 * action may be quick, so all else that an action sees of its root is compared as well.
 */
export function isUntouched(before: UpperFacts, now: UpperFacts): boolean {
  return (
    before.ctimeNs === now.ctimeNs &&
    before.mtimeNs === now.mtimeNs &&
    before.mode === now.mode &&
    before.uid === now.uid &&
    before.gid === now.gid
  );
}

/** Its time is that of the merged root, which is an input like all others. */
function makeUpper(path: string): void {
  mkdirSync(path);
  utimesSync(path, inputTime, inputTime);
}

function identityOf(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats === undefined ? 'gone' : `${stats.dev}:${stats.ino}`;
}

function sameTexts(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, index) => text === b[index]);
}

function isEmpty(path: string): boolean {
  const folder = opendirSync(path);
  try {
    return folder.readSync() === null;
  } finally {
    folder.closeSync();
  }
}
