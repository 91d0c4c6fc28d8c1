import { type HostRoot, hostRootArguments, sandboxInputPath } from '../root/host-root.ts';
import type { ReadOnlyMark } from '../staging/input-tree.ts';

/** What bwrap is to run, and in which surroundings. */
export interface BubblewrapSpec {
  /** Absolute path of the staged input root, writable. */
  readonly staged: string;
  /** The host's tools; undefined where the input root is the file system. */
  readonly host: HostRoot | undefined;
  /** Relative to the input root; empty for the root itself. */
  readonly workingDirectory: string;
  readonly uid: number;
  readonly gid: number;
  readonly network: boolean;
  /** Folders below the input root that are read-only or writable again, parents first. */
  readonly readOnly?: readonly ReadOnlyMark[];
  /** Folders of the host bound writable: host path, then absolute path inside. */
  readonly binds?: readonly (readonly [from: string, to: string])[];
  /** Bytes that /tmp and /dev/shm may take each; what the kernel allows if undefined. Takes bwrap 0.7. */
  readonly tmpfsBytes?: number | undefined;
  /** Whether bwrap is started by the machine's root, so that actions are that user, though without its capabilities. */
  readonly hostRoot?: boolean;
  /** Whether it keeps this process's terminal. */
  readonly interactive?: boolean;
}

/** Namespaces and settings that every action gets, as few words as bwrap needs. */
const isolation = [
  '--unshare-user',
  '--unshare-pid',
  '--unshare-ipc',
  '--unshare-uts',
  '--unshare-cgroup-try',
  '--die-with-parent',
  '--cap-drop',
  'ALL',
];

/** What the machine's root may write to even without any capability: what Docker makes read-only, but for what bwrap does itself. */
const machineSettings = ['/proc/sys', '/proc/sysrq-trigger', '/proc/fs'];

/** Folders of an input root that is the file system that get something of their own. */
export const mountedOver: ReadonlySet<string> = new Set(['dev', 'proc', 'tmp']);

/**
 * bwrap's options, without the program and what follows it.
 * @param spec what to run
 */
export function bubblewrapArguments(spec: BubblewrapSpec): readonly string[] {
  const inputPath = spec.host === undefined ? '' : sandboxInputPath;
  const args: string[] = [...isolation];
  if (spec.interactive !== true) args.push('--new-session');
  if (!spec.network) args.push('--unshare-net');
  args.push('--hostname', 'sandbox', '--uid', String(spec.uid), '--gid', String(spec.gid));
  const marks = spec.readOnly ?? [];
  const rootReadOnly = marks.some(([path, readOnly]) => path === '' && readOnly);
  if (spec.host !== undefined) args.push(...hostRootArguments(spec.host));
  args.push(rootReadOnly ? '--ro-bind' : '--bind', spec.staged, inputPath === '' ? '/' : inputPath);
  for (const [path, readOnly] of marks) {
    if (path === '' || mountedOver.has(path)) continue;
    args.push(readOnly ? '--ro-bind' : '--bind', `${spec.staged}/${path}`, `${inputPath}/${path}`);
  }
  args.push('--proc', '/proc');
  if (spec.hostRoot === true) for (const path of machineSettings) args.push('--ro-bind-try', path, path);
  if (spec.tmpfsBytes === undefined) {
    args.push('--dev', '/dev', '--tmpfs', '/tmp');
  } else {
    const bounded = ['--size', String(spec.tmpfsBytes), '--tmpfs'];
    // Then nothing else of /dev can be filled.
    args.push('--dev', '/dev', ...bounded, '/dev/shm', '--remount-ro', '/dev', ...bounded, '/tmp');
  }
  for (const [from, to] of spec.binds ?? []) args.push('--bind', from, to);
  args.push('--chdir', `${inputPath}/${spec.workingDirectory}`);
  return args;
}
