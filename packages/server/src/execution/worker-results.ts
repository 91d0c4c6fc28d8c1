import { type Logger, SandwrightError } from '@sandwright/core';
import { ActionResult, type ExecuteResponseInit } from '@sandwright/core/reapi';
import { withInlined } from '../action-cache/inlining.ts';
import { resultReferences } from '../action-cache/result-references.ts';
import type { RequestLimits } from '../wire/limits.ts';
import type { ActionPayload } from './action-payload.ts';
import type { Operation } from './operation.ts';

/** What it needs. */
export interface WorkerResultsOptions {
  readonly limits: Pick<RequestLimits, 'maxInlineBytes' | 'maxTreeDirectories'>;
  readonly logger: Logger;
}

/** What becomes of the results that workers hand in; they are not believed. */
export class WorkerResults {
  readonly #options: WorkerResultsOptions;

  constructor(options: WorkerResultsOptions) {
    this.#options = options;
  }

  /** The result as a message of our own; undefined where there is none. */
  read({ result }: ExecuteResponseInit): ActionResult | undefined {
    return result === null || result === undefined ? undefined : ActionResult.decode(ActionResult.encode(result).finish());
  }

  /**
   * A result counts only if the worker has stored all that it names.
   * @throws SandwrightError BLOB_MISSING if not, ACTION_INVALID if it is malformed
   */
  async check({ instance, digestFunction }: ActionPayload, result: ActionResult): Promise<void> {
    const maxDirectories = this.#options.limits.maxTreeDirectories;
    const references = await resultReferences(result, instance.blobs, { digestFunction, maxDirectories });
    const missing = references === undefined ? [] : await instance.blobs.findMissing(references, { digestFunction });
    if (references !== undefined && missing.length === 0) return;
    throw new SandwrightError('BLOB_MISSING', 'outputs of the result are not stored; it is dropped', { details: { missing } });
  }

  /** Stores what may be stored. A result that cannot be is still the answer. */
  async store(payload: ActionPayload, response: ExecuteResponseInit, result: ActionResult | undefined): Promise<void> {
    const succeeded = (response.status?.code ?? 0) === 0;
    if (result === undefined || !succeeded || result.exitCode !== 0 || !payload.cacheable) return;
    const { instance, action, digestFunction } = payload;
    const failed = (cause: unknown): void =>
      this.#options.logger.log('error', 'a result could not be stored', { action: action.hash, cause: String(cause) });
    try {
      await instance.results.putSoon(action, ActionResult.encode(result).finish(), { digestFunction }, failed);
    } catch (caught) {
      failed(caught);
    }
  }

  /** The answer as one client would like it. */
  async answerFor(
    { subject: { wishes } }: Operation,
    { instance, digestFunction }: ActionPayload,
    response: ExecuteResponseInit,
    result: ActionResult | undefined,
  ): Promise<ExecuteResponseInit> {
    if (result === undefined || (!wishes.inlineStdout && !wishes.inlineStderr && wishes.inlineOutputFiles.length === 0)) return response;
    try {
      return {
        ...response,
        result: await withInlined(result, wishes, instance.blobs, this.#options.limits.maxInlineBytes, { digestFunction }),
      };
    } catch (caught) {
      // To have it inline is only a wish; the blob has most likely been evicted since.
      this.#options.logger.log('warn', 'a result could not be put inline', { cause: String(caught) });
      return response;
    }
  }
}
