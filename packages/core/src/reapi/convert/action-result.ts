import type { ActionResult as DomainActionResult, OutputSymlink as DomainSymlink, Output } from '../../action/action-result.ts';
import { type Digest as DomainDigest, emptyDigest } from '../../digest/digest.ts';
import type { DigestFunction } from '../../digest/digest-function.ts';
import { hashHex } from '../../digest/hasher.ts';
import { sortedBy } from '../../merkle/utf8-order.ts';
import type { ActionResult, ActionResultInit, Digest, OutputDirectory, OutputFile, OutputSymlink, OutputSymlinkInit } from '../messages.ts';
import { digestFromMessage, optionalDigestFromMessage } from './digest.ts';
import { executionMetadataFromMessage, executionMetadataToMessage } from './execution-metadata.ts';
import { nodePropertiesFromMessage, nodePropertiesToMessage } from './properties.ts';

const symlinkToMessage = (link: DomainSymlink): OutputSymlinkInit => ({
  path: link.path,
  target: link.target,
  nodeProperties: nodePropertiesToMessage(link.nodeProperties),
});

/** A result for the wire; every list sorted by path. */
export function actionResultToMessage(result: DomainActionResult): ActionResultInit {
  const outputs = sortedBy(result.outputs, (output) => output.path);
  const symlinks = outputs.filter((output) => output.kind === 'symlink');
  const legacy = (kind: DomainSymlink['legacyKind']): OutputSymlinkInit[] =>
    symlinks.filter((link) => link.legacyKind === kind).map(symlinkToMessage);
  return {
    outputFiles: outputs
      .filter((output) => output.kind === 'file')
      .map((file) => ({
        path: file.path,
        digest: file.digest,
        isExecutable: file.isExecutable,
        contents: file.contents,
        nodeProperties: nodePropertiesToMessage(file.nodeProperties),
      })),
    outputFileSymlinks: legacy('file'),
    outputSymlinks: symlinks.map(symlinkToMessage),
    outputDirectories: outputs
      .filter((output) => output.kind === 'directory')
      .map((directory) => ({
        path: directory.path,
        treeDigest: directory.treeDigest,
        isTopologicallySorted: directory.isTopologicallySorted,
        rootDirectoryDigest: directory.rootDirectoryDigest,
      })),
    outputDirectorySymlinks: legacy('directory'),
    exitCode: result.exitCode,
    stdoutRaw: result.stdoutRaw,
    // Nothing was printed: left out, as an absent digest means just that whatever the digest function is.
    stdoutDigest: result.stdout.sizeBytes === 0 ? undefined : result.stdout,
    stderrRaw: result.stderrRaw,
    stderrDigest: result.stderr.sizeBytes === 0 ? undefined : result.stderr,
    executionMetadata: executionMetadataToMessage(result.metadata),
  };
}

function fileFromMessage(file: OutputFile): Output {
  const what = `output file "${file.path}"`;
  const nodeProperties = nodePropertiesFromMessage(file.nodeProperties, what);
  return {
    kind: 'file',
    path: file.path,
    digest: digestFromMessage(file.digest, `digest of ${what}`),
    isExecutable: file.isExecutable,
    ...(nodeProperties !== undefined && { nodeProperties }),
    ...(file.contents.length > 0 && { contents: file.contents }),
  };
}

function directoryFromMessage(directory: OutputDirectory): Output {
  const treeDigest = optionalDigestFromMessage(directory.treeDigest, `tree digest of output folder "${directory.path}"`);
  const root = optionalDigestFromMessage(directory.rootDirectoryDigest, `root digest of output folder "${directory.path}"`);
  return {
    kind: 'directory',
    path: directory.path,
    ...(treeDigest !== undefined && { treeDigest }),
    ...(root !== undefined && { rootDirectoryDigest: root }),
    ...(directory.isTopologicallySorted && { isTopologicallySorted: true }),
  };
}

function symlinkFromMessage(link: OutputSymlink, legacyKind: DomainSymlink['legacyKind']): DomainSymlink {
  const nodeProperties = nodePropertiesFromMessage(link.nodeProperties, `output link "${link.path}"`);
  return {
    kind: 'symlink',
    path: link.path,
    target: link.target,
    ...(nodeProperties !== undefined && { nodeProperties }),
    ...(legacyKind !== undefined && { legacyKind }),
  };
}

/** Links of all three lists, each once: since REAPI 2.1 one list has them all, and the older two repeat them. */
function symlinksFromMessage(message: ActionResult): readonly DomainSymlink[] {
  const byPath = new Map<string, DomainSymlink>();
  for (const link of message.outputSymlinks) byPath.set(link.path, symlinkFromMessage(link, undefined));
  for (const link of message.outputFileSymlinks) byPath.set(link.path, symlinkFromMessage(link, 'file'));
  for (const link of message.outputDirectorySymlinks) byPath.set(link.path, symlinkFromMessage(link, 'directory'));
  return [...byPath.values()];
}

function streamDigest(digest: Digest | null, raw: Uint8Array, what: string, digestFunction: DigestFunction): DomainDigest {
  const found = optionalDigestFromMessage(digest, what);
  if (found !== undefined) return found;
  return raw.length === 0 ? emptyDigest : { hash: hashHex(digestFunction, raw), sizeBytes: raw.length };
}

/**
 * A result from the wire.
 * @param message as decoded
 * @param digestFunction for standard output and error that came inline without a digest
 * @throws SandwrightError ACTION_INVALID for malformed digests and times
 */
export function actionResultFromMessage(message: ActionResult, digestFunction: DigestFunction = 'SHA256'): DomainActionResult {
  const outputs: readonly Output[] = [
    ...message.outputFiles.map(fileFromMessage),
    ...message.outputDirectories.map(directoryFromMessage),
    ...symlinksFromMessage(message),
  ];
  return {
    exitCode: message.exitCode,
    stdout: streamDigest(message.stdoutDigest, message.stdoutRaw, 'stdout_digest', digestFunction),
    stderr: streamDigest(message.stderrDigest, message.stderrRaw, 'stderr_digest', digestFunction),
    ...(message.stdoutRaw.length > 0 && { stdoutRaw: message.stdoutRaw }),
    ...(message.stderrRaw.length > 0 && { stderrRaw: message.stderrRaw }),
    outputs: sortedBy(outputs, (output) => output.path),
    metadata: executionMetadataFromMessage(message.executionMetadata),
  };
}
