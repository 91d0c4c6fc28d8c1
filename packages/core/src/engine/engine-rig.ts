import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Digest, digestKey } from '../digest/digest.ts';
import type { EnvironmentCandidate, EnvironmentResolver } from '../environment/resolved-environment.ts';
import { SandwrightError } from '../errors/sandwright-error.ts';
import type { BuildEvent } from '../events/build-event.ts';
import { silentLogger } from '../logging/logger.ts';
import { StatCache } from '../merkle/stat-cache.ts';
import { ProjectFixture } from '../project/project.fixture.ts';
import { readBatchByOne, writeBatchByOne } from '../storage/batch-by-one.ts';
import { CompletenessCheckingActionCache } from '../storage/completeness-checking-action-cache.ts';
import type { BatchReadResult, BatchWriteResult, Blob, BlobOptions, ReadOptions } from '../storage/content-addressable-storage.ts';
import { MemoryActionCache } from '../storage/memory-action-cache.ts';
import { MemoryContentAddressableStorage } from '../storage/memory-content-addressable-storage.ts';
import { type FakePrograms, fakeCommands } from '../testing/fake-command.ts';
import { FakeSandbox } from '../testing/fake-sandbox.ts';
import { systemClock } from '../util/clock.ts';
import { BuildEngine, type BuildEngineOptions, type BuildRequest } from './build-engine.ts';
import type { BuildSummary } from './build-summary.ts';

/** A resolver that knows one environment, whatever its name. */
export function fixedEnvironment(...candidates: readonly Partial<EnvironmentCandidate>[]): EnvironmentResolver {
  const whole = candidates.map(
    (candidate, index): EnvironmentCandidate => ({
      name: `candidate ${index}`,
      where: 'local',
      sandbox: new FakeSandbox(),
      salt: new Uint8Array(),
      platform: [],
      variables: [],
      root: 'host',
      location: undefined,
      ...candidate,
    }),
  );
  return {
    resolve: async (name) => ({ name, candidates: whole, skipped: [] }),
    candidateFailed: (_environment, candidate, error) =>
      error.code === 'SANDBOX_UNAVAILABLE' || error.code === 'REMOTE_UNAVAILABLE' ? whole[whole.indexOf(candidate) + 1] : undefined,
  };
}

/** Storage that can lose things. */
export class ForgetfulStorage extends MemoryContentAddressableStorage {
  readonly #lost = new Set<string>();
  readonly #everything = new Set<string>();

  /** Loses one blob, or all that there are. */
  forget(digest?: Digest): void {
    for (const key of digest === undefined ? this.#everything : [digestKey(digest)]) this.#lost.add(key);
  }

  override async findMissing(digests: Iterable<Digest>, options?: BlobOptions): Promise<readonly Digest[]> {
    const asked = [...digests];
    const missing = new Set((await super.findMissing(asked, options)).map(digestKey));
    return asked.filter((digest) => missing.has(digestKey(digest)) || this.#lost.has(digestKey(digest)));
  }

  override async *read(digest: Digest, options?: ReadOptions): AsyncIterable<Uint8Array> {
    if (this.#lost.has(digestKey(digest))) throw new SandwrightError('BLOB_MISSING', 'lost', { details: { missing: [digest] } });
    yield* super.read(digest, options);
  }

  override readBatch(digests: readonly Digest[], options?: BlobOptions): Promise<readonly BatchReadResult[]> {
    return readBatchByOne(this, digests, options);
  }

  override writeBatch(blobs: readonly Blob[], options?: BlobOptions): Promise<readonly BatchWriteResult[]> {
    return writeBatchByOne(this, blobs, options);
  }

  override async write(digest: Digest, content: AsyncIterable<Uint8Array> | Uint8Array, options?: BlobOptions): Promise<void> {
    await super.write(digest, content, options);
    this.#lost.delete(digestKey(digest));
    this.#everything.add(digestKey(digest));
  }
}

/** What a test may change about an engine, given the parts that are there by default. */
export type RigChanges = (rig: { readonly sandbox: FakeSandbox; readonly storage: ForgetfulStorage }) => Partial<BuildEngineOptions>;

/** A project, its caches and an engine whose commands are functions; for the time of a test. */
export class EngineRig implements Disposable {
  readonly project: ProjectFixture;
  readonly storage = new ForgetfulStorage();
  readonly results = new MemoryActionCache();
  readonly sandbox: FakeSandbox;
  readonly events: BuildEvent[] = [];
  /** Called for each event. */
  onEvent: (event: BuildEvent) => void = () => {};
  readonly scratch = realpathSync(mkdtempSync(join(tmpdir(), 'sandwright-engine-')));
  readonly #changes: Partial<BuildEngineOptions>;

  constructor(files: Readonly<Record<string, string>>, programs: FakePrograms, changes: RigChanges = () => ({})) {
    this.project = new ProjectFixture(files);
    this.sandbox = new FakeSandbox({ run: fakeCommands(this.storage, programs) });
    this.#changes = changes({ sandbox: this.sandbox, storage: this.storage });
  }

  /** What commands were really run since the last call: their arguments, joined. */
  ran(): readonly string[] {
    return this.sandbox.executed.splice(0).map((action) => action.command.arguments.join(' '));
  }

  /** Builds as a new process would: project and stat cache are read anew. */
  async build(request: Partial<Omit<BuildRequest, 'targets'>> & { readonly targets?: readonly string[] } = {}): Promise<BuildSummary> {
    const project = await this.project.load();
    const cacheDirectory = join(this.scratch, 'cache');
    this.events.length = 0;
    const engine = new BuildEngine({
      project,
      storage: this.storage,
      actionCache: new CompletenessCheckingActionCache(this.results, this.storage),
      environments: fixedEnvironment({ sandbox: this.sandbox }),
      statCache: new StatCache({ cacheDirectory, projectRoot: project.root }),
      cacheDirectory,
      clock: systemClock,
      logger: silentLogger,
      events: (event) => {
        this.events.push(event);
        this.onEvent(event);
      },
      jobs: 2,
      ...this.#changes,
    });
    return await engine.build({
      request: { toolName: 'test', toolVersion: '0', invocationId: '1' },
      ...request,
      targets: project.match(request.targets ?? ['//...']),
    });
  }

  [Symbol.dispose](): void {
    this.project[Symbol.dispose]();
    rmSync(this.scratch, { recursive: true, force: true });
  }
}
