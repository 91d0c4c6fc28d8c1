import { type Flag, type FlagTable, flagUsage } from '../arguments/flag.ts';

/** What a command's `--help` is made of. */
export interface HelpSubject {
  /** What stands after the command's name, for instance `[TARGET…]`. */
  readonly usage: string;
  readonly description: string;
  readonly flags: FlagTable;
}

/**
 * The help text of one command.
 * @param name as it is typed after `sandwright`
 * @param subject its usage, description and flags
 */
export function describeCommandHelp(name: string, subject: HelpSubject): string {
  const flags = { ...subject.flags, help: { kind: 'boolean', help: 'Print this text.', short: 'h' } } satisfies FlagTable;
  const shown = Object.entries<Flag>(flags).filter(([, spec]) => spec.advanced !== true);
  const rows = shown.map(([flag, spec]) => [flag === 'help' ? '-h, --help' : flagUsage(flag, spec), spec.help] as const);
  const more =
    shown.length === Object.keys(flags).length ? '' : '\nEvery option is a flag as well; "sandwright help-advanced" lists them.\n';
  return `usage: sandwright ${name} [FLAGS]${subject.usage === '' ? '' : ` ${subject.usage}`}\n\n${subject.description}\n\nflags:\n${aligned(rows)}${more}`;
}

/**
 * The help text of the whole program.
 * @param commands name and summary of each
 */
export function describeProgramHelp(commands: Iterable<readonly [name: string, summary: string]>): string {
  return `usage: sandwright COMMAND [FLAGS] [ARGUMENTS]

Runs the actions of a build in sandboxes, here or elsewhere, with the same result.

commands:
${aligned([...commands])}
"sandwright COMMAND --help" says more about one. Exit codes: 0 ok, 1 an action failed, 2 usage or configuration, 3 infrastructure,
4 no sandbox available, 130 interrupted, 70 a bug.
`;
}

function aligned(rows: readonly (readonly [string, string])[]): string {
  const longest = Math.min(30, Math.max(...rows.map(([left]) => left.length)));
  return rows
    .map(([left, right]) =>
      left.length > longest ? `  ${left}\n  ${' '.repeat(longest)}  ${right}\n` : `  ${left.padEnd(longest)}  ${right}\n`,
    )
    .join('');
}
