import { chmodSync, mkdirSync, mkdtempSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command, ExecutionContext } from '@sandwright/core';
import { workingDirectorySegments } from '../collection/resolved-outputs.ts';
import { commandEnvironment } from '../root/command-environment.ts';
import { keepTree } from '../spawner/keep-tree.ts';

/** What may be kept of an action. */
export interface KeepOptions {
  /** Absolute; holds `staged` and the files that took output. */
  readonly folder: string;
  /** Absolute; may not exist. */
  readonly staged: string;
  readonly failed: boolean;
  /** Whether `staged` is a mount, so that it must be copied. */
  readonly isMount?: boolean;
  /** Absolute folder in which a folder of its own is made for it. */
  readonly keepBelow: string;
}

/**
 * Keeps the files of an action with a script that runs its command on them again, if the caller wants that, and says where.
 * @param context says whether
 * @param command what the script runs
 */
export async function keepForDebugging(context: ExecutionContext, command: Command, options: KeepOptions): Promise<void> {
  const { keepSandboxes = 'never', logger } = context;
  if (keepSandboxes === 'never' || (keepSandboxes === 'on_failure' && !options.failed)) return;
  try {
    mkdirSync(options.keepBelow, { recursive: true, mode: 0o700 });
    const kept = mkdtempSync(join(options.keepBelow, 'action-'));
    const root = join(kept, 'root');
    if (options.isMount === true) await keepTree(options.staged, root);
    else renameSync(options.staged, root);
    const script = join(kept, 'rerun.sh');
    const words = ['exec', 'env', '-i', ...commandEnvironment(command), ...command.arguments];
    const place = [root, ...workingDirectorySegments(command)].join('/');
    writeFileSync(
      script,
      `#!/bin/sh\n# Runs the command of the action again, on the files that it left, without any isolation.\ncd ${quote(place)} || exit\n${words.map(quote).join(' ')}\n`,
    );
    chmodSync(script, 0o755);
    context.onSandboxKept?.(kept);
  } catch (error) {
    logger.log('warn', 'the files of an action could not be kept', { error: String(error) });
  }
}

function quote(word: string): string {
  return /^[\w./:=@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
