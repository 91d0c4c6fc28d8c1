import { chmodSync, lstatSync, mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import {
  checkBlob,
  entriesOfTree,
  type FileToWrite,
  functionOf,
  loadOutputTree,
  type Output,
  type OutputFile,
  SandwrightError,
  writeFiles,
} from '@sandwright/core';
import { blobOverheadBytes, inBatches } from '../storage/in-batches.ts';
import { inLanes } from '../transfer/in-lanes.ts';
import { lanes, type RemoteUpload } from '../transfer/remote-transfer.ts';
import type { Downloaded, DownloadOptions, ToWrite } from './download-source.ts';
import { foldersAbove, placesOf } from './output-places.ts';

/** What a download works with. */
export type DownloadFrom = Pick<RemoteUpload, 'remote' | 'maxBatchBytes'>;

/**
 * Brings files and folders from a server to this machine. All of it is made, verified, in a folder beside its place and renamed from there:
 * what appears is whole. Nothing is written through a link.
 * @param what outputs, or one thing
 * @param destination for outputs the folder that they go into, made if it is not there; for one thing its own path
 * @throws SandwrightError BLOB_MISSING, BLOB_CORRUPT, ACTION_INVALID for paths that leave the destination, STORAGE_FAILED for what stands
 *   in the way; what was there then stays
 */
export async function downloadToDisk(
  what: ToWrite,
  destination: string,
  from: DownloadFrom,
  options: DownloadOptions,
): Promise<Downloaded> {
  const target = resolve(destination);
  const outputs = 'outputs' in what ? placesOf(what.outputs) : [];
  const [only] = outputs;
  // A folder that stands for all of them is written as one thing.
  const single = 'output' in what ? what.output : only?.path === '' ? only.output : undefined;
  try {
    if (single !== undefined) {
      mkdirSync(dirname(target), { recursive: true });
      return await inStaging(dirname(target), [{ output: single, path: basename(target) }], from, options);
    }
    mkdirSync(target, { recursive: true });
    return await inStaging(realpathSync(target), outputs, from, options);
  } catch (error) {
    options.signal?.throwIfAborted();
    throw SandwrightError.from(error);
  }
}

interface Placed {
  readonly output: Output;
  readonly path: string;
}

/** Makes everything in a folder of its own in `folder`, then puts each to its path there. */
async function inStaging(folder: string, placed: readonly Placed[], from: DownloadFrom, options: DownloadOptions): Promise<Downloaded> {
  const staging = mkdtempSync(join(folder, '.sandwright-partial-'));
  try {
    const files: FileToWrite[] = [];
    for (const [index, { output }] of placed.entries()) await make(output, join(staging, String(index)), files, from, options);
    await writeAll(files, from, options);
    for (const [index, { path }] of placed.entries()) {
      makeFolders(folder, path);
      putInPlace(join(staging, String(index)), join(folder, path), options.replace === true);
    }
    const inline = placed.flatMap(({ output }) => (output.kind === 'file' && output.contents !== undefined ? [output] : []));
    const written = [...files, ...inline];
    return { files: written.length, bytes: written.reduce((sum, { digest }) => sum + digest.sizeBytes, 0) };
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

/** Makes folders and links; files are only noted. */
async function make(output: Output, path: string, files: FileToWrite[], { remote }: DownloadFrom, options: DownloadOptions): Promise<void> {
  if (output.kind === 'symlink') symlinkSync(output.target, path);
  else if (output.kind === 'file' && output.contents !== undefined) writeInline(output, output.contents, path);
  else if (output.kind === 'file') files.push({ path, digest: output.digest, isExecutable: output.isExecutable });
  else {
    const entries = entriesOfTree(await loadOutputTree(remote, output, { signal: options.signal }));
    mkdirSync(path, 0o755);
    for (const entry of entries) {
      const at = join(path, entry.path);
      if (entry.kind === 'directory') mkdirSync(at, 0o755);
      else if (entry.kind === 'symlink') symlinkSync(entry.node.target, at);
      else files.push({ ...entry.node, path: at });
    }
  }
}

/** Some servers send small files along with the result. */
function writeInline({ digest, isExecutable }: OutputFile, contents: Uint8Array, path: string): void {
  checkBlob(digest, functionOf(digest), contents);
  const mode = isExecutable ? 0o755 : 0o644;
  writeFileSync(path, contents, { flag: 'wx', mode });
  // Whatever the umask.
  chmodSync(path, mode);
}

async function writeAll(
  files: readonly FileToWrite[],
  { remote, maxBatchBytes }: DownloadFrom,
  { signal }: DownloadOptions,
): Promise<void> {
  const { batches, alone } = inBatches(files, ({ digest }) => digest.sizeBytes + blobOverheadBytes, maxBatchBytes);
  const write = (some: readonly FileToWrite[]) => writeFiles(remote, some, { signal });
  await inLanes([...batches, ...alone.map((file) => [file])], lanes, write);
}

/** Makes the folders that a path lies in; what is no folder there stays, links above all. */
function makeFolders(folder: string, path: string): void {
  for (const above of foldersAbove(path).slice(1)) {
    const at = join(folder, above);
    const found = lstatSync(at, { throwIfNoEntry: false });
    if (found === undefined) mkdirSync(at, 0o755);
    else if (!found.isDirectory()) throw inTheWay(at, found.isSymbolicLink() ? 'a symbolic link' : 'a file');
  }
}

/** `rename` replaces files and links at once, and empty folders; other folders only give way if they are meant to. */
function putInPlace(made: string, target: string, replace: boolean): void {
  try {
    renameSync(made, target);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (!['ENOTEMPTY', 'EEXIST', 'EISDIR', 'ENOTDIR'].includes(code)) throw error;
    if (!replace) throw inTheWay(target, 'something');
    const old = `${made}-old`;
    renameSync(target, old);
    try {
      renameSync(made, target);
    } catch (failed) {
      renameSync(old, target);
      throw failed;
    }
  }
}

function inTheWay(path: string, what: string): SandwrightError {
  return new SandwrightError('STORAGE_FAILED', `${what} stands at ${path}`, {
    details: { path },
    hint: 'move it away, or download to another place; "replace: true" lets folders give way',
  });
}
