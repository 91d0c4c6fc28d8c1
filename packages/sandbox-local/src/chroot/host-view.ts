import { lstatSync, mkdirSync, readlinkSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { MountCall } from '../process/launch-request.ts';
import { networkPaths, systemFolders } from '../root/host-root.ts';
import { bindReadOnly } from './chroot-mounts.ts';

/** What of the host a command sees. */
export interface HostViewOptions {
  /** Absolute path of the folder that stands in for /etc. */
  readonly etc: string;
  readonly hostPaths: readonly string[];
  readonly network: boolean;
}

/**
 * Makes a folder that shows the host's tools once the mounts are made.
 * @param root absolute; exists and is empty
 * @param options what to show
 * @returns the mounts
 */
export function makeHostView(root: string, options: HostViewOptions): readonly MountCall[] {
  const mounts: MountCall[] = [];
  const show = (from: string, at: string): void => {
    makeMountPoint(from, join(root, at));
    mounts.push(...bindReadOnly(from, join(root, at)));
  };
  show('/usr', '/usr');
  for (const path of systemFolders) {
    const stats = lstatSync(path, { throwIfNoEntry: false });
    if (stats?.isSymbolicLink() === true) symlinkSync(readlinkSync(path), join(root, path));
    else if (stats?.isDirectory() === true) show(path, path);
  }
  show(options.etc, '/etc');
  const further = [...(options.network ? networkPaths : []), ...options.hostPaths].filter((path) =>
    statSync(path, { throwIfNoEntry: false }),
  );
  for (const path of further) {
    // Below what is mounted there the place exists already, and could not be made.
    if (/^\/(usr|etc)\//.test(path)) mounts.push(...bindReadOnly(path, join(root, path)));
    else show(path, path);
  }
  return mounts;
}

function makeMountPoint(like: string, path: string): void {
  if (statSync(like).isDirectory()) {
    mkdirSync(path, { recursive: true, mode: 0o755 });
  } else {
    mkdirSync(dirname(path), { recursive: true, mode: 0o755 });
    writeFileSync(path, '');
  }
}
