import { basename } from 'node:path/posix';
import { type Action, type AppendOnlyCache, type Blob, createAction } from '@sandwright/core';

// Pairs of the folder on the worker and the place where the command looks for it, then `--`, then the command. A worker on which the folder
// cannot be made gives an empty one: a cache saves time, and no command may depend on it.
const script = [
  'while [ "$1" != -- ]; do',
  'case "$2" in */*) mkdir -p "${2%/*}";; esac;',
  'if mkdir -p "$1" 2>/dev/null; then ln -sfn "$1" "$2"; else mkdir -p "$2"; fi || exit 126;',
  'shift 2; done; shift; exec "$@"',
].join(' ');

/**
 * The same action with folders of the worker linked to where its command expects append-only caches. It is another action with another
 * digest, as the protocol knows no such folders.
 * @param action what to run
 * @param caches what the target asked for; the last component of `hostPath` is the cache's name
 * @param basePath absolute, on the workers; each cache is a folder in it
 * @returns the action, and the blobs of its messages, which have to be stored
 */
export function withAppendOnlyCaches(
  action: Action,
  caches: readonly AppendOnlyCache[],
  basePath: string,
): { readonly action: Action; readonly blobs: readonly Blob[] } {
  const { command } = action;
  const toRoot = '../'.repeat(command.workingDirectory.split('/').filter((part) => part !== '' && part !== '.').length);
  const pairs = caches.flatMap(({ hostPath, sandboxPath }) => [
    `${basePath.replace(/\/+$/, '')}/${basename(hostPath)}`,
    sandboxPath.startsWith('/') ? sandboxPath : `${toRoot}${sandboxPath}`,
  ]);
  return createAction({
    command: { ...command, arguments: ['/bin/sh', '-c', script, 'sh', ...pairs, '--', ...command.arguments] },
    inputRoot: action.inputRoot,
    platform: action.platform,
    timeoutMs: action.timeoutMs,
    doNotCache: action.doNotCache,
    salt: action.salt,
  });
}
