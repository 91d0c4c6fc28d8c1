import { SandwrightError } from '@sandwright/core';
import type { FlagTable } from './arguments/flag.ts';
import { parseArguments } from './arguments/parse-arguments.ts';
import { suggestion } from './arguments/suggestion.ts';
import type { Invocation } from './commands/command.ts';
import { type CommandEntry, commandTable } from './commands/command-table.ts';
import { describeError, errorEvent } from './presentation/describe-error.ts';
import { describeCommandHelp, describeProgramHelp } from './presentation/describe-help.ts';
import { styleFor } from './presentation/style.ts';
import type { TextStream } from './presentation/terminal.ts';
import { exitCodeOf } from './process/exit-code.ts';
import { findProjectRoot } from './process/project-root.ts';

/** What a run of the program is given by its process. */
export type CliContext = Pick<Invocation, 'terminal' | 'signal' | 'workingDirectory' | 'environment' | 'allowGrace' | 'leaveToForeground'>;

/**
 * Runs one command line.
 * @param argv without node and the program
 * @returns the exit code; nothing is thrown
 */
export async function runCli(argv: readonly string[], context: CliContext): Promise<number> {
  try {
    return await dispatch(argv, context);
  } catch (caught) {
    if (wantsJson(argv)) context.terminal.out.write(`${JSON.stringify(errorEvent(caught))}\n`);
    const style = styleFor(context.terminal.err.colours);
    context.terminal.err.write(
      describeError(caught, { style, root: findProjectRoot(context.workingDirectory) ?? context.workingDirectory }),
    );
    return exitCodeOf(caught);
  }
}

async function dispatch(argv: readonly string[], context: CliContext): Promise<number> {
  const { leading, words } = await takeLeadingFlags(argv);
  const [first, second] = words;
  if (leading.includes('--help') || leading.includes('-h')) {
    printHelp(context.terminal.out);
    return 0;
  }
  if (leading.includes('--version') || leading.includes('-V')) return runCommand('version', [], context);
  if (first === undefined) {
    printHelp(context.terminal.err);
    return 2;
  }
  if (second !== undefined && Object.hasOwn(commandTable, `${first} ${second}`)) {
    return runCommand(`${first} ${second}`, [...leading, ...words.slice(2)], context);
  }
  return runCommand(first, [...leading, ...words.slice(1)], context);
}

async function runCommand(name: string, argv: readonly string[], context: CliContext): Promise<number> {
  const { command } = await entryOf(name).load();
  const end = argv.indexOf('--');
  const own = end === -1 ? argv : argv.slice(0, end);
  if (own.includes('--help') || own.includes('-h')) {
    context.terminal.out.write(describeCommandHelp(name, command));
    return 0;
  }
  const parsed = parseArguments(command.flags, argv);
  const rest = parsed.rest ?? [];
  const positionals = command.takesRest === true ? parsed.positionals : [...parsed.positionals, ...rest];
  const { minimum, maximum } = command.positionals;
  if (positionals.length < minimum || positionals.length > maximum) {
    const wrong = positionals.length < minimum ? 'arguments are missing' : `"${positionals[maximum] ?? ''}" is one argument too many`;
    throw new SandwrightError('USAGE_INVALID', `${name}: ${wrong}`, {
      hint: `usage: sandwright ${name} [FLAGS] ${command.usage}`.trimEnd(),
    });
  }
  return command.run({ ...context, values: parsed.values, positionals, rest: command.takesRest === true ? rest : [] });
}

function entryOf(name: string): CommandEntry {
  const entry = Object.hasOwn(commandTable, name) ? commandTable[name] : undefined;
  if (entry !== undefined) return entry;
  const names = Object.keys(commandTable);
  const below = names.filter((other) => other.startsWith(`${name} `));
  if (below.length > 0) throw new SandwrightError('USAGE_INVALID', `${name} needs one more word`, { hint: `there is ${below.join(', ')}` });
  throw new SandwrightError('USAGE_INVALID', `unknown command "${name}"`, { hint: suggestion(name, names) ?? 'see "sandwright --help"' });
}

/** Flags may stand before the command, as in Pants; those that take a value need it told apart from the command. */
async function takeLeadingFlags(argv: readonly string[]): Promise<{ leading: readonly string[]; words: readonly string[] }> {
  let at = 0;
  while (argv[at]?.startsWith('-') === true) {
    const argument = argv[at] ?? '';
    at += 1;
    if (['--help', '-h', '--version', '-V'].includes(argument) || argument.includes('=')) continue;
    const flags: FlagTable = (await import('./arguments/build-flags.ts')).buildFlags;
    if (takesNextArgument(flags, argument)) at += 1;
  }
  return { leading: argv.slice(0, at), words: argv.slice(at) };
}

function takesNextArgument(flags: FlagTable, argument: string): boolean {
  const name = argument.slice(2).replaceAll('_', '-');
  const long = argument.startsWith('--') && Object.hasOwn(flags, name) ? flags[name] : undefined;
  const short = argument.length === 2 ? Object.values(flags).find((flag) => flag.short === argument[1]) : undefined;
  const flag = long ?? short;
  return flag !== undefined && flag.kind !== 'boolean';
}

function printHelp(stream: TextStream): void {
  stream.write(describeProgramHelp(Object.entries(commandTable).map(([name, entry]) => [name, entry.summary])));
}

function wantsJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  return (end === -1 ? argv : argv.slice(0, end)).some((argument) => argument === '--json' || argument === '--json=true');
}
