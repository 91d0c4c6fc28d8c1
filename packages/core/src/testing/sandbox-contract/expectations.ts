import assert from 'node:assert/strict';
import { type Dirent, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ActionResult, Output, OutputDirectory, OutputFile } from '../../action/action-result.ts';
import { digestKey, digestOf } from '../../digest/digest.ts';
import type { ErrorCode } from '../../errors/error-code.ts';
import { SandwrightError } from '../../errors/sandwright-error.ts';
import type { Directory } from '../../merkle/directory.ts';
import { encodeDirectory } from '../../merkle/encode-directory.ts';
import { decodeTree } from '../../merkle/tree-encoding.ts';
import type { SandboxSubject } from './sandbox-case.ts';

/**
 * Waits for a rejection with an error of ours.
 * @param attempt what must fail
 * @param codes one of which the error must have
 */
export async function failure(attempt: Promise<unknown>, ...codes: readonly ErrorCode[]): Promise<SandwrightError> {
  let value: unknown;
  try {
    value = await attempt;
  } catch (error) {
    assert.ok(SandwrightError.is(error), `expected a SandwrightError, not ${String(error)}`);
    assert.ok(codes.includes(error.code), `expected ${codes.join(' or ')}, not ${error.code}: ${error.message}`);
    return error;
  }
  return assert.fail(`expected ${codes.join(' or ')}, but it succeeded: ${JSON.stringify(value)}`);
}

/** The output of that path. */
export function output(result: ActionResult, path: string): Output {
  const found = result.outputs.find((each) => each.path === path);
  return found ?? assert.fail(`there is no output ${path}, only ${result.outputs.map((each) => each.path).join(', ') || 'none'}`);
}

/** The output of that path, which must be a file. */
export function outputFile(result: ActionResult, path: string): OutputFile {
  const found = output(result, path);
  return found.kind === 'file' ? found : assert.fail(`the output ${path} is a ${found.kind}`);
}

/** The output of that path, which must be a folder. */
export function outputFolder(result: ActionResult, path: string): OutputDirectory {
  const found = output(result, path);
  return found.kind === 'directory' ? found : assert.fail(`the output ${path} is a ${found.kind}`);
}

/** Everything below an output folder, by path: contents of a file, `-> target` of a link, `/` for an empty folder. */
export async function unfold(subject: SandboxSubject, folder: OutputDirectory): Promise<Readonly<Record<string, string>>> {
  assert.ok(folder.treeDigest !== undefined, 'an output folder has a Tree');
  const tree = decodeTree(await subject.blob(folder.treeDigest));
  const known = new Map(tree.children.map((child) => [digestKey(digestOf(encodeDirectory(child))), child]));
  const entries: Record<string, string> = {};
  const walk = async (directory: Directory, prefix: string): Promise<void> => {
    for (const node of directory.files) entries[prefix + node.name] = await subject.text(node.digest);
    for (const node of directory.symlinks) entries[prefix + node.name] = `-> ${node.target}`;
    for (const node of directory.directories) {
      const child = known.get(digestKey(node.digest));
      assert.ok(child !== undefined, `the Tree lacks the folder ${prefix}${node.name}`);
      if (child.files.length + child.directories.length + child.symlinks.length === 0) entries[`${prefix}${node.name}`] = '/';
      await walk(child, `${prefix}${node.name}/`);
    }
  };
  await walk(tree.root, '');
  return entries;
}

/** An argument of `sleep` that no other process has, so that it can be found in the process table. */
export function uniqueSeconds(): string {
  return String(30_000_000 + Math.floor(Math.random() * 60_000_000));
}

/** How many processes of this machine have that argument. */
export function countProcesses(argument: string): number {
  return readdirSync('/proc').filter((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      return readFileSync(`/proc/${name}/cmdline`, 'latin1').split('\0').includes(argument);
    } catch {
      return false; // gone meanwhile
    }
  }).length;
}

/** Whether a process of this machine has that argument. */
export function processExists(argument: string): boolean {
  return countProcesses(argument) > 0;
}

/**
 * Waits until it holds.
 * @param holds what to wait for
 * @param what it is, for people
 */
export async function eventually(holds: () => boolean, what: string): Promise<void> {
  for (let attempt = 0; !holds(); attempt += 1) {
    assert.ok(attempt < 1200, `still not after 60 s: ${what}`);
    await sleep(50);
  }
}

/** Every path below a folder of this machine, sorted. */
export function listing(folder: string): readonly string[] {
  // A copy: jest's own world has arrays of another kind than Node's file system functions give.
  return [...readdirSync(folder, { recursive: true, withFileTypes: true })].map((entry) => join(entry.parentPath, entry.name)).sort();
}

/**
 * Every path below a folder of this machine that holds something: files that are not empty, links, and folders that cannot be looked into, but
 * for those that Linux makes for an overlay. Empty folders may wait for the next action.
 */
export function contentsBelow(folder: string): readonly string[] {
  let entries: readonly Dirent[];
  try {
    entries = [...readdirSync(folder, { withFileTypes: true })];
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Removed just now.
    if (code === 'ENOENT') return [];
    if (code !== 'EACCES') throw error;
    return basename(folder) === 'work' ? [] : [folder];
  }
  return entries
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return contentsBelow(path);
      return (lstatSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0 ? [path] : [];
    })
    .sort();
}

/**
 * Waits until a folder holds nothing that it did not hold before: a sandbox may clean up while its caller goes on.
 * @param folder absolute
 * @param before what `contentsBelow` gave
 */
export async function untilNothingNew(folder: string, before: readonly string[]): Promise<void> {
  const known = new Set(before);
  const nothingNew = (): boolean => {
    try {
      return contentsBelow(folder).every((path) => known.has(path));
    } catch {
      return false; // something is being removed just now
    }
  };
  await eventually(nothingNew, `what was left is removed from ${folder}`);
}

/** The lines of this machine's mount table that have to do with a folder. */
export function mountsBelow(folder: string): readonly string[] {
  return readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .filter((line) => line.includes(folder));
}
