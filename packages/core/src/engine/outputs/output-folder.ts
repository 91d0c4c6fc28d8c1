import { lstatSync, mkdirSync, readlinkSync, renameSync, rmSync, type Stats, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Output } from '../../action/action-result.ts';
import { entriesOfTree, loadOutputTree } from '../../action/output-tree.ts';
import { digestKey } from '../../digest/digest.ts';
import { SandwrightError } from '../../errors/sandwright-error.ts';
import type { ContentAddressableStorage } from '../../storage/content-addressable-storage.ts';
import type { CallOptions } from '../../util/call-options.ts';
import type { Clock } from '../../util/clock.ts';
import { makeDirectory } from '../../util/make-directory.ts';
import { outputError } from './output-error.ts';
import { factsOf, type OutputStamp, OutputStamps } from './output-stamps.ts';
import { PartialFolder } from './partial-folder.ts';
import { writeFiles } from './write-files.ts';

/** What an `OutputFolder` works on. */
export interface OutputFolderOptions {
  /** Absolute path of the project. */
  readonly projectRoot: string;
  /** Relative to the project; `out` by default. */
  readonly folder?: string | undefined;
  /** Absolute; kept between runs. */
  readonly cacheDirectory: string;
  readonly storage: ContentAddressableStorage;
  readonly clock: Clock;
}

/** Coarsest clock of a Linux file system, milliseconds: two changes within one tick (CONFIG_HZ=100) bear the same time. */
const clockTickMs = 10;

/**
 * The folder `out/` of a project. Each output appears at once or not at all: it is made under another name and renamed. Stamps say what was
 * put there, so that what is still there is neither read nor written again, and what was deleted or changed is restored.
 */
export class OutputFolder {
  readonly #root: string;
  readonly #folder: string;
  readonly #partial: PartialFolder;
  readonly #storage: ContentAddressableStorage;
  readonly #clock: Clock;
  readonly #stamps: OutputStamps;
  /** Folders that are known to be there, relative to the project. */
  readonly #folders = new Set<string>();
  #latestChangeMs = 0;

