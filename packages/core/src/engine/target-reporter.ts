import type { SandwrightError } from '../errors/sandwright-error.ts';
import type { TargetOutcome } from '../events/build-event.ts';
import type { EventSink } from '../events/event-sink.ts';
import type { Project } from '../project/project.ts';
import type { Target } from '../project/target.ts';
import type { ExecutionStage } from '../sandbox/execution-context.ts';
import type { ExecutedAction } from '../sandbox/sandbox.ts';
import type { ContentAddressableStorage } from '../storage/content-addressable-storage.ts';
import type { Clock } from '../util/clock.ts';
import { type CommandOutput, noOutput, readCommandOutput } from './command-output.ts';
import { missingToolHint } from './missing-tool-hint.ts';
import { projectPathOf, type TargetInputs } from './target-inputs.ts';
import { failureOf, failureOfError, partialResult } from './target-outcome.ts';
import { undeclaredFileHint } from './undeclared-file-hint.ts';

/** What a `TargetReporter` works with. */
export interface TargetReporterOptions {
  readonly project: Pick<Project, 'root' | 'targets' | 'locate'>;
  readonly storage: ContentAddressableStorage;
  readonly clock: Clock;
  readonly events: EventSink;
  /** Whose output is told. */
  readonly output: 'all' | 'errors';
}

/** Tells the story of each target in events. */
export class TargetReporter {
  readonly #options: TargetReporterOptions;

  constructor(options: TargetReporterOptions) {
    this.#options = options;
  }

  /** Tells that work on a target begins; what becomes of it is told to the report. */
  started(target: Target): TargetReport {
    this.#options.events({ type: 'target-started', target: target.label });
    return new TargetReport(target, this.#options);
  }

  /** Tells of a target that nobody began. */
  notStarted(target: Target, outcome: TargetOutcome): TargetOutcome {
    const { label, test } = target;
    this.#options.events({ type: 'target-finished', target: label, test, durationMs: 0, outcome, ...noOutput });
    return outcome;
  }
}

/** Tells the story of one target; its last call is one of `finished`, `failed`, `skipped` and `cancelled`. */
export class TargetReport {
  readonly #target: Target;
  readonly #options: TargetReporterOptions;
  #startedAtMs: number;
  #ranAtMs: number | undefined;

  constructor(target: Target, options: TargetReporterOptions) {
    this.#target = target;
    this.#options = options;
    this.#startedAtMs = options.clock.now();
  }

  stage(stage: ExecutionStage): void {
    // Waiting for a slot says nothing of the target.
    if (stage === 'staging' || stage === 'running') this.#ranAtMs ??= this.#options.clock.now();
    this.#options.events({ type: 'target-stage', target: this.#target.label, stage });
  }

  sandboxKept(path: string): void {
    this.#options.events({ type: 'sandbox-kept', target: this.#target.label, path });
  }

  /** The command ran to its end, or its result was found. */
  async finished(executed: ExecutedAction, inputs: TargetInputs): Promise<TargetOutcome> {
    const failure = failureOf(this.#target, executed);
    const shown = failure !== undefined || this.#options.output === 'all';
    const output = shown ? await readCommandOutput(this.#options.storage, executed.result, {}) : noOutput;
    if (failure === undefined) return this.#end({ status: 'succeeded', origin: executed.origin }, output);
    // A hint is an extra: what goes wrong with it must not hide what went wrong with the target.
    const { exitCode } = executed.result;
    const hint =
      (await this.#hintOf(output.stderr, inputs).catch(() => undefined)) ??
      missingToolHint({ exitCode, command: this.#target.command, stderr: output.stderr, where: executed.origin.where });
    return this.#end(hint === undefined ? failure : { ...failure, hint }, output);
  }

  /** It could not be run to its end. */
  async failed(error: SandwrightError): Promise<TargetOutcome> {
    const result = partialResult(error);
    const output = result === undefined ? noOutput : await readCommandOutput(this.#options.storage, result, {});
    return this.#end(failureOfError(this.#target, error), output);
  }

  skipped(reason: string): TargetOutcome {
    return this.#end({ status: 'skipped', reason }, noOutput);
  }

  cancelled(): TargetOutcome {
    return this.#end({ status: 'cancelled' }, noOutput);
  }

  async #hintOf(stderr: string, inputs: TargetInputs): Promise<string | undefined> {
    if (stderr === '') return undefined;
    const { project } = this.#options;
    const declared = new Set(inputs.sources.map((source) => source.path));
    for (const label of this.#target.dependencies) {
      const dependency = project.targets.get(label);
      for (const output of dependency?.outputs ?? []) declared.add(projectPathOf(dependency?.directory ?? '', output));
    }
    const folders = new Set<string>();
    for (const path of declared) folders.add(path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '');
    return await undeclaredFileHint({
      projectRoot: project.root,
      target: this.#target,
      targets: project.targets.values(),
      stderr,
      isDeclared: (path) => declared.has(path),
      folders,
      locate: (place) => project.locate(place),
    });
  }

  #end(outcome: TargetOutcome, output: CommandOutput): TargetOutcome {
    const { events, clock } = this.#options;
    const durationMs = clock.now() - (this.#ranAtMs ?? this.#startedAtMs);
    events({ type: 'target-finished', target: this.#target.label, test: this.#target.test, durationMs, outcome, ...output });
    return outcome;
  }
}
