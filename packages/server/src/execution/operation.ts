import { type Digest, type DigestFunction, digestFunctions } from '@sandwright/core';
import {
  ExecuteOperationMetadata,
  ExecuteResponse,
  type ExecuteResponseInit,
  ExecutionStage,
  type OperationInit,
  packAny,
} from '@sandwright/core/reapi';
import type { InlineWishes } from '../action-cache/inlining.ts';
import { WakeUps } from './wake-ups.ts';

const { CACHE_CHECK, QUEUED, EXECUTING, COMPLETED } = ExecutionStage.Value;
const stageNumbers = { 'cache-check': CACHE_CHECK, queued: QUEUED, executing: EXECUTING, completed: COMPLETED } as const;

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
}

/** One Execute call, from its first message to the time when it is forgotten. */
export class Operation {
  readonly subject: OperationSubject;
  readonly #wakeUps = new WakeUps();
  #stage: OperationStage = 'cache-check';
  #response: ExecuteResponseInit | undefined;
  #watchers = 0;
  /** When the last watcher left, or when it was finished; milliseconds of the scheduler's clock. */
  idleSince: number;

  constructor(subject: OperationSubject, now: number) {
    this.subject = subject;
    this.idleSince = now;
  }

  get stage(): OperationStage {
    return this.#stage;
  }

  get response(): ExecuteResponseInit | undefined {
    return this.#response;
  }

  get watchers(): number {
    return this.#watchers;
  }

  /** Moves on; a finished operation stays as it is. */
  enter(stage: Exclude<OperationStage, 'completed'>): void {
    if (this.#response !== undefined || this.#stage === stage) return;
    this.#stage = stage;
    this.#wakeUps.ring();
  }

  /** Ends it; only the first end counts. */
  finish(response: ExecuteResponseInit, now: number): void {
    if (this.#response !== undefined) return;
    this.#stage = 'completed';
    this.#response = response;
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
        const { response, stage } = this;
        yield this.toMessage();
        if (response !== undefined) return;
        while (this.#stage === stage && !signal.aborted) await this.#wakeUps.wait(signal);
      }
    } finally {
      this.#watchers -= 1;
      this.idleSince = now();
    }
  }

  /** As clients see it. Failures of an action stand in the response, never in `error`, which some clients take for a crash. */
  toMessage(): OperationInit {
    const { name, action, digestFunction } = this.subject;
    const metadata = {
      stage: stageNumbers[this.#stage],
      actionDigest: action,
      digestFunction: digestFunction === undefined ? 0 : digestFunctions[digestFunction].wireNumber,
    };
    return {
      name,
      metadata: packAny('build.bazel.remote.execution.v2.ExecuteOperationMetadata', ExecuteOperationMetadata, metadata),
      done: this.#response !== undefined,
      ...(this.#response === undefined
        ? {}
        : { response: packAny('build.bazel.remote.execution.v2.ExecuteResponse', ExecuteResponse, this.#response) }),
    };
  }
}
