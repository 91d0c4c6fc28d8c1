import {
  type ActionResult,
  type Blob,
  type ContentAddressableStorage,
  type Digest,
  decodeActionResult,
  decodeDirectory,
  digestKey,
  digestOf,
  encodeActionResult,
  InputRootBuilder,
  loadOutputTree,
  readBlob,
  SandwrightError,
} from '@sandwright/core';

/** A result as one folder: outputs under `outputs/`, what the command printed, and the result itself. */
export interface ArtifactDirectory {
  readonly root: Digest;
  /** Messages that were made for it; everything else is in the storage already. */
  readonly blobs: readonly Blob[];
  /** All that it stands for, `blobs` included. */
  readonly digests: readonly Digest[];
}

/** No result needs more; it names outputs and holds none. */
const maxResultBytes = 16 * 1024 * 1024;

/**
 * Makes the folder that an artifact server is given.
 * @param storage holds what the result names
 * @throws SandwrightError BLOB_MISSING if a folder of the result is gone
 */
export async function artifactDirectory(
  storage: ContentAddressableStorage,
  result: ActionResult,
  options: { readonly signal?: AbortSignal | undefined },
): Promise<ArtifactDirectory> {
  const builder = new InputRootBuilder();
  const blobs = new Map<string, Blob>();
  const digests = new Map<string, Digest>();
  const names = (digest: Digest) => digests.set(digestKey(digest), digest);
  const add = (blob: Blob) => {
    blobs.set(digestKey(blob.digest), blob);
    names(blob.digest);
  };
  const outputs: ActionResult['outputs'][number][] = [];
  for (const output of result.outputs) {
    const path = `outputs/${output.path}`;
    if (output.kind === 'symlink') builder.addSymlink(path, output.target);
    else if (output.kind === 'file') {
      builder.addFile(path, output.digest, output.isExecutable);
      names(output.digest);
    } else {
      const { root, directories } = await loadOutputTree(storage, output, options);
      builder.graft(path, root);
      for (const { digest, data, directory } of directories.values()) {
        add({ digest, data });
        for (const file of directory.files) names(file.digest);
      }
      // A Tree is no part of a folder, so that a server would not keep it; who pulls makes it again.
      outputs.push({ kind: 'directory', path: output.path, rootDirectoryDigest: root });
      continue;
    }
    outputs.push(output);
  }
  for (const [name, digest] of [
    ['stdout', result.stdout],
    ['stderr', result.stderr],
  ] as const) {
    builder.addFile(name, digest, false);
    names(digest);
  }
  const { stdoutRaw: _stdout, stderrRaw: _stderr, ...named } = result;
  const data = encodeActionResult({ ...named, outputs });
  builder.addFile('result', digestOf(data), false);
  add({ digest: digestOf(data), data });
  const { root, directories } = builder.build();
  for (const blob of directories.values()) add(blob);
  return { root, blobs: [...blobs.values()], digests: [...digests.values()] };
}

/**
 * Reads the result in such a folder.
 * @param storage holds the folder
 * @param root digest of its Directory message
 * @throws SandwrightError ACTION_INVALID if it is something else; BLOB_MISSING
 */
export async function resultOfArtifact(
  storage: ContentAddressableStorage,
  root: Digest,
  options: { readonly signal?: AbortSignal | undefined },
): Promise<ActionResult> {
  const { files } = decodeDirectory(await readBlob(storage, root, { ...options, maxBytes: maxResultBytes }));
  const result = files.find(({ name }) => name === 'result');
  if (result === undefined) throw new SandwrightError('ACTION_INVALID', 'the folder is no artifact: there is no result in it');
  return decodeActionResult(await readBlob(storage, result.digest, { ...options, maxBytes: maxResultBytes }));
}
