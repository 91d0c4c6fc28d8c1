import { writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import {
  type Action,
  type ActionResult,
  type CallOptions,
  type Command,
  type ExecutionContext,
  type OutputCollector,
  type SandboxServices,
  SandwrightError,
  throwIfAborted,
} from '@sandwright/core';
import { prepareOutputParents } from '../collection/output-parents.ts';
import { workingDirectorySegments } from '../collection/resolved-outputs.ts';
import { notStarted } from '../process/not-started.ts';
import { chooseRoot } from '../root/choose-root.ts';
import { commandEnvironment } from '../root/command-environment.ts';
import type { PlatformRequest } from '../root/platform-request.ts';
import { exactExecArguments } from '../spawner/exact-exec.ts';
import { execDescriptor, folderNames, type RunAnswer } from '../spawner/protocol.ts';
import { storeCapturedOutput } from '../staging/captured-output.ts';
import type { StagedRoot } from '../staging/root-stager.ts';
import type { BubblewrapConfig } from './bubblewrap-config.ts';
import { readStart } from './read-start.ts';
import { sandboxArguments } from './sandbox-arguments.ts';
import type { Surroundings } from './surroundings.ts';

/** Everything that one execution needs. */
export interface ActionRunOptions {
  readonly action: Action;
  readonly request: PlatformRequest;
  readonly context: ExecutionContext;
  /** Ends it: the caller's, and the end of the sandbox. */
  readonly signal: AbortSignal;
  readonly config: BubblewrapConfig;
  readonly services: SandboxServices;
  readonly surroundings: Surroundings;
  /** Number of its folder, which is released by the caller. */
  readonly folder: number;
  /** Whether nobody has a way to its files once it is gone. */
  readonly alone: boolean;
  /** Told how the inputs were staged. */
  readonly onStaged: (staged: StagedRoot) => void;
  /** Makes the collector that fits how the root was staged. */
  readonly collector: (staged: StagedRoot) => OutputCollector;
}

/** One action from its input root to its result. */
export class ActionRun {
  readonly #options: ActionRunOptions;

  constructor(options: ActionRunOptions) {
    this.#options = options;
  }

  async run(): Promise<ActionResult> {
    const { action, context, signal, surroundings, folder, alone } = this.#options;
    context.onStage?.('staging');
    throwIfAborted(signal);
    const directory = await surroundings.reader.read(action.inputRoot, { signal });
    const kind = chooseRoot(this.#options.config.root, directory);
    const staged = await surroundings.stager.stage(action.inputRoot, directory, kind, folder, { signal, alone });
    this.#options.onStaged(staged);
    prepareOutputParents(staged.path, action.command);
    const args = sandboxArguments({
      staged,
      kind,
      config: this.#options.config,
      context,
      platform: this.#options.request,
      etc: surroundings.etc,
      workingDirectory: workingDirectorySegments(action.command).join('/'),
    });
    context.onStage?.('running');
    throwIfAborted(signal);
    const answer = await this.#launch(args);
    context.onStage?.('collecting');
    throwIfAborted(signal);
    const result = await this.#result(answer, { signal }, staged);
    await this.#keep(result, args, staged);
    return result;
  }

  async #launch(args: readonly string[]): Promise<RunAnswer & { readonly exitCode: number }> {
    const { action, signal, surroundings, folder, config } = this.#options;
    const { spawner } = surroundings;
    const started = startOf(action.command, surroundings.exactExec);
    const wallMs = config.limits.wallMs;
    let overdue = false;
    const kill = (): void => void spawner.kill(folder).catch(() => {});
    const timer =
      wallMs === undefined
        ? undefined
        : setTimeout(() => {
            overdue = true;
            kill();
          }, wallMs);
    signal.addEventListener('abort', kill, { once: true });
    try {
      const answer = await this.#start([...args, '--', ...started]);
      if (signal.aborted || overdue) await this.#stopped(answer, overdue);
      if (answer.exitCode !== undefined) return { ...answer, exitCode: answer.exitCode };
      const said = await readStart(spawner.path(folder, folderNames.stderr));
      if (said.endsWith('Argument list too long')) return this.#notStarted('E2BIG');
      throw new SandwrightError('SANDBOX_FAILED', `bwrap could not set the sandbox up: ${said}`);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', kill);
    }
  }

  async #start(args: readonly string[]): Promise<RunAnswer> {
    const { surroundings, folder } = this.#options;
    try {
      return await surroundings.spawner.run(folder, args);
    } catch (error) {
      if (SandwrightError.is(error) && error.details.errno === 'E2BIG') return this.#notStarted('E2BIG');
      throw error;
    }
  }

  /** What the other local sandboxes, and shells, make of a command that cannot be started. */
  #notStarted(errno: string): { readonly exitCode: number } {
    const { action, surroundings, folder } = this.#options;
    const [stdout, stderr] = [folderNames.stdout, folderNames.stderr].map((name) => surroundings.spawner.path(folder, name));
    for (const path of [stdout, stderr]) if (path !== undefined) writeFileSync(path, '');
    return notStarted(action.command, errno, stderr ?? '');
  }

  /** Says why a command was ended; where the time was over, with the output so far. */
  async #stopped(answer: RunAnswer, overdue: boolean): Promise<never> {
    const { signal, config } = this.#options;
    const reason: unknown = signal.reason;
    if (signal.aborted && !(SandwrightError.is(reason) && reason.code === 'TIMED_OUT')) throwIfAborted(signal);
    const result = await this.#result({ exitCode: 128 + 9, ...answer, limitExceeded: 'wall' }, {});
    const limit = overdue ? { limitMs: config.limits.wallMs } : {};
    const error = SandwrightError.is(reason) ? reason : undefined;
    throw new SandwrightError('TIMED_OUT', error?.message ?? `the command ran longer than ${(config.limits.wallMs ?? 0) / 1000} s`, {
      cause: error,
      details: { ...limit, ...error?.details, result },
    });
  }

  /** @param staged where outputs are to be collected; without it there are none */
  async #result(answer: RunAnswer & { readonly exitCode: number }, options: CallOptions, staged?: StagedRoot): Promise<ActionResult> {
    const { action, services, surroundings, folder, config, collector } = this.#options;
    const store = (name: 'o' | 'e') =>
      storeCapturedOutput(services.storage, surroundings.spawner.path(folder, name), config.limits.outputBytes, options);
    const stdout = await store(folderNames.stdout);
    const stderr = await store(folderNames.stderr);
    const { exitCode, limitExceeded, cpuMs, peakMemoryBytes } = answer;
    return {
      exitCode,
      stdout: stdout.digest,
      stderr: stderr.digest,
      ...(stdout.raw === undefined ? {} : { stdoutRaw: stdout.raw }),
      ...(stderr.raw === undefined ? {} : { stderrRaw: stderr.raw }),
      outputs: staged === undefined ? [] : await collector(staged).collect(staged.path, action.command, options),
      metadata: {
        worker: hostname(),
        ...(cpuMs === undefined || peakMemoryBytes === undefined ? {} : { resourceUsage: { cpuMs, peakMemoryBytes } }),
        ...(limitExceeded === undefined ? {} : { limitExceeded }),
      },
    };
  }

  async #keep(result: ActionResult, args: readonly string[], staged: StagedRoot): Promise<void> {
    const { context, action, services, surroundings, folder } = this.#options;
    const wanted = context.keepSandboxes === 'always' || (context.keepSandboxes === 'on_failure' && result.exitCode !== 0);
    if (!wanted) return;
    const { keepSandbox } = await import('./keep-sandbox.ts');
    const path = await keepSandbox({
      parent: `${services.cacheDirectory}/kept`,
      action,
      sandboxArguments: args,
      staged: staged.spawnerPath,
      etc: surroundings.etc,
      copyRoot: (to) => surroundings.spawner.keep(folder, to),
    });
    context.onSandboxKept?.(path);
  }
}

/** What bwrap is to execute: the command by way of something that gives it exactly its environment. */
function startOf(command: Command, exactExec: boolean): readonly string[] {
  const environment = commandEnvironment(command);
  return exactExec
    ? [`/proc/self/fd/${execDescriptor}`, ...exactExecArguments(command.arguments, environment)]
    : ['/usr/bin/env', '-i', '--', ...environment, ...command.arguments];
}
