import { SandwrightError } from '@sandwright/core';
import { runCli } from '../cli.ts';
import { describeError } from '../presentation/describe-error.ts';
import { styleFor } from '../presentation/style.ts';
import { processTerminal, type Terminal } from '../presentation/terminal.ts';
import { exitCodeOf } from './exit-code.ts';
import { Interruption } from './interruption.ts';

/** How long clean-up may take once the user has interrupted. */
const graceMs = 10_000;

/** Runs this process's command line and ends the process with its exit code. */
export async function runProcess(): Promise<never> {
  const terminal = processTerminal(process.env);
  // What nobody caught is a bug, also if it is thrown where nobody waits for it.
  process.on('uncaughtException', (caught) => end(new SandwrightError('INTERNAL', caught.message, { cause: caught }), terminal));
  using interruption = new Interruption({ graceMs, end: (code) => process.exit(code) });
  const result = await runCli(process.argv.slice(2), {
    terminal,
    signal: interruption.signal,
    allowGrace: (milliseconds) => interruption.allowGrace(milliseconds),
    leaveToForeground: () => interruption.leaveToForeground(),
    workingDirectory: workingDirectory(terminal),
    environment: process.env,
  });
  // What was stopped says so by the signal that stopped it.
  const code = result === exitCodeOf(new SandwrightError('CANCELLED', '')) ? interruption.exitCode : result;
  await terminal.out.flush?.();
  await terminal.err.flush?.();
  // A stream tells in the next turn what went wrong with its last line.
  await new Promise(setImmediate);
  const { failure } = terminal.out;
  if (code === 0 && failure !== undefined) {
    end(new SandwrightError('STORAGE_FAILED', `standard output cannot be written: ${failure.message}`, { cause: failure }), terminal);
  }
  // What is still open (an idle child) must not hold us up.
  process.exit(code);
}

function workingDirectory(terminal: Terminal): string {
  try {
    return process.cwd();
  } catch (caught) {
    return end(new SandwrightError('USAGE_INVALID', 'the folder in which you stand is gone', { cause: caught }), terminal);
  }
}

function end(error: SandwrightError, terminal: Terminal): never {
  terminal.err.write(describeError(error, { style: styleFor(terminal.err.colours), root: '/' }));
  process.exit(exitCodeOf(error));
}
