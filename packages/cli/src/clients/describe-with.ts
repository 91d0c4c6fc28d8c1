import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, test } from '@jest/globals';

/** A program of others that tests drive: where it is, or why it cannot be used. */
export type ClientProgram = { readonly path: string } | { readonly missing: string };

/** Bazel 4 as Debian names it: the plain `bazel` may be any version, or a program that downloads one. */
export function findBazel(): ClientProgram {
  const path = onPath('bazel-4');
  return path === undefined ? { missing: 'bazel-4 is not on the PATH (Debian package bazel-bootstrap)' } : { path };
}

/** BuildStream as `./dev test` brings it. */
export function findBuildStream(): ClientProgram {
  const path = join(import.meta.dirname, '../../../../.tools/buildstream/bin/bst');
  return existsSync(path) ? { path } : { missing: 'BuildStream is not in .tools/buildstream (./dev test brings it from PyPI)' };
}

/** A busybox that needs no libraries, so that it can be a whole file system. */
export function findStaticBusybox(): ClientProgram {
  const path = onPath('busybox');
  if (path === undefined) return { missing: 'busybox is not on the PATH (Debian package busybox-static)' };
  // ldd fails on what has no dynamic section.
  return spawnSync('ldd', [path]).status === 0 ? { missing: `${path} needs libraries; Debian package busybox-static does not` } : { path };
}

/** A program of the system. */
export function findOnPath(name: string, debianPackage: string): ClientProgram {
  const path = onPath(name);
  return path === undefined ? { missing: `${name} is not on the PATH (Debian package ${debianPackage})` } : { path };
}

/**
 * `describe` for tests that need programs of others. Where one is missing they fail in CI, and are skipped elsewhere; both say what is missing.
 * @param title of the tests
 * @param programs what they need
 * @param body gets their absolute paths, in the same order
 */
export function describeWith(title: string, programs: readonly ClientProgram[], body: (...paths: readonly string[]) => void): void {
  const missing = programs.flatMap((program) => ('missing' in program ? [program.missing] : []));
  if (missing.length === 0) {
    describe(title, () => {
      body(...programs.flatMap((program) => ('path' in program ? [program.path] : [])));
    });
    return;
  }
  const reason = missing.join('; ');
  const inCi = !['', '0', 'false'].includes(process.env.CI ?? '');
  const declare = inCi ? test : test.skip;
  declare(`${title}: ${reason}`, () => {
    throw new Error(reason);
  });
}

function onPath(name: string): string | undefined {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}
