import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Action } from '@sandwright/core';
import { commandEnvironment } from '../root/command-environment.ts';
import { quoted } from '../spawner/shell-slot.ts';

/** What is to be left for a person to look at. */
export interface KeepSandboxOptions {
  /** Absolute path of the folder for kept sandboxes. */
  readonly parent: string;
  readonly action: Action;
  /** As bwrap got them. */
  readonly sandboxArguments: readonly string[];
  /** What in them is the staged root. */
  readonly staged: string;
  /** What in them stands in for /etc. */
  readonly etc: string;
  /** Copies the root with what the action did to it to an absolute path that does not exist yet. */
  readonly copyRoot: (to: string) => Promise<void>;
}

/**
 * Leaves the root of an action and a script that runs its command in it again.
 * @returns absolute path of the folder with both
 */
export async function keepSandbox(options: KeepSandboxOptions): Promise<string> {
  const { parent, action, staged, etc } = options;
  const base = join(parent, action.digest.hash.slice(0, 16));
  let path = base;
  for (let number = 2; existsSync(path); number += 1) path = `${base}-${number}`;
  mkdirSync(path, { recursive: true, mode: 0o700 });
  await options.copyRoot(join(path, 'root'));
  cpSync(etc, join(path, 'etc'), { recursive: true, verbatimSymlinks: true });
  const moved = options.sandboxArguments.map((argument) => {
    if (argument === staged || argument.startsWith(`${staged}/`)) return `"$here"${quoted(`/root${argument.slice(staged.length)}`)}`;
    return argument === etc ? '"$here"/etc' : quoted(argument);
  });
  const command = ['env', '-i', ...commandEnvironment(action.command), ...action.command.arguments].map(quoted);
  const lines = [
    '#!/bin/sh',
    '# Runs the command again in the root that it left. Arguments, if there are any, are run in its place.',
    'here=$(cd "$(dirname "$0")" && pwd)',
    `if [ $# -eq 0 ]; then set -- ${command.join(' ')}; fi`,
    `exec bwrap ${moved.join(' ')} -- "$@"`,
  ];
  writeFileSync(join(path, 'rerun.sh'), `${lines.join('\n')}\n`, { mode: 0o755 });
  return path;
}
