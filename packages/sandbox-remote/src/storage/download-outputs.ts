import {
  type ActionResult,
  type CallOptions,
  type ContentAddressableStorage,
  type Digest,
  type Directory,
  decodeDirectory,
  decodeTree,
  digestKey,
  digestOf,
  encodeDirectory,
  encodeTree,
  type Output,
  type OutputDirectory,
  readBlob,
  SandwrightError,
  writeBlobs,
} from '@sandwright/core';
import { inBatches } from './in-batches.ts';

/** What a download works with. */
export interface DownloadOptions extends CallOptions {
  readonly local: ContentAddressableStorage;
  readonly remote: ContentAddressableStorage;
  /** Bytes gathered in memory at once. */
  readonly maxBatchBytes: number;
}

const maxTreeBytes = 256 << 20;
const maxDirectories = 1_000_000;

/**
 * Brings everything that a result names into the local storage: standard output and error, files, and folders as Trees and as Directories.
 * @returns the result with both forms of each folder filled in
 * @throws SandwrightError BLOB_MISSING if the server lacks a blob that its result names; BLOB_CORRUPT
 */
export async function downloadOutputs(result: ActionResult, options: DownloadOptions): Promise<ActionResult> {
  const wanted = new Map<string, Digest>();
  const want = (digest: Digest) => wanted.set(digestKey(digest), digest);
  await writeBlobs(
    options.local,
    [
      { digest: result.stdout, data: result.stdoutRaw },
      { digest: result.stderr, data: result.stderrRaw },
    ].flatMap(({ digest, data }) => (data === undefined ? [] : [{ digest, data }])),
    signalOf(options),
  );
  if (result.stdoutRaw === undefined) want(result.stdout);
  if (result.stderrRaw === undefined) want(result.stderr);
  const outputs: Output[] = [];
  for (const output of result.outputs) {
    if (output.kind === 'file') want(output.digest);
    outputs.push(output.kind === 'directory' ? await bringDirectory(output, options, want) : output);
  }
  await bringBlobs([...wanted.values()], options);
  return { ...result, outputs };
}

/**
 * Copies blobs from the server to the local storage, verified, each once.
 * @throws the first error
 */
export async function bringBlobs(digests: readonly Digest[], options: DownloadOptions): Promise<void> {
  const missing = await options.local.findMissing(digests, signalOf(options));
  const { batches, alone } = inBatches(missing, (digest) => digest.sizeBytes + 160, options.maxBatchBytes);
  let next = 0;
  const lane = async () => {
    for (let batch = batches[next++]; batch !== undefined; batch = batches[next++]) {
      const read = await options.remote.readBatch(batch, signalOf(options));
      const blobs = read.map((answer) => {
        if ('error' in answer) throw answer.error;
        return answer;
      });
      for (const { error } of await options.local.writeBatch(blobs, signalOf(options))) if (error !== undefined) throw error;
    }
  };
  await Promise.all(Array.from({ length: Math.min(4, batches.length) }, lane));
  for (const digest of alone) await options.local.write(digest, options.remote.read(digest, signalOf(options)), signalOf(options));
}

async function bringDirectory(output: OutputDirectory, options: DownloadOptions, want: (digest: Digest) => void): Promise<OutputDirectory> {
  const directories = await directoriesOf(output, options);
  for (const { directory } of directories) for (const file of directory.files) want(file.digest);
  const [root, ...below] = directories;
  if (root === undefined) throw new SandwrightError('REMOTE_REJECTED', `the output folder ${output.path} came without a digest`);
  const tree = encodeTree({ root: root.directory, children: below.map(({ directory }) => directory) });
  const treeDigest = digestOf(tree);
  await writeBlobs(
    options.local,
    [{ digest: treeDigest, data: tree }, ...directories.map(({ digest, data }) => ({ digest, data }))],
    signalOf(options),
  );
  return { ...output, treeDigest, rootDirectoryDigest: root.digest, isTopologicallySorted: true };
}

interface FoundDirectory {
  readonly digest: Digest;
  readonly data: Uint8Array;
  readonly directory: Directory;
}

// The root first, each folder once, parents before children.
async function directoriesOf(output: OutputDirectory, options: DownloadOptions): Promise<readonly FoundDirectory[]> {
  const byHash = new Map<string, FoundDirectory>();
  let rootDigest: Digest;
  if (output.treeDigest === undefined) {
    if (output.rootDirectoryDigest === undefined)
      throw new SandwrightError('REMOTE_REJECTED', `the output folder ${output.path} came without a digest`);
    rootDigest = output.rootDirectoryDigest;
  } else {
    const tree = decodeTree(await readBlob(options.remote, output.treeDigest, { ...signalOf(options), maxBytes: maxTreeBytes }));
    for (const directory of [tree.root, ...tree.children]) {
      const data = encodeDirectory(directory);
      const digest = digestOf(data);
      byHash.set(digest.hash, { digest, data, directory });
    }
    rootDigest = digestOf(encodeDirectory(tree.root));
  }
  const found = new Map<string, FoundDirectory>();
  let level: readonly Digest[] = [rootDigest];
  while (level.length > 0) {
    const next = new Map<string, Digest>();
    for (const here of await Promise.all(level.map(async (digest) => byHash.get(digest.hash) ?? (await fetchDirectory(digest, options))))) {
      // A folder that stands in two places is put behind both of its parents.
      found.delete(here.digest.hash);
      found.set(here.digest.hash, here);
      for (const child of here.directory.directories) next.set(child.digest.hash, child.digest);
    }
    if (found.size > maxDirectories)
      throw new SandwrightError('RESOURCE_EXHAUSTED', `the output folder ${output.path} holds more than ${maxDirectories} folders`);
    level = [...next.values()];
  }
  return [...found.values()];
}

async function fetchDirectory(digest: Digest, options: DownloadOptions): Promise<FoundDirectory> {
  const data = await readBlob(options.remote, digest, { ...signalOf(options), maxBytes: maxTreeBytes });
  return { digest, data, directory: decodeDirectory(data) };
}

function signalOf(options: CallOptions): CallOptions {
  return options.signal === undefined ? {} : { signal: options.signal };
}
