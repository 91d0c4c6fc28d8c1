import type { Output } from '../action/action-result.ts';
import { localEnvironmentName } from '../environment/environment-address.ts';
import { SandwrightError } from '../errors/sandwright-error.ts';
import type { Logger } from '../logging/logger.ts';
import type { StatCache } from '../merkle/stat-cache.ts';
import { insidePath } from '../project/inside-path.ts';
import type { Target } from '../project/target.ts';
import type { KeepSandboxes, RequestMetadata } from '../sandbox/execution-context.ts';
import type { ExecutionOrigin } from '../sandbox/sandbox.ts';
import type { ContentAddressableStorage } from '../storage/content-addressable-storage.ts';
import { type CommandOutput, readCommandOutput } from './command-output.ts';
import type { EnvironmentRunner } from './environment-runner.ts';
import { listInputs } from './list-inputs.ts';
import type { OutputFolder } from './outputs/output-folder.ts';
import { SourceReader } from './source-reader.ts';
import { failureOf } from './target-outcome.ts';
import { TargetRunner } from './target-runner.ts';

/** One command of a build tool. */
export interface ExecuteRequest {
  /** A text for `sh -eu -c`, or argv. */
  readonly command: string | readonly string[];
  /** Files and folders, relative to the project; a folder stands for everything below it. Nothing else of the project can be seen. */
  readonly inputs?: readonly string[];
  /** Files and folders that the command makes, relative to its working directory. */
  readonly outputs?: readonly string[];
  /** The name of an environment; `__local__` by default. */
  readonly environment?: string;
  /** The whole environment of the command, but for PATH and what the named environment adds. */
  readonly env?: Readonly<Record<string, string>>;
  /** Relative to the project; the project itself by default. */
  readonly workingDirectory?: string;
  /** Milliseconds of running; no limit by default. */
  readonly timeoutMs?: number;
  /** For logs and servers; the command by default. */
  readonly name?: string;
  /** Run it even if its result is known. */
  readonly force?: boolean;
  readonly keepSandboxes?: KeepSandboxes;
  readonly signal?: AbortSignal;
}

/** What came of a command; of each stream the last 1 MiB. */
export interface ExecuteResult extends CommandOutput {
  /** 128 + N where signal N ended the command. Only those of a result with 0 are in place. */
  readonly exitCode: number;
  readonly outputs: readonly Output[];
  readonly origin: ExecutionOrigin;
}

/** What a `OneOffRunner` works with. */
export interface OneOffRunnerOptions {
  /** Absolute path of the project, links resolved. */
  readonly root: string;
  readonly storage: ContentAddressableStorage;
  readonly statCache: StatCache;
  readonly environments: EnvironmentRunner;
  readonly outputs: OutputFolder;
  readonly logger: Logger;
  readonly request: RequestMetadata;
}

/** Executes commands that no project file declares. */
export class OneOffRunner {
  readonly #options: OneOffRunnerOptions;

  constructor(options: OneOffRunnerOptions) {
    this.#options = options;
  }

  /** @throws SandwrightError as `OpenProject.execute` */
  async execute(request: ExecuteRequest): Promise<ExecuteResult> {
    const { root, storage, statCache, environments, outputs, logger } = this.#options;
    const target = targetOf(request);
    const inputs = listInputs(root, request.inputs ?? []);
    // Files may change from one call to the next, so that nothing of what one saw is for another.
    const runner = new TargetRunner({
      project: { root, targets: new Map(), expandSources: async () => inputs },
      storage,
      sources: new SourceReader(root, statCache),
      environments,
      outputs,
    });
    const { executed, outputs: made } = await runner.run(target, {
      logger,
      signal: request.signal,
      skipCacheLookup: request.force ?? false,
      request: { ...this.#options.request, targetId: target.label, mnemonic: 'command' },
      ...(request.keepSandboxes === undefined ? {} : { keepSandboxes: request.keepSandboxes }),
    });
    const failure = failureOf(target, executed);
    if (failure?.code === 'OUTPUT_MISSING') {
      throw new SandwrightError(failure.code, failure.message, failure.hint === undefined ? {} : { hint: failure.hint });
    }
    const { result, origin } = executed;
    const printed = await readCommandOutput(storage, result, { signal: request.signal });
    return { exitCode: result.exitCode, outputs: made, origin, ...printed };
  }
}

function targetOf(request: ExecuteRequest): Target {
  const { command, env = {}, workingDirectory = '' } = request;
  const directory = insidePath(workingDirectory, '');
  if (directory === undefined)
    throw new SandwrightError('ACTION_INVALID', `the working directory "${workingDirectory}" leaves the project`);
  const outputs = (request.outputs ?? []).map((output) => {
    const path = insidePath(output, '');
    if (path === undefined || path === '')
      throw new SandwrightError('ACTION_INVALID', `the output "${output}" is not below the working directory`);
    return path;
  });
  const name = request.name ?? (typeof command === 'string' ? command : command.join(' '));
  return {
    label: name,
    directory,
    name,
    command: typeof command === 'string' ? ['sh', '-eu', '-c', command] : command,
    writtenCommand: command,
    sources: [],
    dependencies: [],
    outputs,
    env: Object.entries(env).map(([key, value]) => ({ name: key, value })),
    timeoutMs: request.timeoutMs,
    description: undefined,
    test: false,
    environment: request.environment ?? localEnvironmentName,
    variant: undefined,
    appendOnlyCaches: [],
    place: { file: 'execute', path: [] },
    eachFile: undefined,
  };
}
