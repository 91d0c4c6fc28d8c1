import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Action, type CallOptions, type SandboxServices, SandwrightError } from '@sandwright/core';
import { resolveOutputs } from '../collection/resolved-outputs.ts';
import { folderNames } from '../spawner/protocol.ts';
import { copyTree } from '../staging/copy-tree.ts';
import type { DirectoryReader } from '../staging/directory-reader.ts';
import { linkTree } from '../staging/link-tree.ts';
import { OpenOnce } from '../staging/open-once.ts';
import type { SpareParts } from '../staging/spare-parts.ts';
import { StagingPlanner } from '../staging/staging-plan.ts';
import { TreeCache } from '../staging/tree-cache.ts';
import type { ActionOnDisk } from './command-surroundings.ts';
import type { Launcher } from './launcher.ts';

/** How inputs of commands may get onto disk, where commands are users of their own. */
export interface CommandStaging {
  /** Whether trees may be laid out as hard links to files of this process's user. */
  readonly links: boolean;
  /** The one user of all commands, where overlays may be used; each command must then have a process namespace of its own. */
  readonly overlayOwner: { readonly uid: number; readonly gid: number } | undefined;
  /** Whether small input roots are overlays, too. */
  readonly overlayAlways: boolean;
  /** Bytes that each cache may keep. */
  readonly treeCacheBytes: number;
}

/** An input root on disk, for one command. */
export interface StagedInputs extends AsyncDisposable {
  readonly kind: 'overlay' | 'links' | 'copy';
  /** Absolute path for the launcher. */
  readonly path: string;
  /** Absolute path of the same for this process. */
  readonly view: string;
  /** Absolute path of the layer with what the command changes; undefined where there is no overlay. */
  readonly upper: string | undefined;
  /** Saves for other commands what this one left as it was; once it has its result. */
  readonly putAway?: (() => Promise<void>) | undefined;
}

/** What is to be staged, and where. */
export interface ToStage extends Pick<ActionOnDisk, 'action' | 'request' | 'tree' | 'folder'> {
  /** Copies are made of these, where commands are this process's own user. */
  readonly parts?: SpareParts | undefined;
}

/** What a CommandStager works with. */
export interface CommandStagerOptions {
  readonly services: SandboxServices;
  readonly reader: DirectoryReader;
  /** Undefined where files are copied always, for the command is this process's own user. */
  readonly staging: CommandStaging | undefined;
}

const overlayName = 'o';

/** What a kernel says that cannot mount overlays, or may not here. Whatever else it says is about one moment, or one input root. */
const cannot: ReadonlySet<unknown> = new Set(['EPERM', 'EACCES', 'ENODEV', 'EINVAL', 'ENOSYS', 'EOPNOTSUPP']);

/** What a stager needs of the launcher of a command. */
export type OverlayLauncher = Pick<Launcher, 'pid' | 'mountOverlay' | 'unmountOverlay'>;

/** Puts input roots into the folders of commands: as an overlay if possible, else as hard links, else as copies. */
export class CommandStager implements AsyncDisposable {
  readonly #options: CommandStagerOptions;
  readonly #resources = new AsyncDisposableStack();
  readonly #planner: OpenOnce<StagingPlanner>;
  readonly #linkCache: OpenOnce<TreeCache>;
  readonly #links: boolean;
  #overlays: boolean;
  /** Whether an overlay was mounted here before: then the kernel can. */
  #everMounted = false;
  readonly #told = new Set<unknown>();

