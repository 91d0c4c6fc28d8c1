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
 * A server that answers for months is to stay small: V8 would give young objects up to 64 MB, for nothing that was measured. It takes that
 * setting at its start only, so the server takes the place of this process, with the same number and the same streams.
 */
function beginAnewForServing(): void {
  const flag = '--max-semi-space-size';
  const { argv, execArgv, execPath, env } = process;
  if (argv[2] !== 'serve' || process.execve === undefined || process.channel !== undefined) return;
  if (execArgv.some((given) => given.startsWith(flag)) || (env.NODE_OPTIONS ?? '').includes(flag)) return;
  process.execve(execPath, [execPath, ...execArgv, `${flag}=8`, ...argv.slice(1)], env);
}

beginAnewForServing();
const directory = compileCacheDirectory();
// Where it cannot be written, Node goes on without a cache and says nothing.
if (directory !== undefined) enableCompileCache(directory);
const { runProcess } = await import('./process/run-process.ts');
await runProcess();
