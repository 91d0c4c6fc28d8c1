import { mkdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import {
  type Action,
  type ActionResult,
  type Availability,
  abortError,
  type CallOptions,
  type ExecutedAction,
  type ExecutionContext,
  linkAbort,
  type Sandbox,
  type SandboxServices,
  SandwrightError,
  throwIfAborted,
} from '@sandwright/core';
import { prepareOutputParents } from '../collection/output-parents.ts';
import { removeTree } from '../collection/remove-tree.ts';
import { workingDirectorySegments } from '../collection/resolved-outputs.ts';
import { WalkingOutputCollector } from '../collection/walking-output-collector.ts';
import { LimitWatch } from '../limits/limit-watch.ts';
import type { LimitName } from '../limits/sandbox-limits.ts';
import { commandEnvironment } from '../root/command-environment.ts';
import type { PlatformRequest } from '../root/platform-request.ts';
import { storeCapturedOutput } from '../staging/captured-output.ts';
import { copyTree } from '../staging/copy-tree.ts';
import { DirectoryReader } from '../staging/directory-reader.ts';
import { loadInputTree } from '../staging/input-tree.ts';
import { ScratchArea } from '../staging/scratch-area.ts';
import { type CommandGroup, CommandGroups } from './command-groups.ts';
import type { CommandPlace, CommandSurroundings } from './command-surroundings.ts';
import { keepForDebugging } from './keep-for-debugging.ts';
import type { LaunchOutcome } from './launch-request.ts';
import type { Launcher } from './launcher.ts';
import { LauncherPool } from './launcher-pool.ts';
import { notStarted } from './not-started.ts';

/** What became of a command, with its output still in files. */
interface Ended {
  readonly exitCode: number;
  readonly limitExceeded?: LimitName | undefined;
  readonly cpuMs?: number | undefined;
}

/** Runs actions on files of their own, in surroundings that may confine them or not. */
export class CommandSandbox implements Sandbox {
  readonly name: string;
  readonly capabilities: Sandbox['capabilities'];
  readonly #surroundings: CommandSurroundings;
  readonly #services: SandboxServices;
  readonly #pool: LauncherPool;
  readonly #directories: DirectoryReader;
  readonly #collector: WalkingOutputCollector;
  readonly #disposal = new AbortController();
  readonly #running = new Set<Promise<unknown>>();
  readonly #groups: CommandGroups;
  #scratch: Promise<ScratchArea> | undefined;
  #probed: Promise<Availability> | undefined;

  constructor(surroundings: CommandSurroundings, services: SandboxServices) {
    this.name = surroundings.name;
    this.capabilities = surroundings.capabilities;
    this.#surroundings = surroundings;
    this.#services = services;
    this.#pool = new LauncherPool(services.concurrency);
    this.#groups = new CommandGroups(surroundings.mayUseControlGroups);
    this.#directories = new DirectoryReader(services.storage);
    this.#collector = new WalkingOutputCollector({
      storage: services.storage,
      onSkipped: (path, reason) => services.logger.log('warn', 'left out of an output folder', { path, reason }),
    });
  }

  async probe(options: CallOptions = {}): Promise<Availability> {
    throwIfAborted(options.signal);
    this.#probed ??= this.#surroundings.probe(options);
    try {
      return await this.#probed;
    } catch (error) {
      this.#probed = undefined; // an abort says nothing about next time
      throw error;
    }
  }

  async execute(action: Action, context: ExecutionContext): Promise<ExecutedAction> {
    throwIfAborted(context.signal);
    if (this.#disposal.signal.aborted) throw disposed();
    const running = this.#execute(action, context);
    this.#running.add(running);
    try {
      return await running;
    } finally {
      this.#running.delete(running);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#disposal.abort(disposed());
    await Promise.allSettled(this.#running);
    await this.#pool[Symbol.asyncDispose]();
    this.#groups.remove();
    const scratch = await this.#scratch;
    await scratch?.[Symbol.asyncDispose]();
  }

  async #execute(action: Action, context: ExecutionContext): Promise<ExecutedAction> {
    const request = this.#surroundings.check(action);
    using abort = linkAbort(context.signal);
    const end = (): void => abort.abort(this.#disposal.signal.reason);
    this.#disposal.signal.addEventListener('abort', end, { once: true });
    try {
      const availability = await this.probe({ signal: abort.signal });
      if (!availability.available) throw unavailable(availability);
      const result = await this.#inFolder(action, request, { ...context, signal: abort.signal });
      return { result, origin: { where: 'local', cached: false, sandbox: this.name } };
    } finally {
      this.#disposal.signal.removeEventListener('abort', end);
    }
  }

  async #inFolder(action: Action, request: PlatformRequest, context: ExecutionContext): Promise<ActionResult> {
    const { signal } = context;
    using lease = await this.#pool.lease({ signal });
    this.#scratch ??= ScratchArea.open(join(this.#services.cacheDirectory, this.name));
    const scratch = await this.#scratch;
    const number = scratch.takeFolder();
    const folder = join(scratch.path, String(number));
    const staged = join(folder, 'root');
    let failed = true;
    try {
      context.onStage?.('staging');
      throwIfAborted(signal);
      const { storage } = this.#services;
      const tree = await loadInputTree(this.#directories, action.inputRoot, { signal });
      this.#surroundings.checkTree(tree);
      await copyTree(storage, tree, staged, { signal });
      prepareOutputParents(staged, action.command);
      const place = await this.#surroundings.place({ action, request, tree, folder, staged, shared: scratch.path });
      throwIfAborted(signal);
      const ended = await this.#run(action, context, lease.launcher, folder, place);
      await place.afterwards?.();
      context.onStage?.('collecting');
      throwIfAborted(signal);
      const result = await this.#result(action, ended, folder, { signal }, staged);
      failed = result.exitCode !== 0;
      return result;
    } finally {
      await keepForDebugging(context, action.command, { folder, staged, failed, keepBelow: join(this.#services.cacheDirectory, 'kept') });
      await removeTree(folder);
      mkdirSync(folder, { mode: 0o700 });
      scratch.giveBack(number);
    }
  }

  async #run(action: Action, context: ExecutionContext, launcher: Launcher, folder: string, place: CommandPlace): Promise<Ended> {
    const { limits } = this.#surroundings;
    const stdoutPath = join(folder, 'stdout');
    const stderrPath = join(folder, 'stderr');
    for (const path of [stdoutPath, stderrPath]) writeFileSync(path, '', { mode: 0o600 });
    using group = this.#groups.make(limits);
    using abort = linkAbort(context.signal);
    const tooMuch = new SandwrightError('RESOURCE_EXHAUSTED', 'the command exceeded a limit');
    using watch = new LimitWatch({
      limits,
      outputs: [stdoutPath, stderrPath],
      written: folder,
      cpuMs: () => group.cpuMs(),
      onExceeded: () => abort.abort(tooMuch),
    });
    const overdue = new SandwrightError('TIMED_OUT', `the command ran longer than ${(limits.wallMs ?? 0) / 1000} s`);
    let timer: NodeJS.Timeout | undefined;
    context.onStage?.('running');
    throwIfAborted(context.signal);
    let outcome: LaunchOutcome;
    try {
      outcome = await launcher.run(
        {
          arguments: action.command.arguments,
          environment: commandEnvironment(action.command),
          workingDirectory: [place.inputPath, ...workingDirectorySegments(action.command)].join('/') || '/',
          stdoutPath,
          stderrPath,
          owner: place.owner,
          confinement: place.confinement,
          // The kernel counts processes by user: with no user of its own they would be everybody's.
          limits: place.owner === undefined ? { ...group.rlimits, processes: undefined } : group.rlimits,
          cgroupFiles: group.files,
          mayReadProc: this.#surroundings.mayReadProc,
        },
        {
          signal: abort.signal,
          onStarted: () => {
            if (limits.wallMs !== undefined) timer = setTimeout(() => abort.abort(overdue), limits.wallMs);
          },
        },
      );
    } finally {
      clearTimeout(timer);
    }
    if (outcome.kind === 'failed') throw new SandwrightError('SANDBOX_FAILED', `the command could not be started: ${outcome.message}`);
    const cpuMs = group.cpuMs() ?? (outcome.kind === 'ended' ? outcome.cpuMs : undefined);
    const ended: Ended =
      outcome.kind === 'not-started'
        ? notStarted(action.command, outcome.errno, stderrPath)
        : {
            exitCode: outcome.exitCode,
            cpuMs,
            limitExceeded: this.#exceeded(abort.signal.reason === overdue, group, watch, outcome.exitCode, cpuMs),
          };
    if (abort.signal.aborted && abort.signal.reason !== tooMuch) {
      const reason = abortError(abort.signal);
      if (reason.code !== 'TIMED_OUT') throw reason;
      const result = await this.#result(action, ended, folder, {});
      throw new SandwrightError('TIMED_OUT', reason.message, { cause: reason, details: { ...reason.details, result } });
    }
    return ended;
  }

  #exceeded(wall: boolean, group: CommandGroup, watch: LimitWatch, exitCode: number, cpuMs: number | undefined): LimitName | undefined {
    if (wall) return 'wall';
    const { cpuSeconds } = this.#surroundings.limits;
    // The kernel ends it without a word, in ticks of a few milliseconds.
    if (cpuSeconds !== undefined && cpuMs !== undefined && exitCode > 128 && cpuMs > cpuSeconds * 950) return 'cpu';
    return watch.lastLook() ?? group.exceeded();
  }

  async #result(action: Action, ended: Ended, folder: string, options: CallOptions, staged?: string): Promise<ActionResult> {
    const { storage } = this.#services;
    const { outputBytes } = this.#surroundings.limits;
    const stdout = await storeCapturedOutput(storage, join(folder, 'stdout'), outputBytes, options);
    const stderr = await storeCapturedOutput(storage, join(folder, 'stderr'), outputBytes, options);
    return {
      exitCode: ended.exitCode,
      stdout: stdout.digest,
      stderr: stderr.digest,
      ...(stdout.raw === undefined ? {} : { stdoutRaw: stdout.raw }),
      ...(stderr.raw === undefined ? {} : { stderrRaw: stderr.raw }),
      outputs: staged === undefined ? [] : await this.#collector.collect(staged, action.command, options),
      metadata: {
        worker: hostname(),
        ...(ended.cpuMs === undefined ? {} : { resourceUsage: { cpuMs: ended.cpuMs } }),
        ...(ended.limitExceeded === undefined ? {} : { limitExceeded: ended.limitExceeded }),
      },
    };
  }
}

function disposed(): SandwrightError {
  return new SandwrightError('SANDBOX_FAILED', 'the sandbox was disposed of');
}

function unavailable(availability: Extract<Availability, { available: false }>): SandwrightError {
  return new SandwrightError('SANDBOX_UNAVAILABLE', availability.reason, {
    ...(availability.fix === undefined ? {} : { hint: availability.fix }),
    details: { cause: availability.cause },
  });
}