  constructor(options: CommandStagerOptions) {
    this.#options = options;
    this.#overlays = options.staging?.overlayOwner !== undefined;
    this.#links = options.staging?.links ?? false;
    this.#linkCache = new OpenOnce(() => this.#openCache('trees'));
    this.#planner = new OpenOnce(async () => {
      const { reader, staging } = options;
      const cache = await this.#openCache('trees-of-commands', staging?.overlayOwner);
      return new StagingPlanner({ reader, cache, overlayAlways: staging?.overlayAlways ?? false });
    });
  }

  /**
   * @param on the action; what it declares as outputs must be files of the command's own
   * @param launcher that will run the command, and sees the overlay
   * @throws SandwrightError BLOB_MISSING, ACTION_INVALID
   */
  async stage(on: ToStage, launcher: OverlayLauncher, options: CallOptions): Promise<StagedInputs> {
    const { action, request, tree, folder } = on;
    const isAnyUser = request.uid === undefined && request.gid === undefined;
    const overlaid = this.#overlays && isAnyUser ? await this.#overlay(action, folder, launcher, options) : undefined;
    if (overlaid !== undefined) return overlaid;
    const path = join(folder, 'root');
    const done = { path, view: path, upper: undefined, [Symbol.asyncDispose]: async () => {} };
    if (this.#links) {
      const cache = await this.#linkCache.get();
      await linkTree({ cache, storage: this.#options.services.storage, tree, path, ownFile: ownFiles(action) }, options);
      return { ...done, kind: 'links' };
    }
    // A copy becomes another user's where commands are other users, and is never again what it was.
    const parts = this.#options.staging === undefined ? on.parts : undefined;
    const copied = await copyTree(this.#options.services.storage, tree, path, { ...options, parts });
    return { ...done, kind: 'copy', ...(copied === undefined ? {} : { putAway: () => copied.putAway() }) };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#resources.disposeAsync();
  }

  async #overlay(action: Action, folder: string, launcher: OverlayLauncher, options: CallOptions): Promise<StagedInputs | undefined> {
    const planner = await this.#planner.get();
    const plan = await planner.plan(action.inputRoot, options);
    if (plan.kind === 'copy') return undefined;
    const place = join(folder, overlayName);
    mkdirSync(place, { mode: 0o755 });
    for (const name of [folderNames.upper, folderNames.work, folderNames.merged]) mkdirSync(join(place, name));
    try {
      await launcher.mountOverlay(folder, overlayName, plan.lowers);
    } catch (error) {
      planner.forget(action.inputRoot);
      this.#goWithout(error);
      return undefined;
    }
    this.#everMounted = true;
    const path = join(place, folderNames.merged);
    return {
      kind: 'overlay',
      path,
      view: `/proc/${launcher.pid}/root${path}`,
      upper: join(place, folderNames.upper),
      [Symbol.asyncDispose]: async () => await launcher.unmountOverlay(folder, overlayName),
    };
  }

  /** No overlay for this action: links or copies it is. For those that follow, too, if the kernel says at the first try that it cannot. */
  #goWithout(error: unknown): void {
    const errno = SandwrightError.is(error) ? error.details.errno : undefined;
    if (errno === 'ENOENT') return; // a tree went away; the next action makes it again
    if (!this.#everMounted && cannot.has(errno)) this.#overlays = false;
    if (this.#told.has(errno)) return;
    this.#told.add(errno);
    const message = this.#overlays ? 'no overlay for a command' : 'no overlay for commands here';
    this.#options.services.logger.log('info', `${message}: inputs are linked or copied`, { reason: String(error) });
  }

  async #openCache(name: string, owner?: { readonly uid: number; readonly gid: number }): Promise<TreeCache> {
    const { services, staging } = this.#options;
    const path = join(services.cacheDirectory, name);
    const maxBytes = staging?.treeCacheBytes ?? 0;
    return this.#resources.use(await TreeCache.open({ path, storage: services.storage, maxBytes, owner }));
  }
}

/** Which inputs the command may change, for they are declared as outputs or lie below one. */
function ownFiles(action: Action): (path: string) => boolean {
  const outputs = resolveOutputs(action.command).map((output) => output.segments.join('/'));
  if (outputs.includes('')) return () => true;
  const exact = new Set(outputs);
  return (path) => exact.has(path) || outputs.some((output) => path.startsWith(`${output}/`));
}
