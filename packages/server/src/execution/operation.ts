import { type Digest, type DigestFunction, digestFunctions } from '@sandwright/core';
import { ExecuteOperationMetadata, ExecutionStage, type OperationInit, packAny } from '@sandwright/core/reapi';
import type { InlineWishes } from '../action-cache/inlining.ts';
import { WakeUps } from './wake-ups.ts';

const { CACHE_CHECK, QUEUED, EXECUTING, COMPLETED } = ExecutionStage.Value;
/** Stages as they stand in messages. */
export const stageNumbers = { 'cache-check': CACHE_CHECK, queued: QUEUED, executing: EXECUTING, completed: COMPLETED } as const;

const responseType = 'type.googleapis.com/build.bazel.remote.execution.v2.ExecuteResponse';

/** Where an operation is. */
export type OperationStage = keyof typeof stageNumbers;

/** What an operation is about. */
export interface OperationSubject {
  /** Unique; begins with the instance name. */
  readonly name: string;
  readonly instanceName: string;
  readonly action: Digest;
  readonly digestFunction: DigestFunction | undefined;
  /** What its client would like inline. */
  readonly wishes: InlineWishes;
  readonly skipCacheLookup: boolean;
  /** Lower runs sooner. */
  readonly priority: number;
  /** Who asks; those who ask take turns. */
  readonly invocation: string;
  /** Milliseconds since 1970. */
  readonly acceptedAtMs: number;
}

/** How an operation ended. */
export interface OperationEnd {
  /** An encoded ExecuteResponse. */
  readonly response: Uint8Array;
  /** Milliseconds since 1970. */
  readonly atMs: number;
}

/** One Execute call, from its first message to the time when it is forgotten. */
export class Operation {
  readonly subject: OperationSubject;
  readonly #wakeUps = new WakeUps();
  #stage: OperationStage = 'cache-check';
  #end: OperationEnd | undefined;
  #watchers = 0;
  /** When the last watcher left, or when it was finished; milliseconds of the scheduler's clock. */
  idleSince: number;
  /** Whether it is written down, and so survives a restart of the server. */
  remembered = false;

  constructor(subject: OperationSubject, now: number) {
    this.subject = subject;
    this.idleSince = now;
  }

  get stage(): OperationStage {
    return this.#stage;
  }

  /** Undefined while it goes on. */
  get end(): OperationEnd | undefined {
    return this.#end;
  }

  get watchers(): number {
    return this.#watchers;
  }

  /** Moves on; a finished operation stays as it is. */
  enter(stage: Exclude<OperationStage, 'completed'>): void {
    if (this.#end !== undefined || this.#stage === stage) return;
    this.#stage = stage;
    this.#wakeUps.ring();
  }

  /** Ends it; only the first end counts. */
  finish(end: OperationEnd, now: number): void {
    if (this.#end !== undefined) return;
    this.#stage = 'completed';
    this.#end = end;
    this.idleSince = now;
    this.#wakeUps.ring();
  }

  /**
   * Its state now and after each change, until it is finished.
   * @param signal ends the watch
   * @param now the scheduler's clock
   */
  async *watch(signal: AbortSignal, now: () => number): AsyncGenerator<OperationInit, void, undefined> {
    this.#watchers += 1;
    try {
      while (!signal.aborted) {
        const { end, stage } = this;
        yield this.toMessage();
        if (end !== undefined) return;
        while (this.#stage === stage && !signal.aborted) await this.#wakeUps.wait(signal);
      }
    } finally {
      this.#watchers -= 1;
      this.idleSince = now();
    }
  }

  /** As clients see it. Failures of an action stand in the response, never in `error`, which some clients take for a crash. */
  toMessage(stage: OperationStage = this.#stage): OperationInit {
    const { name, action, digestFunction } = this.subject;
    const metadata = {
      stage: stageNumbers[stage],
      actionDigest: action,
      digestFunction: digestFunction === undefined ? 0 : digestFunctions[digestFunction].wireNumber,
    };
    const end = stage === 'completed' ? this.#end : undefined;
    return {
      name,
      metadata: packAny('build.bazel.remote.execution.v2.ExecuteOperationMetadata', ExecuteOperationMetadata, metadata),
      done: end !== undefined,
      ...(end === undefined ? {} : { response: { typeUrl: responseType, value: end.response } }),
    };
  }
}
