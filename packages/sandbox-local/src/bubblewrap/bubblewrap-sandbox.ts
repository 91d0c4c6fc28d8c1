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
  type SandboxCapability,
  type SandboxServices,
  SandwrightError,
  throwIfAborted,
} from '@sandwright/core';
import { prepareOutputParents } from '../collection/output-parents.ts';
import { removeTree } from '../collection/remove-tree.ts';
import { resolveOutputs, workingDirectorySegments } from '../collection/resolved-outputs.ts';
import { WalkingOutputCollector } from '../collection/walking-output-collector.ts';
import { chooseRoot } from '../root/choose-root.ts';
import { commandEnvironment } from '../root/command-environment.ts';
import { makeHostEtc } from '../root/host-etc.ts';
import { etcMountPoints } from '../root/host-root.ts';
import { type PlatformRequest, readPlatformRequest } from '../root/platform-request.ts';
import { DirectLauncher } from '../spawner/direct-launcher.ts';
import type { Launcher, LaunchOutcome } from '../spawner/launcher.ts';
import { storeCapturedOutput } from '../staging/captured-output.ts';
import { copyTree } from '../staging/copy-tree.ts';
import { loadInputTree } from '../staging/input-tree.ts';
import { ScratchArea } from '../staging/scratch-area.ts';
import { bubblewrapArguments } from './bubblewrap-arguments.ts';
import type { BubblewrapConfig } from './bubblewrap-config.ts';
import { probeBubblewrap } from './probe-bubblewrap.ts';

const capabilities: ReadonlySet<SandboxCapability> = new Set([
  'isolated-filesystem',
  'isolated-network',
  'isolated-processes',
  'input-root-as-root',
  'read-only-inputs',
]);

/** What is set up once, when the first action comes. */
interface Surroundings {
  readonly scratch: ScratchArea;
  readonly launcher: Launcher;
  /** Absolute path of the folder that stands in for /etc. */
  readonly etc: string;
}

/** Runs actions in bubblewrap: namespaces of their own, inputs as files of their own. */
export class BubblewrapSandbox implements Sandbox {
  readonly name = 'bubblewrap';
  readonly capabilities = capabilities;
  readonly #config: BubblewrapConfig;
  readonly #services: SandboxServices;
  readonly #collector: WalkingOutputCollector;
  #probed: Promise<Availability> | undefined;
  #surroundings: Promise<Surroundings> | undefined;

  constructor(config: BubblewrapConfig, services: SandboxServices) {
    this.#config = config;
    this.#services = services;
    this.#collector = new WalkingOutputCollector({ storage: services.storage });
  }

  async probe(options: CallOptions = {}): Promise<Availability> {
    this.#probed ??= probeBubblewrap(this.#config.bwrap);
    const probed = this.#probed;
    const { signal } = options;
    if (signal === undefined) return probed;
    throwIfAborted(signal);
    return new Promise((resolve, reject) => {
      const leave = (): void => reject(abortError(signal));
      signal.addEventListener('abort', leave, { once: true });
      probed.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
    });
  }

  async execute(action: Action, context: ExecutionContext): Promise<ExecutedAction> {
    throwIfAborted(context.signal);
    const request = this.#checked(action);
    const availability = await this.probe({ signal: context.signal });
    if (!availability.available) {
      throw new SandwrightError('SANDBOX_UNAVAILABLE', availability.reason, {
        ...(availability.fix === undefined ? {} : { hint: availability.fix }),
        details: { cause: availability.cause },
      });
    }
    this.#surroundings ??= this.#setUp();
    const surroundings = await this.#surroundings;
    const folder = surroundings.scratch.folder();
    try {
      return {
        result: await this.#run(action, context, request, surroundings, folder),
        origin: { where: 'local', cached: false, sandbox: this.name },
      };
    } finally {
      await removeTree(folder);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const surroundings = await this.#surroundings;
    this.#surroundings = undefined;
    await surroundings?.launcher[Symbol.asyncDispose]();
    await surroundings?.scratch[Symbol.asyncDispose]();
  }

  /** Refuses what can be refused before anything is staged. */
  #checked(action: Action): PlatformRequest {
    const { command } = action;
    if (command.arguments.length === 0) throw new SandwrightError('ACTION_INVALID', 'the command has no arguments');
    const strings = [...command.arguments, ...command.environment.flatMap(({ name, value }) => [name, value])];
    if (strings.some((text) => text.includes('\0'))) throw new SandwrightError('ACTION_INVALID', 'the command holds a NUL');
    for (const { name } of command.environment) {
      if (name === '' || name.includes('=')) {
        throw new SandwrightError('ACTION_INVALID', `${JSON.stringify(name)} cannot be the name of an environment variable`);
      }
    }
    workingDirectorySegments(command);
    resolveOutputs(command);
    const request = readPlatformRequest(action.platform);
    if (request.network && this.#config.network === 'off') {
      throw new SandwrightError('CAPABILITY_MISSING', 'the action asks for the network, which this environment does not allow', {
        hint: 'set "network: allowed" beside the sandbox of the environment',
      });
    }
    return request;
  }

