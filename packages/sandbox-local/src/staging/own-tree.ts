import { lchownSync, lstatSync, readdirSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type CallOptions, throwIfAborted } from '@sandwright/core';

const turnMs = 8;

/**
 * Gives a tree to a user. Links are given away, not followed. Runs in short turns.
 * @param path absolute path of a folder that no hostile command has touched yet
 * @param owner the new owner
 * @param options a signal; whether files that have other names are left alone, for these are not this tree's own
 */
export async function ownTree(
  path: string,
  owner: { readonly uid: number; readonly gid: number },
  options: CallOptions & { readonly keepLinked?: boolean } = {},
): Promise<void> {
  let turnEnds = performance.now() + turnMs;
  const open = [path];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const inner = `${folder}/${entry.name}`;
      if (entry.isDirectory()) open.push(inner);
      else if (options.keepLinked !== true || lstatSync(inner).nlink === 1) lchownSync(inner, owner.uid, owner.gid);
    }
    lchownSync(folder, owner.uid, owner.gid);
    if (performance.now() > turnEnds) {
      await nextTurn();
      throwIfAborted(options.signal);
      turnEnds = performance.now() + turnMs;
    }
  }
}
