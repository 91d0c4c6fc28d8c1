import { spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { outputPathOf, SandwrightError, type Target } from '@sandwright/core';
import { buildFlags } from '../arguments/build-flags.ts';
import { defineCommand, type Invocation } from './command.ts';
import { runBuild } from './run-build.ts';
import { theOnlyTarget } from './the-only-target.ts';

/** `sandwright run`. */
export const command = defineCommand({
  usage: 'TARGET [-- ARGUMENTS…]',
  description: `Builds a target, then runs the program that it made: its first output, where you stand, outside of any sandbox.
Standard output is the program's own, and so is the exit code; 128 + N for signal N. Of the build, standard error shows what went wrong,
and a summary if anything had to run; --output=all shows every target.`,
  flags: buildFlags,
  positionals: { minimum: 1, maximum: 1 },
  takesRest: true,
  run: async (invocation) => {
    const { project, summary, targets } = await runBuild(
      invocation,
      ({ project: opened, from }) => [theOnlyTarget(opened.match(invocation.positionals, from), invocation.positionals)],
      { stream: invocation.terminal.err, outputs: 'needed', quiet: true },
    );
    if (summary.exitCode !== 0) return summary.exitCode;
    const [target] = targets;
    const output = target?.outputs[0];
    if (target === undefined || output === undefined) throw notRunnable(target, 'it makes no output');
    const path = join(project.root, outputPathOf(target, output));
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats?.isFile() !== true || (stats.mode & 0o111) === 0) throw notRunnable(target, `${output}, its first output, is not a program`);
    return await runProgram(path, invocation);
  },
});

function notRunnable(target: Target | undefined, why: string): SandwrightError {
  return new SandwrightError('USAGE_INVALID', `${target?.label ?? 'the target'} cannot be run: ${why}`);
}

async function runProgram(path: string, invocation: Invocation<typeof buildFlags>): Promise<number> {
  const { rest, workingDirectory, environment, signal } = invocation;
  using _foreground = invocation.leaveToForeground();
  const child = spawn(path, rest, { cwd: workingDirectory, env: environment, stdio: 'inherit' });
  // Who signals only us means the program.
  signal.addEventListener('abort', () => child.kill('SIGTERM'), { once: true });
  return await new Promise((resolve, reject) => {
    child.once('error', (error) =>
      reject(new SandwrightError('USAGE_INVALID', `${path} cannot be run: ${error.message}`, { cause: error })),
    );
    child.once('exit', (code, signalName) => resolve(code ?? 128 + (signalName === null ? 0 : constants.signals[signalName])));
  });
}
