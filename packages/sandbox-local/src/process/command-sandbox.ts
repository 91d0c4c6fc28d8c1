import { hostname } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  type Action,
  type ActionResult,
  type Availability,
  type CallOptions,
  type ExecutedAction,
  type ExecutionContext,
  linkAbort,
  type Sandbox,
  type SandboxServices,
  SandwrightError,
  throwIfAborted,
} from '@sandwright/core';
import { cleanFolder } from '../collection/clean-folder.ts';
import { prepareOutputParents } from '../collection/output-parents.ts';
import { WalkingOutputCollector } from '../collection/walking-output-collector.ts';
import type { PlatformRequest } from '../root/platform-request.ts';
import { storeCapturedOutput } from '../staging/captured-output.ts';
import { DirectoryReader } from '../staging/directory-reader.ts';
import { loadInputTree } from '../staging/input-tree.ts';
import { OpenOnce } from '../staging/open-once.ts';
import { OverlaidInputs } from '../staging/overlaid-inputs.ts';
import { ScratchArea } from '../staging/scratch-area.ts';
import { SpareParts } from '../staging/spare-parts.ts';
import { untilAborted } from '../staging/until-aborted.ts';
import { CommandGroups } from './command-groups.ts';
import { CommandStager, type StagedInputs, type ToStage } from './command-stager.ts';
import type { ActionOnDisk, CommandSurroundings } from './command-surroundings.ts';
import { keepForDebugging } from './keep-for-debugging.ts';
import type { Launcher } from './launcher.ts';
import { LauncherPool } from './launcher-pool.ts';
import { lendFolders } from './lend-folders.ts';
import { type EndedCommand, runCommand } from './run-command.ts';

/** Files that take what commands say. */
const outputNames = ['stdout', 'stderr'];

/** Where actions have their folders, and what is left of those before them. */
interface Scratch {
  readonly area: ScratchArea;
  readonly parts: SpareParts | undefined;
}

/** Runs actions on files of their own, in surroundings that may confine them or not. */
export class CommandSandbox implements Sandbox {
  readonly name: string;
  readonly capabilities: Sandbox['capabilities'];
  readonly #surroundings: CommandSurroundings;
  readonly #services: SandboxServices;
  readonly #pool: LauncherPool;
  readonly #directories: DirectoryReader;
  readonly #stager: CommandStager;
  readonly #disposal = new AbortController();
  readonly #running = new Set<Promise<unknown>>();
  /** What still cleans up after actions that have their results. */
  readonly #cleaning = new Set<Promise<void>>();
  readonly #groups: CommandGroups;
  readonly #scratch: OpenOnce<Scratch>;
  #probed: Promise<Availability> | undefined;

