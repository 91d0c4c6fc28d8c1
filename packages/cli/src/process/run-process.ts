import { runCli } from '../cli.ts';
import { processTerminal } from '../presentation/terminal.ts';
import { Interruption } from './interruption.ts';

/** How long clean-up may take once the user has interrupted. */
const graceMs = 10_000;

/** Runs this process's command line and ends the process with its exit code. */
export async function runProcess(): Promise<never> {
  const terminal = processTerminal(process.env);
  using interruption = new Interruption({ graceMs, end: (code) => process.exit(code) });
  const code = await runCli(process.argv.slice(2), {
    terminal,
    signal: interruption.signal,
    allowGrace: (milliseconds) => interruption.allowGrace(milliseconds),
    leaveToForeground: () => interruption.leaveToForeground(),
    workingDirectory: process.cwd(),
    environment: process.env,
  });
  // Writes to files, pipes and terminals are synchronous here, so nothing is lost; what is still open (an idle child) must not hold us up.
  process.exit(code);
}
