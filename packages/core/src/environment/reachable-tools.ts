import { basename, dirname } from 'node:path';
import { resolvedPath, type ToolListing } from './tool-listing.ts';

/** Where programs keep the parts of themselves that are in no search path: compilers their passes, Go its tools, Java its machine. */
const helperFolders: readonly (readonly string[])[] = [
  ['lib', 'gcc', '*', '*'],
  ['lib64', 'gcc', '*', '*'],
  ['libexec', 'gcc', '*', '*'],
  ['pkg', 'tool', '*'],
  ['lib', 'server'],
];

/** Programs that may be links to a place of their own, with such parts beside them. */
const hasHelpers = /(?:^|-)(?:cc|c\+\+|gcc|g\+\+|cpp|gfortran|clang|go|java|javac)(?:-[\d.]+)?$/u;

/** Where a machine keeps its libc and its dynamic loader, and the libraries that compilers and interpreters consist of. */
const libraryFolders: readonly string[] = [
  '/lib64',
  '/lib',
  '/lib/x86_64-linux-gnu',
  '/lib/aarch64-linux-gnu',
  '/usr/lib64',
  '/usr/lib',
  '/usr/lib/x86_64-linux-gnu',
  '/usr/lib/aarch64-linux-gnu',
  '/usr/local/lib',
];
const libcName = /^(?:(?:ld-(?:linux|musl)-[\w-]+|libc\.musl-\w+)\.so\.\d+|libSystem\.B\.dylib|libc(?:_nonshared)?\.a|[SMg]?crt[1in]\.o)$/u;
const libraryName =
  /^lib(?:c|m|dl|rt|pthread|gcc_s|stdc\+\+|isl|mpc|mpfr|gmp|bfd|opcodes|ctf|sframe|(?:LLVM|clang|lld|python|perl|ruby|lua|node|rustc_driver)[\w.+-]*)(?:-[\d.]+[\w.-]*)?\.so(?:\.\d+)*$/u;

/** Each program that a command finds by its name, once: the first of the search path. Gives the prefixes of those that have parts. */
function addPrograms(listing: ToolListing, folders: readonly string[]): ReadonlySet<string> {
  const prefixes = new Set(folders.filter((folder) => basename(folder) === 'bin').map((folder) => dirname(folder)));
  for (const folder of folders) {
    for (const entry of listing.entriesOf(folder)) {
      const isLink = entry.isSymbolicLink();
      if (!isLink && !entry.isFile()) continue;
      const path = `${folder}/${entry.name}`;
      listing.add(entry.name, path);
      if (!isLink || !hasHelpers.test(entry.name)) continue;
      const home = dirname(resolvedPath(path) ?? path);
      if (basename(home) === 'bin') prefixes.add(dirname(home));
    }
  }
  return prefixes;
}

/** The folders that a path with `*` stands for. */
function foldersOf(listing: ToolListing, prefix: string, steps: readonly string[]): readonly string[] {
  let found: readonly string[] = [prefix];
  for (const step of steps) {
    found = found.flatMap((folder) => {
      if (step !== '*') return listing.find(`${folder}/${step}`) ?? [];
      return listing
        .entriesOf(folder)
        .filter((entry) => entry.isDirectory())
        .map((entry) => `${folder}/${entry.name}`);
    });
  }
  return found;
}

function addHelpers(listing: ToolListing, prefix: string): void {
  for (const steps of helperFolders) {
    for (const folder of foldersOf(listing, prefix, steps)) {
      for (const entry of listing.entriesOf(folder)) {
        const name = `${folder.slice(prefix.length + 1)}/${entry.name}`;
        if (entry.isFile() || entry.isSymbolicLink()) listing.add(name, `${folder}/${entry.name}`);
      }
      // All of Java's own classes.
      if (steps.at(-1) === 'server') listing.add('lib/modules', `${prefix}/lib/modules`);
    }
  }
}

/**
 * Adds all that commands can reach through a search path: every program in it, the parts of compilers and virtual machines that lie elsewhere,
 * and the libraries that these and libc consist of. Their names do not tell where they lie.
 * @param listing takes it
 * @param path folders, the first one first; links are followed, and those that are not there are left out
 */
export function addReachableTools(listing: ToolListing, path: readonly string[]): void {
  const real = (folders: readonly string[]): readonly string[] => {
    return [...new Set(folders.flatMap((folder) => listing.find(folder) ?? []))];
  };
  for (const prefix of addPrograms(listing, real(path))) addHelpers(listing, prefix);
  for (const folder of real(libraryFolders)) {
    for (const { name } of listing.entriesOf(folder)) {
      // Libraries are thousands; of all others the plain comparison is enough.
      const first = name.startsWith('lib') ? name.includes('.so') : true;
      if ((first && libraryName.test(name)) || libcName.test(name)) listing.add(name, `${folder}/${name}`);
    }
  }
}
