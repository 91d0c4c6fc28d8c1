import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { type ExecutionContext, SandwrightError, type ShellRequest } from '@sandwright/core';
import { chooseRoot } from '../root/choose-root.ts';
import { commandEnvironment } from '../root/command-environment.ts';
import { exactExecArguments } from '../spawner/exact-exec.ts';
import { execDescriptor, execName, filterDescriptor, filterName } from '../spawner/protocol.ts';
import type { BubblewrapConfig } from './bubblewrap-config.ts';
import { sandboxArguments } from './sandbox-arguments.ts';
import type { Surroundings } from './surroundings.ts';

/** Everything that an interactive command needs. */
export interface OpenShellOptions {
  readonly request: ShellRequest;
  readonly context: ExecutionContext;
  readonly signal: AbortSignal;
  readonly config: BubblewrapConfig;
  readonly surroundings: Surroundings;
  /** Number of its folder, which is released by the caller. */
  readonly folder: number;
}

const shell = ['sh', '-c', 'command -v bash >/dev/null && exec bash --norc -i; exec sh -i'];

/**
 * Runs a command, or a shell, in a sandbox with this process's own terminal. It is no child of the spawner, for it must be in the session of the
 * terminal; it joins the spawner's mounts.
 * @returns the command's exit code
 */
export async function openShell(options: OpenShellOptions): Promise<number> {
  const { request, context, signal, config, surroundings, folder } = options;
  const { reader, stager, spawner, scratch } = surroundings;
  context.onStage?.('staging');
  const directory = await reader.read(request.inputRoot, { signal });
  const kind = chooseRoot(config.root, directory);
  const staged = await stager.stage(request.inputRoot, directory, kind, folder, { signal });
  const arguments_ = sandboxArguments({
    staged,
    kind,
    config,
    context,
    platform: { uid: undefined, gid: undefined, network: false },
    etc: surroundings.etc,
    workingDirectory: request.workingDirectory,
    interactive: true,
  });
  const interactive = request.command.length === 0;
  const command = interactive ? shell : request.command;
  const environment = commandEnvironment(request);
  const own = interactive && !environment.some((variable) => variable.startsWith('TERM=')) ? [`TERM=${process.env.TERM ?? 'dumb'}`] : [];
  const started = surroundings.exactExec
    ? [`/proc/self/fd/${execDescriptor}`, ...exactExecArguments(command, [...environment, ...own])]
    : ['/usr/bin/env', '-i', '--', ...environment, ...own, ...command];
  context.onStage?.('running');
  const filter = openSync(join(scratch.path, filterName), 'r');
  const exec = surroundings.exactExec ? openSync(join(scratch.path, execName), 'r') : undefined;
  try {
    const argv = [...spawner.enter, surroundings.bwrap, '--seccomp', String(filterDescriptor), ...arguments_, '--', ...started];
    return await runHere(argv, { [filterDescriptor]: filter, ...(exec === undefined ? {} : { [execDescriptor]: exec }) }, signal);
  } finally {
    closeSync(filter);
    if (exec !== undefined) closeSync(exec);
  }
}

/** Runs a program with this process's stdin, stdout and stderr, and some more descriptors. */
async function runHere(
  [program = '', ...args]: readonly string[],
  descriptors: Readonly<Record<number, number>>,
  signal: AbortSignal,
): Promise<number> {
  const more = Array.from({ length: execDescriptor - 2 }, (_, index) => descriptors[index + 3] ?? ('ignore' as const));
  const child = spawn(program, args, { stdio: ['inherit', 'inherit', 'inherit', ...more], env: {} });
  // Ctrl-C is for the command; this process has to stay and clean up. A command that ends by it tells so by its exit code.
  const ignore = (): void => {};
  const kill = (): void => void child.kill('SIGKILL');
  const terminalSignals = ['SIGINT', 'SIGQUIT'] as const;
  for (const name of terminalSignals) process.on(name, ignore);
  signal.addEventListener('abort', kill, { once: true });
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', (error) =>
        reject(new SandwrightError('SANDBOX_FAILED', `bwrap did not start: ${error.message}`, { cause: error })),
      );
      child.once('close', (code) => resolve(code ?? 128 + 9));
    });
  } finally {
    signal.removeEventListener('abort', kill);
    for (const name of terminalSignals) process.off(name, ignore);
  }
}
