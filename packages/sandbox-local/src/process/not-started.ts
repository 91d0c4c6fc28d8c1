import { appendFileSync } from 'node:fs';
import type { Command } from '@sandwright/core';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'No such file or directory',
  ENOTDIR: 'Not a directory',
  EACCES: 'Permission denied',
  ENOEXEC: 'Exec format error',
  ELOOP: 'Too many levels of symbolic links',
  E2BIG: 'Argument list too long',
};

/**
 * What a shell would make of a command that could not be started: 127 where it is not found, else 126, and a line on stderr.
 * @param command that could not be started
 * @param errno why, for instance `ENOENT`
 * @param stderrPath absolute path of the file that takes stderr
 */
export function notStarted(command: Command, errno: string, stderrPath: string): { readonly exitCode: number } {
  appendFileSync(stderrPath, `${command.arguments[0]}: ${reasons[errno] ?? errno}\n`);
  return { exitCode: errno === 'ENOENT' || errno === 'ENOTDIR' ? 127 : 126 };
}
