import type { Digest } from '../digest/digest.ts';
import { SandwrightError } from '../errors/sandwright-error.ts';
import type { BlobOptions, ContentAddressableStorage } from '../storage/content-addressable-storage.ts';
import { readBlob } from '../storage/read-blob.ts';
import type { Action } from './action.ts';
import { decodeAction } from './decode-action.ts';
import { decodeCommand } from './decode-command.ts';

/** What `loadAction` takes. */
export interface LoadActionOptions extends BlobOptions {
  /** Bytes that an Action or a Command message may have; 4 MiB by default. */
  readonly maxBytes?: number;
}

/** Reads one of the two messages; one that is too large is the caller's fault, not a lack of memory here. */
async function readMessage(
  storage: ContentAddressableStorage,
  digest: Digest,
  what: string,
  { maxBytes = 4 * 1024 * 1024, ...options }: LoadActionOptions,
): Promise<Uint8Array> {
  if (digest.sizeBytes > maxBytes) {
    throw new SandwrightError('ACTION_INVALID', `the ${what} has ${digest.sizeBytes} bytes; at most ${maxBytes} are read`);
  }
  try {
    return await readBlob(storage, digest, { ...options, maxBytes });
  } catch (error) {
    if (!SandwrightError.is(error) || error.code !== 'BLOB_MISSING') throw error;
    throw new SandwrightError('BLOB_MISSING', `the ${what} ${digest.hash}/${digest.sizeBytes} is not stored`, {
      cause: error,
      details: { missing: [digest] },
    });
  }
}

/**
 * Reads an action from where its blobs are stored.
 * @param storage holds the Action and its Command
 * @param actionDigest digest of the Action message
 * @param options bound, signal, digest function
 * @throws SandwrightError BLOB_MISSING with the digest in `details.missing`; ACTION_INVALID if a message is malformed or too large
 */
export async function loadAction(
  storage: ContentAddressableStorage,
  actionDigest: Digest,
  options: LoadActionOptions = {},
): Promise<Action> {
  const fields = decodeAction(await readMessage(storage, actionDigest, 'Action', options));
  const command = decodeCommand(await readMessage(storage, fields.commandDigest, 'Command', options));
  return { ...fields, digest: actionDigest, command, platform: fields.platform.length > 0 ? fields.platform : command.platform };
}
