import { type CallOptions, type Digest, type ExecutionStage, type RequestMetadata, SandwrightError } from '@sandwright/core';
import { executionService, type Operation, operationsService } from '@sandwright/core/reapi';
import type { RemoteChannel } from '../client/channel.ts';
import { grpcCode } from '../client/grpc-code.ts';
import { exhausted, grpcCodeOf, remoteError, statusOf } from '../client/remote-error.ts';
import { isTransient, type RetryPolicy, retryDelayMs } from '../client/retry.ts';
import { withReason } from '../client/signal-reason.ts';
import { missingDigests } from './missing-digests.ts';
import { type EndedExecution, endOf, stageOf } from './read-operation.ts';

/** How long a server may be silent, milliseconds. */
export interface ExecutionPatience {
  /** Until it answers a call at all. */
  readonly answerMs: number;
  /** Between two messages about an operation; then it is asked anew, for the connection may be dead without anybody saying so. */
  readonly quietMs: number;
}

/** How patient the client is where nobody says otherwise. */
export const defaultPatience: ExecutionPatience = { answerMs: 60_000, quietMs: 10 * 60_000 };

/** What executing needs. */
export interface ExecuteActionOptions extends CallOptions {
  readonly channel: RemoteChannel;
  readonly instanceName: string;
  readonly retry: RetryPolicy;
  readonly patience: ExecutionPatience;
  readonly request: RequestMetadata | undefined;
  readonly skipCacheLookup: boolean;
  readonly priority: number;
  readonly onStage?: ((stage: ExecutionStage) => void) | undefined;
  /** Sends blobs that the server says it lacks. */
  readonly sendMissing: (digests: readonly Digest[]) => Promise<void>;
}

// Each round means that the server dropped a blob since it was sent; one that keeps doing so has no room.
const maxMissingRounds = 5;
// A connection that held for so long was a good one: the next failure is the first of a new row.
const goodConnectionMs = 30_000;
const cancelTimeoutMs = 2_000;

/**
 * Has a server execute an action, and follows the operation to its end: WaitExecution where the stream was cut, Execute again where the
 * operation is lost or ended by a failure that may pass, blobs sent where they are missing. If the signal ends the wait, the operation is
 * cancelled. Source: REAPI `Execution`, google.longrunning `Operations`.
 * @throws SandwrightError if the server cannot be reached, refuses, or keeps failing; the signal's reason
 */
export function executeAction(actionDigest: Digest, options: ExecuteActionOptions): Promise<EndedExecution> {
  return withReason(options, () => new RemoteExecution(actionDigest, options).run());
}

class RemoteExecution {
  readonly #actionDigest: Digest;
  readonly #options: ExecuteActionOptions;
  /** Of the operation that runs; empty for none. */
  #name = '';
  #failures = 0;
  #missingRounds = 0;

  constructor(actionDigest: Digest, options: ExecuteActionOptions) {
    this.#actionDigest = actionDigest;
    this.#options = options;
  }

  async run(): Promise<EndedExecution> {
    try {
      for (;;) {
        const startedAt = this.#options.retry.clock.now();
        try {
          return await this.#follow();
        } catch (error) {
          if (this.#options.signal?.aborted === true) throw error;
          if (this.#options.retry.clock.now() - startedAt >= goodConnectionMs) this.#failures = 0;
          await this.#recover(error);
        }
      }
    } finally {
      if (this.#options.signal?.aborted === true && this.#name !== '') await this.#cancel();
    }
  }

  async #follow(): Promise<EndedExecution> {
    const { channel, onStage } = this.#options;
    let ran = false;
    for await (const operation of this.#open()) {
      if (operation.name !== '') this.#name = operation.name;
      if (operation.done) {
        this.#name = '';
        const ended = endOf(operation, channel.endpoint.address);
        // A server need not tell of every stage, and a short action may be over before it could.
        if (!ran && !ended.cached) onStage?.('running');
        return ended;
      }
      const stage = stageOf(operation);
      ran ||= stage === 'running';
      if (stage !== undefined) onStage?.(stage);
    }
    throw remoteError(grpcCode.UNAVAILABLE, 'the stream ended before the operation did', {
      what: `Execute at ${channel.endpoint.address}`,
    });
  }

  /** Returns where the next try may work; throws where none can. */
  async #recover(error: unknown): Promise<void> {
    const { retry } = this.#options;
    if (!SandwrightError.is(error)) throw error;
    const missing = missingDigests(statusOf(error));
    if (missing.length > 0) {
      this.#name = '';
      if (++this.#missingRounds > maxMissingRounds) throw exhausted(error, this.#missingRounds);
      await this.#options.sendMissing(missing);
      return;
    }
    const waited = this.#name !== '';
    const lost = waited && (grpcCodeOf(error) === grpcCode.NOT_FOUND || error.code === 'UNIMPLEMENTED');
    if (!lost && !isTransient(error)) throw error;
    if (++this.#failures > retry.retries) throw exhausted(error, this.#failures);
    if (lost) this.#name = '';
    await retry.clock.sleep(retryDelayMs(error, this.#failures, retry), this.#options);
  }

  #open(): AsyncIterable<Operation> {
    const { channel, instanceName, signal, request, patience, priority, skipCacheLookup } = this.#options;
    const rpc = { signal, timeoutMs: patience.quietMs, firstTimeoutMs: patience.answerMs, request };
    if (this.#name !== '') return channel.serverStream(executionService.waitExecution, { name: this.#name }, rpc);
    return channel.serverStream(
      executionService.execute,
      {
        instanceName,
        actionDigest: this.#actionDigest,
        skipCacheLookup,
        inlineStdout: true,
        inlineStderr: true,
        ...(priority === 0 ? {} : { executionPolicy: { priority } }),
      },
      rpc,
    );
  }

  async #cancel(): Promise<void> {
    const { channel, request } = this.#options;
    try {
      await channel.unary(operationsService.cancelOperation, { name: this.#name }, { timeoutMs: cancelTimeoutMs, request });
    } catch {
      // Many servers do not offer it; then the operation ends when they notice that nobody waits.
    }
  }
}