  /** @throws SandwrightError STORAGE_FAILED if something else stands at `out`, a link for instance */
  constructor(options: OutputFolderOptions) {
    this.#root = options.projectRoot;
    this.#storage = options.storage;
    this.#clock = options.clock;
    this.#folder = options.folder ?? 'out';
    const absolute = join(this.#root, this.#folder);
    this.#partial = new PartialFolder(absolute);
    const found = statOf(absolute);
    if (found !== undefined && !found.isDirectory()) {
      const what = found.isSymbolicLink() ? 'a symbolic link' : 'a file';
      throw new SandwrightError('STORAGE_FAILED', `${what} stands at ${this.#folder}, where outputs go`, {
        hint: `move it away: ${this.#folder} is a folder that sandwright makes, and it writes through no links`,
      });
    }
    if (found !== undefined) this.#folders.add(this.#folder);
    this.#stamps = new OutputStamps(options.cacheDirectory, this.#root);
  }

  /** Where it is, relative to the project. */
  get folder(): string {
    return this.#folder;
  }

  /**
   * Whether an output stands where it belongs, by `lstat` alone.
   * @param path relative to the project, as in `out/lib/greet.o`
   */
  isCurrent(path: string, output: Output): boolean {
    if (output.kind === 'symlink') return linkTargetOf(join(this.#root, path)) === output.target;
    const stamp = this.#stamps.get(path);
    if (stamp === undefined || stamp.content !== contentOf(output)) return false;
    return stamp.entries.every(([entry, ...facts]) => {
      const found = statOf(entry === '' ? join(this.#root, path) : join(this.#root, path, entry));
      return found !== undefined && factsOf(found).every((fact, index) => fact === facts[index]);
    });
  }

  /**
   * Puts an output to its place, instead of whatever is there.
   * @param path relative to the project, as in `out/lib/greet.o`
   * @throws SandwrightError STORAGE_FAILED, RESOURCE_EXHAUSTED for a full disk, BLOB_MISSING, BLOB_CORRUPT; what was there then stays
   */
  async put(path: string, output: Output, options: CallOptions = {}): Promise<void> {
    for (let again = true; ; again = false) {
      try {
        await this.#tryToPut(path, output, options);
        return;
      } catch (caught) {
        if (!again || (caught as NodeJS.ErrnoException).code !== 'ENOENT') throw outputError(path, caught);
        // Somebody took folders away meanwhile, `clean` for instance.
        this.#folders.clear();
      }
    }
  }

  /** Takes away what stands at a path, if anything does. */
  remove(path: string): void {
    this.#stamps.delete(path);
    rmSync(join(this.#root, path), { recursive: true, force: true });
  }

  /** Remembers what was put where, and tidies up. To be called once, after the last output. */
  async close(): Promise<void> {
    this.#partial.remove();
    // Whoever changes an output after this must not be able to do so within the tick in which we wrote it.
    const waitMs = this.#latestChangeMs + clockTickMs - this.#clock.now();
    if (waitMs > 0) await this.#clock.sleep(Math.min(waitMs, clockTickMs));
    this.#stamps.save((path) => statOf(join(this.#root, path)) !== undefined);
  }

  async #tryToPut(path: string, output: Output, options: CallOptions): Promise<void> {
    const target = join(this.#root, path);
    this.#makeFolder(dirname(path));
    const made = this.#partial.newPath();
    try {
      const entries = await this.#make(made, output, options);
      this.#stamps.delete(path);
      replace(made, target);
      if (output.kind !== 'symlink') this.#stamps.set(path, this.#stampOf(target, output, entries));
    } catch (caught) {
      rmSync(made, { recursive: true, force: true });
      throw caught;
    }
  }

  async #make(made: string, output: Output, options: CallOptions): Promise<readonly string[]> {
    if (output.kind === 'symlink') {
      symlinkSync(output.target, made);
      return [];
    }
    if (output.kind === 'file') {
      await writeFiles(this.#storage, [{ path: made, digest: output.digest, isExecutable: output.isExecutable }], options);
      return [''];
    }
    const entries = entriesOfTree(await loadOutputTree(this.#storage, output, options));
    mkdirSync(made, 0o755);
    for (const entry of entries) {
      if (entry.kind === 'directory') mkdirSync(join(made, entry.path), 0o755);
      else if (entry.kind === 'symlink') symlinkSync(entry.node.target, join(made, entry.path));
    }
    const files = entries.flatMap((entry) => (entry.kind === 'file' ? [{ ...entry.node, path: join(made, entry.path) }] : []));
    await writeFiles(this.#storage, files, options);
    return ['', ...entries.map((entry) => entry.path)];
  }

  #stampOf(target: string, output: Exclude<Output, { kind: 'symlink' }>, entries: readonly string[]): OutputStamp {
    return {
      content: contentOf(output),
      entries: entries.map((entry) => {
        const facts = factsOf(lstatSync(entry === '' ? target : join(target, entry)));
        this.#latestChangeMs = Math.max(this.#latestChangeMs, facts[2]);
        return [entry, ...facts];
      }),
    };
  }

  /** Makes a folder and those above it; what is no folder gives way, links included, so that nothing is written through one. */
  #makeFolder(path: string): void {
    if (this.#folders.has(path)) return;
    if (path !== this.#folder) this.#makeFolder(dirname(path));
    const absolute = join(this.#root, path);
    const found = statOf(absolute);
    if (found !== undefined && !found.isDirectory()) rmSync(absolute, { force: true });
    if (found?.isDirectory() !== true) makeDirectory(absolute, 0o755);
    this.#folders.add(path);
  }
}

/**
 * `rename` replaces files and links at once; folders have to be moved out of the way, for it replaces only empty ones. They are removed when
 * the new one stands, so that nothing is missing for longer than between two system calls.
 */
function replace(made: string, target: string): void {
  const outOfTheWay: string[] = [];
  try {
    for (let attempt = 0; ; attempt += 1) {
      try {
        renameSync(made, target);
        return;
      } catch (caught) {
        const { code } = caught as NodeJS.ErrnoException;
        const inTheWay = code === 'ENOTEMPTY' || code === 'EEXIST' || code === 'EISDIR' || code === 'ENOTDIR';
        // Another build of this project may put its own there between our two steps.
        if (!inTheWay || attempt >= 20) throw caught;
      }
      const old = `${made}-old-${attempt}`;
      outOfTheWay.push(old);
      try {
        renameSync(target, old);
      } catch (caught) {
        if ((caught as NodeJS.ErrnoException).code !== 'ENOENT') throw caught;
      }
    }
  } finally {
    for (const old of outOfTheWay) rmSync(old, { recursive: true, force: true });
  }
}

function contentOf(output: Exclude<Output, { kind: 'symlink' }>): string {
  if (output.kind === 'file') return `${output.isExecutable ? 'executable' : 'file'} ${digestKey(output.digest)}`;
  if (output.treeDigest !== undefined) return `tree ${digestKey(output.treeDigest)}`;
  return output.rootDirectoryDigest === undefined ? 'unknown' : `directory ${digestKey(output.rootDirectoryDigest)}`;
}

function statOf(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (caught) {
    // A file where a folder was thought to be.
    if ((caught as NodeJS.ErrnoException).code === 'ENOTDIR') return undefined;
    throw outputError(path, caught);
  }
}

function linkTargetOf(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}
