import type { ActionResult } from '../action/action-result.ts';
import { diagnosticsError } from '../config/diagnostics-error.ts';
import { thisPlatform } from '../environment/platform.ts';
import { platformDisagreements } from '../environment/platform-warnings.ts';
import type { EnvironmentResolver } from '../environment/resolved-environment.ts';
import { SandwrightError } from '../errors/sandwright-error.ts';
import type { TargetOutcome } from '../events/build-event.ts';
import type { EventSink } from '../events/event-sink.ts';
import type { Logger } from '../logging/logger.ts';
import type { StatCache } from '../merkle/stat-cache.ts';
import type { Project } from '../project/project.ts';
import type { Target } from '../project/target.ts';
import type { AppendOnlyCache, ExecutionContext, ExecutionStage, KeepSandboxes, RequestMetadata } from '../sandbox/execution-context.ts';
import type { ActionCache } from '../storage/action-cache.ts';
import type { ContentAddressableStorage } from '../storage/content-addressable-storage.ts';
import type { RemoteBlobs } from '../storage/remote-blobs.ts';
import { linkAbort, throwIfAborted } from '../util/abort.ts';
import type { Clock } from '../util/clock.ts';
import { Semaphore } from '../util/semaphore.ts';
import { type BuildSummary, summarize } from './build-summary.ts';
import { closureOf } from './closure.ts';
import { EnvironmentRunner } from './environment-runner.ts';
import { InputRootMemo } from './input-root-memo.ts';
import { OutputFolder } from './outputs/output-folder.ts';
import { runGraph } from './run-graph.ts';
import { SourceReader } from './source-reader.ts';
import { TargetReporter } from './target-reporter.ts';
import { TargetRunner } from './target-runner.ts';

/** What the engine works with; all of it outlives a build. */
export interface BuildEngineOptions {
  readonly project: Pick<Project, 'root' | 'targets' | 'environments' | 'expandSources' | 'checkSources' | 'locate'>;
  /** Blobs of this machine. */
  readonly storage: ContentAddressableStorage;
  /** Which of them are still on a server; without it all are here. */
  readonly remoteBlobs?: RemoteBlobs | undefined;
  /** Results of this machine, complete ones only; undefined where the local cache is turned off. */
  readonly actionCache: ActionCache | undefined;
  /** Results that others share, for commands that run here; see `CandidateStackOptions`. */
  readonly remoteActionCache?: ActionCache | undefined;
  /** Whole results on artifact servers; see `CandidateStackOptions`. */
  readonly artifacts?: ActionCache | undefined;
  readonly environments: EnvironmentResolver;
  /** Digests of the project's files. */
  readonly statCache: StatCache;
  /** Absolute; kept between runs. */
  readonly cacheDirectory: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly events: EventSink;
  /** Commands at once on this machine. */
  readonly jobs: number;
  /** Requests in flight to servers; as many as `jobs` by default. */
  readonly remoteParallelism?: number | undefined;
}

/** What to build and how. */
export interface BuildRequest {
  /** What was asked for; what they depend on is built as well. */
  readonly targets: readonly Target[];
  /** Go on with what does not depend on a failed target; false by default. */
  readonly keepGoing?: boolean | undefined;
  /** Run every command, or those of the targets with these labels, also where its result is known; false by default. */
  readonly force?: boolean | ReadonlySet<string> | undefined;
  /** Whose outputs appear in `out/`; those of all targets by default. */
  readonly isPlaced?: ((target: Target) => boolean) | undefined;
  /** Takes the result of each target that succeeded. */
  readonly onResult?: ((target: Target, result: ActionResult) => void) | undefined;
  /**
   * Whose outputs are fetched from servers: those of all targets (the default), of those asked for, or none. What is not fetched now is when
   * somebody reads it.
   */
  readonly download?: DownloadMode | undefined;
  /** Whose output is in the events: of all targets, or only of those that failed (the default). */
  readonly output?: 'all' | 'errors' | undefined;
  readonly keepSandboxes?: KeepSandboxes | undefined;
  /** Absolute; each named append-only cache is a folder in it. By default `append-only` in the cache folder. */
  readonly appendOnlyCacheDirectory?: string | undefined;
  /** Who asks: name and version of the tool, one run of it. */
  readonly request: RequestMetadata;
  readonly signal?: AbortSignal | undefined;
}

