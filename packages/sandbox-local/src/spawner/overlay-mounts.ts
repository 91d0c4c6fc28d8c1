import { mkdirSync, rmSync, symlinkSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { check, libc, libcAsync } from '../process/libc.ts';
import { linux } from '../process/linux-flags.ts';
import { folderNames } from './protocol.ts';

/** Overlay takes no more lower folders than that. Source: overlayfs, `OVL_MAX_STACK`. */
export const maxLayers = 500;

/** mount(2) copies one page of options and cuts the rest without an error. Source: mount(2), NOTES. */
const maxOptionBytes = 4095;

const aliasFolder = 'l';
const maxAliases = 9 * maxLayers;

/** Mounts overlays in this process's mount namespace. */
export class OverlayMounts {
  readonly #scratch: string;
  readonly #options: string;
  readonly #aliases = new Map<string, string>();
  #lastAlias = 0;

  /**
   * @param scratch absolute path of the folder with the numbered folders
   * @param userNamespace whether overlay's own notes must be kept in `user.*` attributes
   */
  constructor(scratch: string, userNamespace: boolean) {
    this.#scratch = scratch;
    // Without redirects, indexes and metadata-only copies the upper layer means the same without overlay: what is there was written by
    // the action, whole. `volatile`: else each umount would sync the host's disk.
    this.#options = `redirect_dir=nofollow,index=off,metacopy=off,volatile${userNamespace ? ',userxattr' : ''}`;
    mkdirSync(join(scratch, aliasFolder), { mode: 0o700 });
  }

  /** Tries an overlay. Gives why it does not work here; undefined if it does. */
  async problem(): Promise<string | undefined> {
    const trial = join(this.#scratch, 't');
    try {
      mkdirSync(join(trial, folderNames.upper), { recursive: true, mode: 0o700 });
      for (const name of [folderNames.work, folderNames.merged, 'lower']) mkdirSync(join(trial, name));
      this.mount('t', [join(trial, 'lower')]);
      mkdirSync(join(trial, folderNames.merged, 'd'));
      await this.unmount('t');
      return undefined;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    } finally {
      rmSync(trial, { recursive: true, force: true });
    }
  }

  /**
   * Lays the numbered folder's upper layer over others.
   * @param folder name in the scratch folder; has the folders for upper layer, work and merged root
   * @param lowers absolute paths, the uppermost first
   * @throws Error with errno's name as `code`; ENOENT if a lower folder is not there
   */
  mount(folder: string, lowers: readonly string[]): void {
    if (lowers.length === 0 || lowers.length > maxLayers) throw new Error(`${lowers.length} layers; 1 to ${maxLayers} are possible`);
    const { upper, work, merged } = folderNames;
    const layers = lowers.map((path) => this.#alias(path)).join(':');
    const options = `lowerdir=${layers},upperdir=../${folder}/${upper},workdir=../${folder}/${work},${this.#options}`;
    if (Buffer.byteLength(options) > maxOptionBytes) throw new Error(`mount options of ${options.length} bytes`);
    // Relative names are short whatever the path of the cache is, and need no escaping.
    process.chdir(join(this.#scratch, aliasFolder));
    const flags = linux.MS_NOSUID | linux.MS_NODEV | linux.MS_NOATIME;
    check(libc.mount('overlay', `../${folder}/${merged}`, 'overlay', flags, options), 'mounting an overlay');
  }

  /** Takes the overlay away, even if something still looks at it. The kernel waits for all processors, so another thread does. */
  async unmount(folder: string): Promise<void> {
    const result = await libcAsync.umount2(join(this.#scratch, folder, folderNames.merged), linux.MNT_DETACH);
    if (result !== 0) throw new Error(`the overlay of ${folder} cannot be unmounted`);
  }

  /** A short name for a folder. Names are used again in turns, long after the mount that needed them. */
  #alias(path: string): string {
    const known = this.#aliases.get(path);
    if (known !== undefined) {
      // Kept from being the next one to go.
      this.#aliases.delete(path);
      this.#aliases.set(path, known);
      return known;
    }
    const alias = this.#aliases.size < maxAliases ? (this.#lastAlias += 1).toString(36) : this.#forgetOldest();
    symlinkSync(path, join(this.#scratch, aliasFolder, alias));
    this.#aliases.set(path, alias);
    return alias;
  }

  #forgetOldest(): string {
    const [oldest] = this.#aliases;
    if (oldest === undefined) throw new Error('no alias to forget');
    this.#aliases.delete(oldest[0]);
    unlinkSync(join(this.#scratch, aliasFolder, oldest[1]));
    return oldest[1];
  }
}
