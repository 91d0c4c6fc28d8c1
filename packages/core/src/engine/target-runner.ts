import type { ActionResult, Output } from '../action/action-result.ts';
import { SandwrightError } from '../errors/sandwright-error.ts';
import type { Project } from '../project/project.ts';
import type { Target } from '../project/target.ts';
import type { ExecutionContext } from '../sandbox/execution-context.ts';
import type { ExecutedAction } from '../sandbox/sandbox.ts';
import type { ContentAddressableStorage } from '../storage/content-addressable-storage.ts';
import type { RemoteBlobs } from '../storage/remote-blobs.ts';
import { Semaphore } from '../util/semaphore.ts';
import type { EnvironmentRunner } from './environment-runner.ts';
import type { InputRootMemo } from './input-root-memo.ts';
import { lostOutputs } from './lost-blobs.ts';
import { isHere } from './outputs/is-here.ts';
import type { OutputFolder } from './outputs/output-folder.ts';
import type { SourceReader } from './source-reader.ts';
import { buildTargetInputs, type DependencyOutputs, projectPathOf, type TargetInputs } from './target-inputs.ts';
import { failureOf } from './target-outcome.ts';
import { uploadInputs } from './upload-inputs.ts';

/** What a `TargetRunner` works with. */
export interface TargetRunnerOptions {
  readonly project: Pick<Project, 'root' | 'targets' | 'expandSources'>;
  readonly storage: ContentAddressableStorage;
  readonly sources: SourceReader;
  /** Knows the input roots of large targets; without it all are encoded. */
  readonly memo?: InputRootMemo | undefined;
  readonly environments: EnvironmentRunner;
  readonly outputs: OutputFolder;
  /** Which outputs are still on a server; without it all are here. */
  readonly remoteBlobs?: RemoteBlobs | undefined;
  /** Whether the outputs of a target are fetched to stand in `out/`; of others only those do that are here anyway. By default of all. */
  readonly isWanted?: (target: Target) => boolean;
  /** Whose outputs appear in `out/`; those of all targets by default. */
  readonly isPlaced?: ((target: Target) => boolean) | undefined;
  /** How to run a target whose outputs got lost, while others wait for them. By default as the one that misses them. */
  readonly rerunContext?: (target: Target) => ExecutionContext;
  /** Called when a target is about to run again, with how many blobs of its outputs are gone. */
  readonly onRerun?: (target: Target, lost: number) => void;
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
  /** By label: targets that run again now. */
  readonly #rerunning = new Map<string, Promise<void>>();
  /** By `digestKey`: the run that made it again. There is one for each blob, for a storage that keeps losing it has no room for it. */
  readonly #remade = new Map<string, Promise<void>>();
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
    const seen = new Set<string>();
    let lookedAgain = false;
    for (;;) {
      try {
        return await this.#tryToRun(target, context);
      } catch (caught) {
        const error = SandwrightError.from(caught);
        if (context.signal?.aborted === true) throw error;
        if (error.code === 'BLOB_MISSING' && (await this.#remakeInputs(target, error, context, seen))) continue;
        // A source may have changed, or have been evicted since it was stored.
        if (lookedAgain || (error.code !== 'SOURCE_CHANGED' && error.code !== 'BLOB_MISSING')) throw error;
        lookedAgain = true;
        if (error.code === 'SOURCE_CHANGED') this.#options.sources.lookAgain();
      }
    }
  }

  async #tryToRun(target: Target, context: ExecutionContext): Promise<TargetRun> {
    const { project, storage, sources, environments, memo } = this.#options;
    const paths = await project.expandSources(target);
    const dependencies = this.#dependenciesOf(target);
    const inputs = await buildTargetInputs({ target, sources: await sources.read(paths, context), dependencies, storage, memo }, context);
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
    const { outputs, remoteBlobs, storage, isWanted, isPlaced } = this.#options;
    if (isPlaced?.(target) === false) return;
    const here = remoteBlobs === undefined || isWanted === undefined || isWanted(target) ? undefined : { remoteBlobs, storage };
    for (const output of declaredOutputs(target, result)) {
      const path = outputPathOf(target, output.path, outputs.folder);
      if (outputs.isCurrent(path, output)) continue;
      if (here === undefined || (await isHere(output, here, context))) await outputs.put(path, output, context);
      // What stands there was made from something else.
      else outputs.remove(path);
    }
  }

  #dependenciesOf(target: Target): readonly DependencyOutputs[] {
    const found = target.dependencies.map((label) => this.#options.project.targets.get(label)).filter((one) => one !== undefined);
    return found.map((dependency) => ({ target: dependency, outputs: this.#outputsOf.get(dependency.label) ?? [] }));
  }

  /**
   * Makes those inputs again that the storage lost, each once even if several targets miss it.
   * @param seen what was made again for this target before
   * @returns false if nothing could be done
   */
  async #remakeInputs(target: Target, error: SandwrightError, context: ExecutionContext, seen: Set<string>): Promise<boolean> {
    let remade = false;
    for (const { producer, blobs } of await lostOutputs(error, this.#dependenciesOf(target), this.#options.storage, context)) {
      const unseen = blobs.filter((blob) => !seen.has(blob));
      if (unseen.length === 0) continue;
      for (const blob of unseen) seen.add(blob);
      await this.#remake(producer, unseen, context);
      remade = true;
    }
    return remade;
  }

  async #remake(producer: Target, blobs: readonly string[], context: ExecutionContext): Promise<void> {
    const lost = blobs.filter((blob) => !this.#remade.has(blob));
    if (lost.length > 0) {
      let rerunning = this.#rerunning.get(producer.label);
      if (rerunning === undefined) {
        rerunning = this.#runAgain(producer, lost.length, context).finally(() => this.#rerunning.delete(producer.label));
        this.#rerunning.set(producer.label, rerunning);
      }
      for (const blob of lost) this.#remade.set(blob, rerunning);
    }
    await Promise.all(blobs.map(async (blob) => await this.#remade.get(blob)));
  }

  async #runAgain(producer: Target, lost: number, context: ExecutionContext): Promise<void> {
    const { onRerun, rerunContext } = this.#options;
    onRerun?.(producer, lost);
    const { executed } = await this.run(producer, { ...(rerunContext?.(producer) ?? context), skipCacheLookup: true });
    const failure = failureOf(producer, executed);
    if (failure === undefined) return;
    throw new SandwrightError(
      'BLOB_MISSING',
      `outputs of ${producer.label} are no longer stored, and making them again failed: ${failure.message}`,
    );
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