/** Whose outputs are fetched from servers. */
export type DownloadMode = 'all' | 'toplevel' | 'minimal';

/** Targets in work at once beyond those that have a slot: they look up results, or wait. */
const waitingAtOnce = 512;

/** Builds targets of a project. Several builds of one project at the same time are all right, in one process or in several. */
export class BuildEngine {
  readonly #options: BuildEngineOptions;
  readonly #localSlots: Semaphore;
  readonly #remoteSlots: Semaphore;

  constructor(options: BuildEngineOptions) {
    this.#options = options;
    this.#localSlots = new Semaphore(options.jobs);
    this.#remoteSlots = new Semaphore(options.remoteParallelism ?? options.jobs);
  }

  /**
   * Builds targets and what they depend on. What a target came to is told by events and in the summary, never by throwing.
   * @throws SandwrightError CONFIG_INVALID for sources that are not there and for wrong settings of sandboxes, TARGET_UNKNOWN,
   *   STORAGE_FAILED if `out/` cannot be used
   */
  async build(request: BuildRequest): Promise<BuildSummary> {
    const { project, storage, clock, events } = this.#options;
    const startedAtMs = clock.now();
    const targets = closureOf(request.targets, project.targets);
    const problems = await project.checkSources(targets.values());
    if (problems.length > 0) throw diagnosticsError(problems);
    await this.#options.environments.checkWritten?.(new Set([...targets.values()].map((target) => target.environment)));
    throwIfAborted(request.signal);
    const outputs = new OutputFolder({ projectRoot: project.root, cacheDirectory: this.#options.cacheDirectory, storage, clock });
    events({ type: 'build-started', invocationId: request.request.invocationId, targets: targets.size, startedAtMs });
    for (const { target, message } of platformDisagreements(project, targets.values(), thisPlatform())) {
      events({ type: 'warning', message, location: await project.locate({ ...target.place, on: 'key' }) });
    }
    let outcomes: ReadonlyMap<string, TargetOutcome>;
    try {
      outcomes = await this.#buildAll(targets, request, outputs);
    } finally {
      await outputs.close();
      this.#options.statCache.save();
    }
    const summary = summarize(outcomes, clock.now() - startedAtMs);
    const { succeeded, failed, skipped, cancelled, ran, cached, durationMs } = summary;
    events({ type: 'build-finished', durationMs, succeeded, failed, skipped, cancelled, ran, cached });
    return summary;
  }

  async #buildAll(
    targets: ReadonlyMap<string, Target>,
    request: BuildRequest,
    outputs: OutputFolder,
  ): Promise<ReadonlyMap<string, TargetOutcome>> {
    const { project, storage, remoteBlobs, statCache, clock, jobs, remoteParallelism, events } = this.#options;
    const sources = new SourceReader(project.root, statCache);
    const memo = new InputRootMemo(this.#options.cacheDirectory, project.root);
    const environments = new EnvironmentRunner({ ...this.#options, localSlots: this.#localSlots, remoteSlots: this.#remoteSlots });
    const asked = new Set(request.targets.map((target) => target.label));
    const isWanted = ({ label }: Target): boolean => (request.download === 'toplevel' ? asked.has(label) : request.download !== 'minimal');
    const runner = new TargetRunner({
      project,
      storage,
      remoteBlobs,
      sources,
      memo,
      environments,
      outputs,
      isWanted,
      isPlaced: request.isPlaced,
      rerunContext: (target) => this.#contextOf(target, request, { isWanted, signal: request.signal }),
      onRerun: (target, lost) => {
        const message = `${target.label}: ${lost === 1 ? 'a blob' : `${lost} blobs`} of its outputs got lost; it runs again`;
        events({ type: 'warning', message });
      },
    });
    const reporter = new TargetReporter({ ...this.#options, output: request.output ?? 'errors' });
    const waiting = new Map<string, (reason: SandwrightError) => void>();
    const stopped = new SandwrightError('CANCELLED', 'the build stopped after a failure');

    const run = async (target: Target): Promise<TargetOutcome> => {
      using abort = linkAbort(request.signal);
      waiting.set(target.label, (reason) => abort.abort(reason));
      const report = reporter.started(target);
      try {
        const onStage = (stage: ExecutionStage): void => {
          if (stage === 'staging' || stage === 'running') waiting.delete(target.label);
          report.stage(stage);
        };
        const onSandboxKept = (path: string): void => report.sandboxKept(path);
        const context = this.#contextOf(target, request, { isWanted, signal: abort.signal, onStage, onSandboxKept });
        const { executed, inputs } = await runner.run(target, context);
        if (request.signal?.aborted === true && executed.result.exitCode !== 0) return report.cancelled();
        const outcome = await report.finished(executed, inputs);
        if (outcome.status === 'succeeded') request.onResult?.(target, executed.result);
        return outcome;
      } catch (caught) {
        const error = SandwrightError.from(caught);
        if (request.signal?.aborted === true) return report.cancelled();
        if (abort.signal.reason === stopped) return report.skipped(stopped.message);
        return await report.failed(error);
      } finally {
        waiting.delete(target.label);
      }
    };

    const started = clock.now();
    const outcomes = await runGraph({
      nodes: targets,
      dependenciesOf: (target) => target.dependencies,
      run,
      succeeded: (outcome) => outcome.status === 'succeeded',
      skip: (target, _label, because) => {
        if (request.signal?.aborted === true) return reporter.notStarted(target, { status: 'cancelled' });
        const reason = because === undefined ? stopped.message : `${because} did not succeed`;
        return reporter.notStarted(target, { status: 'skipped', reason });
      },
      keepGoing: request.keepGoing ?? false,
      maxInFlight: waitingAtOnce + jobs + (remoteParallelism ?? jobs),
      signal: request.signal,
      // Commands that run are left to end; whoever only waits for a slot is not to start.
      onStop: () => {
        for (const stop of waiting.values()) stop(stopped);
      },
    });
    memo.save((label) => project.targets.has(label));
    this.#options.logger.log('debug', 'all targets done', { targets: targets.size, ms: clock.now() - started });
    return outcomes;
  }

  #contextOf(
    target: Target,
    { request, force, keepSandboxes, appendOnlyCacheDirectory = `${this.#options.cacheDirectory}/append-only` }: BuildRequest,
    {
      isWanted,
      ...own
    }: Pick<ExecutionContext, 'signal' | 'onStage' | 'onSandboxKept'> & { readonly isWanted: (target: Target) => boolean },
  ): ExecutionContext {
    const appendOnlyCaches = target.appendOnlyCaches.map(
      ({ name, path }): AppendOnlyCache => ({
        hostPath: `${appendOnlyCacheDirectory}/${name}`,
        sandboxPath: target.directory === '' ? path : `${target.directory}/${path}`,
      }),
    );
    return {
      logger: this.#options.logger,
      ...own,
      skipCacheLookup: typeof force === 'object' ? force.has(target.label) : (force ?? false),
      outputs: isWanted(target) ? 'bring' : 'leave',
      request: { ...request, targetId: target.label, mnemonic: target.test ? 'test' : 'command' },
      ...(appendOnlyCaches.length === 0 ? {} : { appendOnlyCaches }),
      ...(keepSandboxes === undefined ? {} : { keepSandboxes }),
    };
  }
}
