import { lstatSync, readlinkSync, statSync } from 'node:fs';

/** Where inputs stand with `root: host`, the same on every machine, so that paths in outputs are the same everywhere. */
export const sandboxInputPath = '/sandbox';

/** Folders beside /usr where the host may keep programs and libraries; on most systems links into /usr. */
export const systemFolders: readonly string[] = ['/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32'];

/** What of the host an action sees with `root: host`. */
export interface HostRoot {
  /** Absolute path of the folder that stands in for /etc. */
  readonly etc: string;
  /** Further read-only folders and files of the host, absolute. */
  readonly hostPaths: readonly string[];
  readonly network: boolean;
}

/** Bound over the stand-in for /etc where an action may use the network: names and certificates. */
export const networkPaths: readonly string[] = ['/etc/resolv.conf', '/etc/hosts', '/etc/ssl', '/etc/pki', '/etc/ca-certificates'];

/**
 * Host paths that need a mount point in the stand-in for /etc.
 * @param hostPaths as configured
 */
export function etcMountPoints(hostPaths: readonly string[]): readonly string[] {
  return [...networkPaths, ...hostPaths].filter((path) => path.startsWith('/etc/') && exists(path));
}

/**
 * bwrap's options for the host's tools. Few mounts: each costs time at every start.
 * @param root what to show
 */
export function hostRootArguments(root: HostRoot): readonly string[] {
  systemArguments ??= lookAtSystem();
  const args: string[] = [...systemArguments, '--ro-bind', root.etc, '/etc'];
  for (const path of root.network ? networkPaths : []) if (exists(path)) args.push('--ro-bind', path, path);
  for (const path of root.hostPaths) args.push('--ro-bind', path, path);
  return args;
}

// Looked at once: it is the same for every action.
let systemArguments: readonly string[] | undefined;

function lookAtSystem(): readonly string[] {
  const args: string[] = ['--ro-bind', '/usr', '/usr'];
  for (const path of systemFolders) {
    const stats = lstatSync(path, { throwIfNoEntry: false });
    if (stats?.isSymbolicLink() === true) args.push('--symlink', readlinkSync(path), path);
    else if (stats?.isDirectory() === true) args.push('--ro-bind', path, path);
  }
  return args;
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}