  async #run(
    action: Action,
    context: ExecutionContext,
    request: PlatformRequest,
    surroundings: Surroundings,
    folder: string,
  ): Promise<ActionResult> {
    const { command } = action;
    const { storage } = this.#services;
    const { signal } = context;
    context.onStage?.('staging');
    const tree = await loadInputTree(storage, action.inputRoot, { signal });
    const staged = join(folder, 'root');
    await copyTree(storage, tree, staged, { signal });
    prepareOutputParents(staged, command);
    throwIfAborted(signal);
    const network = request.network || this.#config.network === 'on';
    const inside = chooseRoot(this.#config.root, tree.root) === 'input';
    const id = inside ? 0 : 1000;
    const sandboxArguments = bubblewrapArguments({
      staged,
      host: inside ? undefined : { etc: surroundings.etc, hostPaths: this.#config.hostPaths, network },
      workingDirectory: workingDirectorySegments(command).join('/'),
      uid: request.uid ?? id,
      gid: request.gid ?? id,
      network,
    });
    context.onStage?.('running');
    using abort = linkAbort(signal);
    const stdout = join(folder, 'stdout');
    const stderr = join(folder, 'stderr');
    let outcome: LaunchOutcome;
    try {
      outcome = await surroundings.launcher.launch({
        sandboxArguments,
        command: ['/usr/bin/env', '-i', ...commandEnvironment(command), ...command.arguments],
        stdout,
        stderr,
        limits: this.#config.limits,
        signal: abort.signal,
      });
    } catch (error) {
      if (!SandwrightError.is(error) || error.code !== 'TIMED_OUT') throw error;
      const result = await this.#result(action, { exitCode: 137, limitExceeded: 'wall' }, stdout, stderr, {});
      throw new SandwrightError('TIMED_OUT', error.message, { cause: error, details: { ...error.details, result } });
    }
    context.onStage?.('collecting');
    return await this.#result(action, outcome, stdout, stderr, { signal }, staged);
  }

  async #result(
    action: Action,
    outcome: LaunchOutcome,
    stdoutPath: string,
    stderrPath: string,
    options: CallOptions,
    staged?: string,
  ): Promise<ActionResult> {
    const { storage } = this.#services;
    const { outputBytes } = this.#config.limits;
    const stdout = await storeCapturedOutput(storage, stdoutPath, outputBytes, options);
    const stderr = await storeCapturedOutput(storage, stderrPath, outputBytes, options);
    return {
      exitCode: outcome.exitCode,
      stdout: stdout.digest,
      stderr: stderr.digest,
      ...(stdout.raw === undefined ? {} : { stdoutRaw: stdout.raw }),
      ...(stderr.raw === undefined ? {} : { stderrRaw: stderr.raw }),
      outputs: staged === undefined ? [] : await this.#collector.collect(staged, action.command, options),
      metadata: {
        worker: hostname(),
        ...(outcome.resourceUsage === undefined ? {} : { resourceUsage: outcome.resourceUsage }),
        ...(outcome.limitExceeded === undefined ? {} : { limitExceeded: outcome.limitExceeded }),
      },
    };
  }

  async #setUp(): Promise<Surroundings> {
    const scratch = await ScratchArea.open(join(this.#services.cacheDirectory, 'sandboxes'));
    const etc = join(scratch.path, 'etc');
    makeHostEtc(etc, etcMountPoints(this.#config.hostPaths));
    return { scratch, etc, launcher: new DirectLauncher(this.#config.bwrap) };
  }
}
