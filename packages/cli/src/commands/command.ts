import type { FlagTable, FlagValues } from '../arguments/flag.ts';
import type { Terminal } from '../presentation/terminal.ts';

/** One call of a command. */
export interface Invocation<Table extends FlagTable = FlagTable> {
  readonly values: FlagValues<Table>;
  readonly positionals: readonly string[];
  /** What stood after `--`; empty where there was none. */
  readonly rest: readonly string[];
  readonly terminal: Terminal;
  /** Aborted with a CANCELLED error when the user interrupts. */
  readonly signal: AbortSignal;
  /** Gives clean-up after an interruption another time than usual, milliseconds. */
  readonly allowGrace?: (milliseconds: number) => void;
  /** Leaves Ctrl-C to a program that has the terminal, until the result is disposed of. */
  readonly leaveToForeground: () => Disposable;
  /** Absolute path of the folder in which the user stands. */
  readonly workingDirectory: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** One command of the program; a file of its own in this folder, loaded when it is called. */
export interface Command<Table extends FlagTable = FlagTable> {
  /** What stands after the command's name and flags, for instance `[TARGET…]`. */
  readonly usage: string;
  /** A few sentences for `--help`. */
  readonly description: string;
  readonly flags: Table;
  readonly positionals: { readonly minimum: number; readonly maximum: number };
  /** Whether `-- ARGUMENTS` is taken. */
  readonly takesRest?: boolean;
  /**
   * Does the work.
   * @returns the exit code
   * @throws SandwrightError, whose code decides about the exit code
   */
  run(invocation: Invocation<Table>): Promise<number>;
}

/** Helps to write a command with typed flags. */
export function defineCommand<Table extends FlagTable>(command: Command<Table>): Command<Table> {
  return command;
}
