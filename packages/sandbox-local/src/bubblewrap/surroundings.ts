import { join } from 'node:path';
import type { SandboxServices } from '@sandwright/core';
import { makeHostEtc } from '../root/host-etc.ts';
import { etcMountPoints } from '../root/host-root.ts';
import { exactExecProgram } from '../spawner/exact-exec.ts';
import { SpawnerClient } from '../spawner/spawner-client.ts';
import { findSpawnerEntry } from '../spawner/spawner-entry.ts';
import { DirectoryReader } from '../staging/directory-reader.ts';
import type { LinkHelper } from '../staging/link-intact.ts';
import { RootStager } from '../staging/root-stager.ts';
import { ScratchArea } from '../staging/scratch-area.ts';
import { StagingPlanner } from '../staging/staging-plan.ts';
import { TreeCache } from '../staging/tree-cache.ts';
import type { BubblewrapConfig } from './bubblewrap-config.ts';
import { findProgram } from './find-program.ts';

/** What a sandbox sets up once, when the first action comes. */
export class Surroundings implements AsyncDisposable {
  readonly scratch: ScratchArea;
  readonly reader: DirectoryReader;
  readonly spawner: SpawnerClient;
  readonly stager: RootStager;
  /** Absolute path of the folder that stands in for /etc. */
  readonly etc: string;
  /** Absolute path of bwrap. */
  readonly bwrap: string;
  /** Whether commands can be started with exactly their environment by a program that needs nothing in the root. */
  readonly exactExec: boolean;
  readonly #resources: AsyncDisposableStack;

  private constructor(fields: Omit<Surroundings, typeof Symbol.asyncDispose>, resources: AsyncDisposableStack) {
    this.scratch = fields.scratch;
    this.reader = fields.reader;
    this.spawner = fields.spawner;
    this.stager = fields.stager;
    this.etc = fields.etc;
    this.bwrap = fields.bwrap;
    this.exactExec = fields.exactExec;
    this.#resources = resources;
  }

  static async setUp(config: BubblewrapConfig, services: SandboxServices): Promise<Surroundings> {
    const { storage, cacheDirectory } = services;
    await using resources = new AsyncDisposableStack();
    const scratch = resources.use(await ScratchArea.open(join(config.scratchDirectory ?? cacheDirectory, 'sandboxes')));
    const etc = join(scratch.path, 'etc');
    const bwrap = findProgram(config.bwrap) ?? config.bwrap;
    const starting = SpawnerClient.start({
      entry: findSpawnerEntry(),
      scratch: scratch.path,
      bwrap,
      limits: config.limits,
      controlGroups: config.controlGroups === 'auto',
    });
    resources.defer(async () => (await starting.catch(() => undefined))?.[Symbol.asyncDispose]());
    // While the other process starts.
    makeHostEtc(etc, etcMountPoints(config.hostPaths));
    const spawner = await starting;
    const reader = new DirectoryReader(storage);
    const overlay = config.staging !== 'copy' && spawner.noOverlay === undefined;
    if (spawner.noOverlay !== undefined) services.logger.log('info', 'no overlay here: inputs are copied', { reason: spawner.noOverlay });
    const linkHelper: LinkHelper = async (jobs) => await spawner.link(jobs);
    const cacheOptions = { path: join(cacheDirectory, 'trees'), storage, maxBytes: config.treeCacheBytes, linkHelper };
    const cache = overlay ? resources.use(await TreeCache.open(cacheOptions)) : undefined;
    const planner = new StagingPlanner({ reader, cache, overlayAlways: config.staging === 'overlay' });
    const stager = new RootStager({ storage, planner, spawner, scratch: scratch.path });
    return new Surroundings(
      { scratch, reader, spawner, stager, etc, bwrap, exactExec: exactExecProgram() !== undefined },
      resources.move(),
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#resources.disposeAsync();
  }
}