  constructor(surroundings: CommandSurroundings, services: SandboxServices) {
    this.name = surroundings.name;
    this.capabilities = surroundings.capabilities;
    this.#surroundings = surroundings;
    this.#services = services;
    this.#scratch = new OpenOnce(async () => {
      const area = await ScratchArea.open(join(services.cacheDirectory, surroundings.name));
      return { area, parts: SpareParts.open(join(area.path, 'parts')) };
    });
    this.#pool = new LauncherPool(Math.min(services.concurrency, surroundings.maxAtOnce));
    this.#groups = new CommandGroups(surroundings.mayUseControlGroups);
    this.#directories = new DirectoryReader(services.storage);
    this.#stager = new CommandStager({ services, reader: this.#directories, staging: surroundings.staging });
  }

  async probe(options: CallOptions = {}): Promise<Availability> {
    throwIfAborted(options.signal);
    this.#probed ??= this.#surroundings.probe();
    return this.#probed;
  }

  async execute(action: Action, context: ExecutionContext): Promise<ExecutedAction> {
    throwIfAborted(context.signal);
    if (this.#disposal.signal.aborted) throw disposed();
    const running = this.#execute(action, context);
    this.#running.add(running);
    try {
      return await running;
    } catch (error) {
      throw SandwrightError.from(error);
    } finally {
      this.#running.delete(running);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#disposal.abort(disposed());
    await Promise.allSettled(this.#running);
    await Promise.allSettled(this.#cleaning);
    await this.#pool[Symbol.asyncDispose]();
    this.#groups.remove();
    await this.#stager[Symbol.asyncDispose]();
    const scratch = await this.#scratch.opened();
    await scratch?.area[Symbol.asyncDispose]();
  }

  async #execute(action: Action, context: ExecutionContext): Promise<ExecutedAction> {
    const request = this.#surroundings.check(action);
    const { cannotLend } = this.#surroundings;
    if (cannotLend !== undefined && (context.appendOnlyCaches ?? []).length > 0) {
      throw new SandwrightError('CAPABILITY_MISSING', `the action is to be lent folders that outlive it, but ${cannotLend}`, {
        hint: 'use the sandbox "bubblewrap"',
      });
    }
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
    // Cleaning up keeps nobody waiting, but it must not fall behind either.
    while (this.#cleaning.size > this.#services.concurrency) await untilAborted(Promise.race(this.#cleaning), signal);
    using lease = await this.#pool.lease({ signal });
    const { area, parts } = await this.#scratch.get();
    const number = area.takeFolder();
    const folder = join(area.path, String(number));
    try {
      context.onStage?.('staging');
      throwIfAborted(signal);
      const tree = await loadInputTree(this.#directories, action.inputRoot, { signal });
      this.#surroundings.checkTree(tree);
      const on = { action, request, tree, folder, shared: area.path, parts };
      let staged: StagedInputs | undefined;
      const result = await this.#inPlace(on, lease.launcher, context, (inputs) => {
        staged = inputs;
      });
      // Not where something went wrong: nobody knows then what is still alive.
      await staged?.putAway?.();
      return result;
    } finally {
      const cleaning = this.#clean(area, number).finally(() => this.#cleaning.delete(cleaning));
      this.#cleaning.add(cleaning);
    }
  }

  /** Makes a folder as good as new. */
  async #clean(area: ScratchArea, number: number): Promise<void> {
    try {
      // The result goes first.
      await nextTurn();
      await cleanFolder(join(area.path, String(number)), outputNames);
      area.giveBack(number);
    } catch (error) {
      // It must not hide what became of the action. The folder goes with the scratch area at the latest.
      this.#services.logger.log('warn', 'the folder of an action could not be cleaned', { number, error: String(error) });
    }
  }

  async #inPlace(
    on: ToStage & Omit<ActionOnDisk, 'staged' | 'stagedAs'>,
    launcher: Launcher,
    context: ExecutionContext,
    onStaged: (inputs: StagedInputs) => void,
  ): Promise<ActionResult> {
    const { action, folder } = on;
    const { command } = action;
    const { signal } = context;
    const surroundings = this.#surroundings;
    await using inputs = await this.#stager.stage(on, launcher, { signal });
    onStaged(inputs);
    const { kind: stagedAs, path: staged, view } = inputs;
    let failed = true;
    try {
      prepareOutputParents(view, command, stagedAs === 'overlay' ? surroundings.staging?.overlayOwner : undefined);
      using lent = lendFolders(view, context.appendOnlyCaches ?? []);
      await using place = await surroundings.place({ ...on, staged, stagedAs });
      throwIfAborted(signal);
      using group = this.#groups.make(surroundings.limits);
      const ended = await runCommand({ command, context, surroundings, place, launcher, group, folder });
      lent[Symbol.dispose]();
      if (ended.aborted !== undefined) throw await this.#stopped(action, ended, folder);
      await place.tidy?.();
      context.onStage?.('collecting');
      throwIfAborted(signal);
      const result = await this.#result(action, ended, folder, { signal }, inputs);
      failed = result.exitCode !== 0;
      return result;
    } finally {
      const keepBelow = join(this.#services.cacheDirectory, 'kept');
      await keepForDebugging(context, command, { folder, staged: view, failed, keepBelow, isMount: stagedAs === 'overlay' });
    }
  }

  #collector(action: Action, { view, upper }: StagedInputs, options: CallOptions): WalkingOutputCollector {
    const { storage, logger } = this.#services;
    const onSkipped = (path: string, reason: string): void => logger.log('warn', 'left out of an output folder', { path, reason });
    const { inputRoot } = action;
    const layers = { merged: view, inputRoot, reader: this.#directories, onSkipped };
    return new WalkingOutputCollector({
      storage,
      onSkipped,
      inputs: upper === undefined ? undefined : new OverlaidInputs({ ...layers, upper }, options),
    });
  }

  /** The error for a command that was ended before its time; where that was over, with the output so far. */
  async #stopped(action: Action, ended: EndedCommand, folder: string): Promise<SandwrightError> {
    const reason = SandwrightError.is(ended.aborted)
      ? ended.aborted
      : new SandwrightError('CANCELLED', 'cancelled', { cause: ended.aborted });
    if (reason.code !== 'TIMED_OUT') return reason;
    const result = await this.#result(action, ended, folder, {});
    return new SandwrightError('TIMED_OUT', reason.message, { cause: reason, details: { ...reason.details, result } });
  }

  async #result(action: Action, ended: EndedCommand, folder: string, options: CallOptions, inputs?: StagedInputs): Promise<ActionResult> {
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
      outputs: inputs === undefined ? [] : await this.#collector(action, inputs, options).collect(inputs.view, action.command, options),
      metadata: {
        worker: hostname(),
        ...usageOf(ended),
        ...(ended.limitExceeded === undefined ? {} : { limitExceeded: ended.limitExceeded }),
      },
    };
  }
}

function usageOf({ cpuMs, peakMemoryBytes }: EndedCommand): Pick<ActionResult['metadata'], 'resourceUsage'> {
  if (cpuMs === undefined && peakMemoryBytes === undefined) return {};
  return { resourceUsage: { ...(cpuMs === undefined ? {} : { cpuMs }), ...(peakMemoryBytes === undefined ? {} : { peakMemoryBytes }) } };
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
