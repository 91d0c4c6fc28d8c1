import { type ActionResult, type BlobOptions, type ContentAddressableStorage, type Digest } from '@sandwright/core';

/** What libraries and tools say when a name stands for no address: those of C, Java, Python, Go, Rust, Node, and curl, git and busybox. */
const failedLookUp = new RegExp(
  [
    "couldn't resolve",
    'could not resolve',
    'failure in name resolution',
    'name or service not known',
    'nodename nor servname provided',
    'failed to lookup address',
    'getaddrinfo',
    'UnknownHostException',
    'unknown host',
    'no such host',
    "bad address '",
    'unable to resolve host',
  ].join('|'),
  'iu',
);

/** It stands near the end of what was printed, bytes. */
const tailBytes = 64 * 1024;

/**
 * Whether a failed action says that it could not look up a name.
 * @param result of an action that ran without a network
 * @param storage holds what it printed
 */
export async function failedOnLookUp(result: ActionResult, storage: ContentAddressableStorage, options: BlobOptions): Promise<boolean> {
  if (result.exitCode === 0) return false;
  for (const [raw, digest] of [
    [result.stderrRaw, result.stderr],
    [result.stdoutRaw, result.stdout],
  ] as const) {
    if (failedLookUp.test(await tailOf(raw, digest, storage, options))) return true;
  }
  return false;
}

/** The end of what was printed; nothing if it cannot be read, for a hint is no reason to fail. */
async function tailOf(
  raw: Uint8Array | undefined,
  digest: Digest,
  storage: ContentAddressableStorage,
  options: BlobOptions,
): Promise<string> {
  if (raw !== undefined && raw.byteLength > 0) return Buffer.from(raw).subarray(-tailBytes).toString('latin1');
  if (digest.sizeBytes === 0) return '';
  try {
    const pieces: Uint8Array[] = [];
    for await (const piece of storage.read(digest, { ...options, offset: Math.max(0, digest.sizeBytes - tailBytes) })) {
      pieces.push(Uint8Array.from(piece));
    }
    return Buffer.concat(pieces).toString('latin1');
  } catch {
    return '';
  }
}
