import type { ActionResult, Digest, ExecutionMetadata, Output } from '@sandwright/core';
import type { SentBlobs } from '../transfer/send-blobs.ts';

/** What came of a command. A non-zero exit code is a result, never an error. */
export interface RemoteResult {
  /** 128 + N where signal N ended the command. */
  readonly exitCode: number;
  /** As text; of more than 1 MiB the end. The whole of it is on the server, under `actionResult.stdout`. */
  readonly stdout: string;
  readonly stderr: string;
  /** Files, folders and links, by the paths that the command was asked for; `download` brings them. */
  readonly outputs: readonly Output[];
  /** Whether it was found instead of run. */
  readonly cached: boolean;
  /** Which worker ran it, and when it was in the queue, fetching, running, uploading. */
  readonly metadata: ExecutionMetadata;
  /** The identity of the action: equal for equal commands on equal inputs. */
  readonly actionDigest: Digest;
  /** All that the server said. */
  readonly actionResult: ActionResult;
}

/** What happens during an execution; what a server does not tell is left out, and what it tells twice in a row comes once. */
export type RemoteEvent =
  /** Inputs that the server lacked were sent, bytes. */
  | ({ readonly type: 'uploaded' } & SentBlobs)
  /** The server looks into its action cache. */
  | { readonly type: 'cache-check' }
  /** It waits for a worker. */
  | { readonly type: 'queued' }
  /** It runs on a worker. */
  | { readonly type: 'executing' }
  /** A result was found, and nothing ran. */
  | { readonly type: 'cache-hit' }
  /** What the command printed, as in the result; not sent for nothing. */
  | { readonly type: 'stdout' | 'stderr'; readonly text: string }
  /** The last one. */
  | { readonly type: 'completed'; readonly result: RemoteResult };
