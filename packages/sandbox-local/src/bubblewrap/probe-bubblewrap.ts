import { spawn } from 'node:child_process';
import { type Availability, abortError, type CallOptions } from '@sandwright/core';
import { bubblewrapArguments } from './bubblewrap-arguments.ts';
import { type BubblewrapFailure, explainFailure } from './explain-failure.ts';

const deadlineMs = 10_000;

/** What is tried beside the namespaces. */
export interface ProbeOptions extends CallOptions {
  readonly boundTmpfs?: boolean;
}

/**
 * Tries bwrap with every namespace that actions get.
 * @param program name or path of bwrap
 * @param options a signal ends the wait; whether file systems in memory are to be bounded, which old versions cannot
 */
export async function probeBubblewrap(program: string, options: ProbeOptions = {}): Promise<Availability> {
  if (process.platform !== 'linux') {
    return {
      available: false,
      cause: 'platform',
      reason: `bubblewrap needs Linux namespaces; this is ${process.platform}`,
      fix: 'use a remote environment, or the sandbox "chroot" (as root) or "host" (no isolation)',
    };
  }
  if (options.signal?.aborted === true) throw abortError(options.signal);
  const failure = await tryOnce(program, options);
  return failure === undefined ? { available: true } : explainFailure(failure);
}

async function tryOnce(program: string, { signal, boundTmpfs = false }: ProbeOptions): Promise<BubblewrapFailure | undefined> {
  // The root of the host stands in for an input root: nothing is written to it, and every option is tried.
  const sandbox = bubblewrapArguments({
    staged: '/',
    host: undefined,
    workingDirectory: '',
    uid: 0,
    gid: 0,
    network: false,
    ...(boundTmpfs ? { tmpfsBytes: 1 << 20 } : {}),
  });
  const readOnly = sandbox.map((argument) => (argument === '--bind' ? '--ro-bind' : argument));
  const child = spawn(program, [...readOnly, '--', '/proc/self/exe', '--version'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (piece: Buffer) => {
    if (stderr.length < 64 * 1024) stderr += piece.toString();
  });
  const kill = (): void => void child.kill('SIGKILL');
  // Not spawn's own time limit, whose timer stays for its full time where nothing could be started.
  const timer = setTimeout(kill, deadlineMs);
  signal?.addEventListener('abort', kill, { once: true });
  try {
    return await new Promise((resolve) => {
      child.once('error', (error: NodeJS.ErrnoException) => resolve({ program, errorCode: error.code, stderr }));
      child.once('close', (code, ended) => resolve(code === 0 ? undefined : { program, errorCode: ended ?? undefined, stderr }));
    });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', kill);
  }
}
