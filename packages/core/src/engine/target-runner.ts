import type { ActionResult, Output } from '../action/action-result.ts';
import { type Digest, digestKey } from '../digest/digest.ts';
import { SandwrightError } from '../errors/sandwright-error.ts';
import type { Project } from '../project/project.ts';
import type { Target } from '../project/target.ts';
import type { ExecutionContext } from '../sandbox/execution-context.ts';
import type { ExecutedAction } from '../sandbox/sandbox.ts';
import type { ContentAddressableStorage } from '../storage/content-addressable-storage.ts';
import { Semaphore } from '../util/semaphore.ts';
import type { EnvironmentRunner } from './environment-runner.ts';
import type { OutputFolder } from './outputs/output-folder.ts';
import type { SourceReader } from './source-reader.ts';
import { buildTargetInputs, projectPathOf, type TargetInputs } from './target-inputs.ts';
import { failureOf } from './target-outcome.ts';
import { uploadInputs } from './upload-inputs.ts';

/** What a `TargetRunner` works with. */
export interface TargetRunnerOptions {
  readonly project: Pick<Project, 'root' | 'targets' | 'expandSources'>;
  readonly storage: ContentAddressableStorage;
  readonly sources: SourceReader;
  readonly environments: EnvironmentRunner;
  readonly outputs: OutputFolder;
}

/** What running a target gave. */
export interface TargetRun {
  readonly executed: ExecutedAction;
  /** Those that the target declares; none are in place if the command failed. */
  readonly outputs: readonly Output[];
  readonly inputs: TargetInputs;
}

/** Inputs of so many targets are read and stored at once: each holds a few megabytes while it is. */
const uploadsAtOnce = 4;

/**
 * Runs one target after the other's outputs are there: input root, action, outputs in `out/`. What turns out to be gone from the storage is
 * made again, the outputs of dependencies included.
 */
export class TargetRunner {
  readonly #options: TargetRunnerOptions;
  readonly #outputsOf = new Map<string, readonly Output[]>();
  readonly #remaking = new Map<string, Promise<unknown>>();
  readonly #uploads = new Semaphore(uploadsAtOnce);

  constructor(options: TargetRunnerOptions) {
    this.#options = options;
  }

  /**
   * @param target all its dependencies have run with success
   * @param context as for a sandbox
   * @throws SandwrightError if it could not be run, or its outputs not be put in place
   */
  async run(target: Target, context: ExecutionContext): Promise<TargetRun> {
    for (let again = true; ; again = false) {
      try {
        return await this.#tryToRun(target, context);
      } catch (caught) {
        const error = SandwrightError.from(caught);
        if (!again || context.signal?.aborted === true) throw error;
        if (error.code === 'BLOB_MISSING') await this.#remakeDependencies(target, error, context);
        else if (error.code === 'SOURCE_CHANGED') this.#options.sources.lookAgain();
        else throw error;
      }
    }
  }

  async #tryToRun(target: Target, context: ExecutionContext): Promise<TargetRun> {
    const { project, storage, sources, environments } = this.#options;
    const paths = await project.expandSources(target);
    const inputs = await buildTargetInputs(
      target,
      await sources.read(paths, context),
      this.#dependenciesOf(target).map((dependency) => ({ target: dependency, outputs: this.#outputsOf.get(dependency.label) ?? [] })),
      storage,
      context,
    );
    const provideInputs: Parameters<EnvironmentRunner['execute']>[0]['provideInputs'] = async (messages, options) => {
      using _slot = await this.#uploads.acquire(options);
      await uploadInputs(storage, project.root, inputs, messages, options);
    };
    const execute = (skipCacheLookup: boolean): Promise<ExecutedAction> =>
      environments.execute({ target, inputRoot: inputs.root, provideInputs }, { ...context, skipCacheLookup });
    let executed = await execute(context.skipCacheLookup === true);
    if (failureOf(target, executed) !== undefined) return { executed, inputs, outputs: declaredOutputs(target, executed.result) };
    try {
      await this.#putOutputs(target, executed.result, context);
    } catch (caught) {
      const { code } = SandwrightError.from(caught);
      if (code !== 'BLOB_MISSING' && code !== 'BLOB_CORRUPT') throw caught;
      // A result that cannot be used is none.
      executed = await execute(true);
      if (failureOf(target, executed) !== undefined) return { executed, inputs, outputs: declaredOutputs(target, executed.result) };
      await this.#putOutputs(target, executed.result, context);
    }
    const outputs = declaredOutputs(target, executed.result);
    this.#outputsOf.set(target.label, outputs);
    return { executed, inputs, outputs };
  }

  async #putOutputs(target: Target, result: ActionResult, context: ExecutionContext): Promise<void> {
    const { outputs } = this.#options;
    for (const output of declaredOutputs(target, result)) {
      const path = outputPathOf(target, output.path, outputs.folder);
      if (!outputs.isCurrent(path, output)) await outputs.put(path, output, context);
    }
  }

  #dependenciesOf(target: Target): readonly Target[] {
    return target.dependencies.map((label) => this.#options.project.targets.get(label)).filter((found) => found !== undefined);
  }

  /** Makes those outputs of dependencies again that the storage lost, each once even if several targets miss it. */
  async #remakeDependencies(target: Target, error: SandwrightError, context: ExecutionContext): Promise<void> {
    const missing = new Set(missingDigests(error).map(digestKey));
    for (const dependency of this.#dependenciesOf(target)) {
      const outputs = this.#outputsOf.get(dependency.label) ?? [];
      const lost = outputs.some(
        (output) => output.kind === 'directory' || (output.kind === 'file' && missing.has(digestKey(output.digest))),
      );
      if (!lost) continue;
      let remaking = this.#remaking.get(dependency.label);
      if (remaking === undefined) {
        remaking = this.run(dependency, { ...context, skipCacheLookup: true });
        this.#remaking.set(dependency.label, remaking);
      }
      await remaking;
    }
  }
}

/**
 * Where an output appears.
 * @param target whose output it is
 * @param path relative to the target's folder
 * @param folder where outputs go, relative to the project
 * @returns relative to the project
 */
export function outputPathOf(target: Target, path: string, folder = 'out'): string {
  const variant = target.variant === undefined ? '' : `@${target.variant}/`;
  return `${folder}/${variant}${projectPathOf(target.directory, path)}`;
}

/** Results come from elsewhere, too: what was not asked for, `../../.profile` for instance, is not taken. */
function declaredOutputs(target: Target, result: ActionResult): readonly Output[] {
  const made = new Map<string, Output>();
  for (const output of result.outputs) if (!made.has(output.path)) made.set(output.path, output);
  return target.outputs.map((path) => made.get(path)).filter((output) => output !== undefined);
}

function missingDigests(error: SandwrightError): readonly Digest[] {
  const { missing } = error.details;
  return Array.isArray(missing)
    ? missing.filter((digest): digest is Digest => typeof digest === 'object' && digest !== null && 'hash' in digest)
    : [];
}
