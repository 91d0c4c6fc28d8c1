import type { ExecutionOrigin } from '../sandbox/sandbox.ts';

/** What is known of a command that could not be started, or could not start another. */
export interface MissingToolOptions {
  readonly exitCode: number;
  /** argv. */
  readonly command: readonly string[];
  readonly stderr: string;
  readonly where: ExecutionOrigin['where'];
}

/** Shells and `env` each have their own words; the name stands before them or between quotes. */
const notFound = [
  /(?:^|[\s:])[`'"\u2018]?([^\s:`'"\u2018\u2019]+)[`'"\u2019]?: (?:command )?not found\b/mu,
  /(?:env|exec|execvp|nice|timeout|xargs)[^\n]*?[`'"\u2018]([^`'"\u2018\u2019\n]+)[`'"\u2019]: No such file or directory/mu,
  /(?:^|[\s:])exec: [`'"]?([^\s:`'"]+)[`'"]?: (?:not found|executable file not found)/mu,
  /(?:^|[\s:])([^\s:]+): No such file or directory\s*$/u,
];
const otherFormat = /([^\s:]+): (?:cannot execute(?: binary file)?|Exec format error|cannot execute: required file not found)/u;
const startCharacters = 64 * 1024;

/**
 * What to add to a target whose command, or one that it called, is not there where it ran, or is for another platform.
 * @returns one sentence that names it, or undefined if it failed of something else
 */
export function missingToolHint({ exitCode, command, stderr, where }: MissingToolOptions): string | undefined {
  const said = stderr.slice(-startCharacters);
  const far = where === 'remote';
  const format = exitCode === 126 ? otherFormat.exec(said)?.[1] : undefined;
  if (format !== undefined) {
    const platform = far
      ? 'the platform of the workers; "platform" of the environment says which they are to have'
      : 'the platform of this machine';
    return `"${format}" is not made for ${platform}`;
  }
  if (exitCode !== 127) return undefined;
  const named = notFound.map((pattern) => pattern.exec(said)?.[1]).find((name) => name !== undefined);
  const tool = named ?? (command[0] === 'sh' ? undefined : command[0]);
  if (tool === undefined) return undefined;
  return far
    ? `"${tool}" is not there on the workers: tools are not sent along; install it there, or set "path" of the environment to where it is`
    : `"${tool}" is not there in the sandbox: install it, or set "path" of the environment to where it is`;
}
