// The thread that hashes large blobs. It loads nothing but node:crypto, for each module costs a server memory that it keeps.
import { createHash, type Hash } from 'node:crypto';
import { parentPort } from 'node:worker_threads';

/** What the thread is asked: to hash the first bytes of a slab, or to end; whoever asks leaves the bytes alone until it is answered. */
export type HashRequest =
  | { readonly lane: number; readonly cryptoName: string; readonly slab: SharedArrayBuffer; readonly length: number }
  | { readonly lane: number; readonly end: 'digest' | 'forget' };

/** The answer to each request but `forget`, in the order asked. */
export interface HashAnswer {
  readonly lane: number;
  /** The hash, lower-case hexadecimal; only where `digest` was asked. */
  readonly hex?: string;
}

/** No memory changes its owner. */
const nothing: [] = [];

const hashes = new Map<number, Hash>();

parentPort?.on('message', (request: HashRequest) => {
  const { lane } = request;
  let hash = hashes.get(lane);
  if ('slab' in request) {
    if (hash === undefined) {
      hash = createHash(request.cryptoName);
      hashes.set(lane, hash);
    }
    hash.update(new Uint8Array(request.slab, 0, request.length));
    parentPort?.postMessage({ lane } satisfies HashAnswer, nothing);
    return;
  }
  hashes.delete(lane);
  if (request.end === 'digest') parentPort?.postMessage({ lane, hex: hash?.digest('hex') ?? '' } satisfies HashAnswer, nothing);
});
