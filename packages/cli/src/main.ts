#!/usr/bin/env node
// The first thing that runs: it must do little, for each thing it loads is paid by every `--help`.
import { accessSync, constants } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

/** Beside the bundle where that may be written, else with the other caches; Node keeps users and versions apart in it by itself. */
function compileCacheDirectory(): string | undefined {
  try {
    accessSync(import.meta.dirname, constants.W_OK);
    return join(import.meta.dirname, '.compile-cache');
  } catch {
    // A server writes below --data and nowhere else.
    if (process.argv[2] === 'serve') return undefined;
    const { XDG_CACHE_HOME: xdg, HOME: home } = process.env;
    const base =
      xdg !== undefined && xdg.startsWith('/') ? xdg : home !== undefined && home.startsWith('/') ? join(home, '.cache') : undefined;
    return base === undefined ? undefined : join(base, 'sandwright', 'compile-cache');
  }
}

/**
 * What keeps a server small that answers for months: 8 MB for young objects, where V8 takes 64, and a collection of the old ones when they
 * have grown by 60 %, where it waits until they are several times as many. Calls cost the same CPU time, as far as can be measured.
 */
const serverFlags = ['--max-semi-space-size=8', '--heap-growing-percent=60'];

/**
 * Memory of half a MiB and more goes back to the system at once: glibc would come to keep up to 32 MB in one piece for the next one, with
 * holes that nobody else can use. Source: mallopt(3), M_MMAP_THRESHOLD and M_TRIM_THRESHOLD.
 */
const serverVariables = { MALLOC_MMAP_THRESHOLD_: '524288', MALLOC_TRIM_THRESHOLD_: '2097152' };

/** Both are settings that hold from the start of a process only. So a server takes the place of this one, with its number and its streams. */
function beginAnewForServing(): void {
  const { argv, execArgv, execPath, env } = process;
  if (argv[2] !== 'serve' || process.execve === undefined || process.channel !== undefined) return;
  if (execArgv.includes(serverFlags[0] ?? '')) {
    // What the server starts is none.
    for (const name of Object.keys(serverVariables)) delete env[name];
    return;
  }
  if ([...execArgv, env.NODE_OPTIONS ?? ''].some((given) => given.includes('--max-semi-space-size'))) return;
  const kept = execArgv.filter((given) => !given.startsWith('--min-semi-space-size'));
  process.execve(execPath, [execPath, ...kept, ...serverFlags, ...argv.slice(1)], { ...env, ...serverVariables });
}

beginAnewForServing();
const directory = compileCacheDirectory();
// Where it cannot be written, Node goes on without a cache and says nothing.
if (directory !== undefined) enableCompileCache(directory);
const { runProcess } = await import('./process/run-process.ts');
await runProcess();
