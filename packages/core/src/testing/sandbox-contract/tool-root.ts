import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { basename, join } from 'node:path';
import { neededLibraries } from './elf.ts';

/** What commands need to run where the input root is the whole file system. Paths are relative to the root. */
export interface ToolRoot {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly folders: readonly string[];
}

const programFolders = ['/bin', '/usr/bin', '/usr/local/bin', '/sbin', '/usr/sbin'];
const libraryFolders = [
  ...['/lib', '/usr/lib'].flatMap((folder) => [`${folder}/x86_64-linux-gnu`, `${folder}/aarch64-linux-gnu`, `${folder}64`, folder]),
  '/usr/local/lib',
];

/**
 * Copies programs of this machine with the libraries they are linked to: enough to run the contract of sandboxes where nothing of the host is
 * seen. Only for Linux. `dev`, `proc` and `tmp` are there and empty.
 * @param programs names; the first must exist, others that do not are left out
 */
export function hostToolRoot(programs: readonly string[] = contractTools): ToolRoot {
  const files = new Map<string, Uint8Array>();
  for (const [index, name] of programs.entries()) {
    const path = programFolders.map((folder) => join(folder, name)).find((candidate) => existsSync(candidate));
    if (path !== undefined) addProgram(files, `bin/${name}`, path);
    else if (index === 0) throw new Error(`there is no ${name} on this machine`);
  }
  return { files, folders: ['dev', 'proc', 'tmp'] };
}

/** The programs that the contract's commands use, beside what a shell has itself. */
export const contractTools: readonly string[] =
  'sh bash cat chmod cp env head ln ls mkdir mkfifo mv rm rmdir sleep setsid tail touch true'.split(' ');

function addProgram(files: Map<string, Uint8Array>, place: string, path: string): void {
  const contents = readFileSync(path);
  files.set(place, contents);
  const { interpreter, libraries } = neededLibraries(contents);
  if (interpreter !== undefined) files.set(interpreter.slice(1), readFileSync(interpreter));
  for (const library of libraries) addLibrary(files, library);
}

function addLibrary(files: Map<string, Uint8Array>, name: string): void {
  const path = libraryFolders.map((folder) => join(folder, name)).find((candidate) => existsSync(candidate));
  // The interpreter stands in the list of what libc needs, and is there already.
  if (path === undefined) return;
  const place = `lib/${basename(name)}`;
  if (files.has(place)) return;
  const contents = readFileSync(realpathSync(path));
  files.set(place, contents);
  for (const library of neededLibraries(contents).libraries) addLibrary(files, library);
}
