import {
  type ActionResult,
  type CallOptions,
  checkBlob,
  type Digest,
  digestKey,
  type ExecutionStage,
  emptyDigest,
  functionOf,
  type RequestMetadata,
  readCommandOutput,
  SandwrightError,
  silentLogger,
} from '@sandwright/core';
import { blobsOfResult } from '../caching/blobs-of-result.ts';
import { runRemotely } from '../execution/run-remotely.ts';
import type { RemoteConnection } from '../remote-connection.ts';
import type { GrpcContentAddressableStorage } from '../storage/grpc-content-addressable-storage.ts';
import type { RemoteUpload } from '../transfer/remote-transfer.ts';
import type { RemoteEvent, RemoteResult } from './execution-events.ts';
import { SourceGatherer } from './gather-source.ts';
import { actionOf, type RemoteCommand } from './remote-command.ts';
import { SourceBlobs } from './source-blobs.ts';
import type { UploadedDirectory } from './upload-source.ts';

/** What running a command works with. */
export interface RunCommandOptions extends CallOptions {
  readonly connection: RemoteConnection;
  /** Everything for an upload but what is sent. */
  readonly upload: Omit<RemoteUpload, 'local'>;
  readonly request: RequestMetadata;
  readonly tell: (event: RemoteEvent) => void;
}

const events: Readonly<Partial<Record<ExecutionStage, 'cache-check' | 'queued' | 'executing'>>> = {
  'cache-check': 'cache-check',
  queued: 'queued',
  running: 'executing',
};

/**
 * Runs a command on a server: its inputs are hashed, what the server lacks is sent, and the operation is followed to its end. Outputs stay there.
 * @throws SandwrightError as `runRemotely`; ACTION_INVALID for a command that could not be executed
 */
export async function runCommand(command: RemoteCommand, options: RunCommandOptions): Promise<RemoteResult> {
  const { connection, upload, request, tell, signal } = options;
  await using local = new SourceBlobs();
  const inputRoot = await inputRootOf(command, local, options);
  const { action, blobs } = actionOf(command, inputRoot);
  for (const blob of blobs) local.addBlob(blob);
  const { targetId, priority, skipCacheLookup } = command;
  const { result, origin } = await runRemotely({
    action,
    connection,
    context: {
      logger: silentLogger,
      signal,
      request: { ...request, mnemonic: 'command', ...(targetId === undefined ? {} : { targetId }) },
      skipCacheLookup: skipCacheLookup ?? false,
      priority: priority ?? 0,
      onStage: (stage) => {
        const type = events[stage];
        if (type !== undefined) tell({ type });
      },
    },
    transfer: { ...upload, local },
    bring: (brought) => requireOutputs(brought, upload.remote, { signal }),
    onSent: (sent) => {
      if (sent.blobs > 0) tell({ type: 'uploaded', ...sent });
    },
  });
  const printed = await readCommandOutput(upload.remote, result, { signal });
  const { exitCode, outputs, metadata } = result;
  return { exitCode, ...printed, outputs, cached: origin.cached, metadata, actionDigest: action.digest, actionResult: result };
}

async function inputRootOf({ inputRoot = {} }: RemoteCommand, local: SourceBlobs, options: RunCommandOptions): Promise<Digest> {
  const { upload, signal } = options;
  if (isDigest(inputRoot) || isUploaded(inputRoot)) {
    const digest = isDigest(inputRoot) ? inputRoot : inputRoot.digest;
    // Whoever names it says that it is there; a server that lacks it tells.
    upload.known.add(digest.hash);
    return digest;
  }
  const gatherer = new SourceGatherer(local, { signal });
  const gathered = await gatherer.gather(inputRoot);
  if (gathered.kind === 'file') throw new SandwrightError('ACTION_INVALID', 'the input root is a file, and no folder');
  for (const { hash } of gatherer.uploadedBefore) upload.known.add(hash);
  return gathered.digest;
}

type InputRoot = NonNullable<RemoteCommand['inputRoot']>;

function isDigest(inputRoot: InputRoot): inputRoot is Digest {
  return typeof inputRoot === 'object' && 'sizeBytes' in inputRoot && typeof inputRoot.sizeBytes === 'number';
}

/** A folder that is put together may hold files of any names, but none that is a digest. */
function isUploaded(inputRoot: Exclude<InputRoot, Digest>): inputRoot is UploadedDirectory {
  if (typeof inputRoot === 'string' || !('digest' in inputRoot)) return false;
  const { digest } = inputRoot;
  return typeof digest === 'object' && 'sizeBytes' in digest;
}

/** A result is worth nothing if what it names is gone. What came along with it need not be there, but has to be right. */
async function requireOutputs(result: ActionResult, remote: GrpcContentAddressableStorage, options: CallOptions): Promise<ActionResult> {
  const stdout = result.stdoutRaw === undefined ? result.stdout : emptyDigest;
  const stderr = result.stderrRaw === undefined ? result.stderr : emptyDigest;
  const outputs = result.outputs.filter((output) => {
    if (output.kind !== 'file' || output.contents === undefined) return true;
    checkBlob(output.digest, functionOf(output.digest), output.contents);
    return false;
  });
  const gone = await remote.findMissing(await blobsOfResult(remote, { ...result, stdout, stderr, outputs }, options), options);
  const [first] = gone;
  if (first === undefined) return result;
  throw new SandwrightError('BLOB_MISSING', `the server lacks ${gone.length} blobs of the outputs, ${digestKey(first)} among them`, {
    details: { missing: gone },
  });
}
