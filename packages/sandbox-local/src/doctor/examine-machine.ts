import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CallOptions } from '@sandwright/core';
import { explainFailure, kernelFiles } from '../bubblewrap/explain-failure.ts';
import { removeTree } from '../collection/remove-tree.ts';
import { findControlGroups } from '../limits/find-control-groups.ts';
import type { DoctorFinding } from './finding.ts';
import { type Trial, tryProgram } from './trial.ts';

/** The oldest bubblewrap that has every option that is used. */
const oldestBubblewrap = [0, 5, 0] as const;

const noUnshare = { detail: 'it could not be tried: there is no program "unshare"', fix: 'install the package "util-linux"' };

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';

/** What a trial said, in a few words. */
function said({ stderr, errorCode }: Trial): string {
  return lastLine(stderr) || (errorCode ?? 'it says nothing');
}

/** Whether this user may make user namespaces. */
export async function examineUserNamespaces(options: CallOptions): Promise<DoctorFinding> {
  const name = 'user namespaces';
  const trial = await tryProgram('unshare', ['--user', '--map-root-user', 'true'], options);
  if (trial.ok) return { name, ok: true, detail: 'this user may make them' };
  if (trial.errorCode === 'ENOENT') return { name, ok: false, ...noUnshare };
  const costs = 'bubblewrap does not work; as root there is "chroot", else only "host", which isolates nothing, or a remote environment';
  const known = explainFailure({ program: 'unshare', stderr: `unshare: ${trial.stderr}` });
  const forbidden = kernelFiles('/proc/sys/user/max_user_namespaces') === '0';
  return {
    name,
    ok: false,
    detail: known.reason,
    costs,
    fix: known.fix === undefined || /by hand/.test(known.fix) ? fallbackFix(forbidden) : known.fix,
  };
}

function fallbackFix(forbidden: boolean): string {
  return forbidden
    ? 'as root: sysctl -w user.max_user_namespaces=15000'
    : 'in a container: start it with --security-opt seccomp=unconfined --security-opt apparmor=unconfined; else ask who runs this machine what forbids unshare(CLONE_NEWUSER)';
}

/** Whether inputs can be staged as overlays. */
export async function examineOverlay(options: CallOptions): Promise<DoctorFinding> {
  const name = 'overlay';
  const folder = mkdtempSync(join(tmpdir(), 'sandwright-doctor-'));
  try {
    for (const part of ['lower', 'upper', 'work', 'merged']) mkdirSync(join(folder, part));
    const isRoot = process.geteuid?.() === 0;
    const layers = 'lowerdir=lower,upperdir=upper,workdir=work';
    // Relative names, for a temporary folder may hold characters that mount options cannot.
    const script = 'cd "$1" && mount -t overlay overlay -o "$2" merged && : > merged/file && test -e upper/file';
    const attempt = (flags: readonly string[], data: string): Promise<Trial> =>
      tryProgram('unshare', [...flags, 'sh', '-c', script, 'sh', folder, data], options);
    const asRoot = isRoot ? await attempt(['--mount'], layers) : undefined;
    if (asRoot?.ok === true) return { name, ok: true, detail: 'mounts work' };
    const unprivileged = await attempt(['--user', '--map-root-user', '--mount'], `${layers},userxattr`);
    if (unprivileged.ok) return { name, ok: true, detail: 'mounts work in a user namespace' };
    if (unprivileged.errorCode === 'ENOENT') return { name, ok: false, ...noUnshare };
    const known = kernelFiles('/proc/filesystems')?.includes('overlay') === true;
    return {
      name,
      ok: false,
      detail: known ? `mounts do not work: ${said(asRoot ?? unprivileged)}` : 'this kernel has not loaded it',
      costs: 'no isolation, only time: inputs are linked or copied, file by file, for every action',
      fix: known
        ? 'needs Linux 5.11 or newer without root, and user namespaces; the folder for temporary files must not be an overlay itself'
        : 'as root: modprobe overlay',
    };
  } finally {
    await removeTree(folder);
  }
}

/** Which control groups can be used, and which limits they keep. */
export async function examineControlGroups(): Promise<DoctorFinding> {
  const name = 'control groups';
  const groups = findControlGroups();
  if (groups !== undefined) {
    groups.remove();
    return { name, ok: true, detail: `${groups.kind}; limits kept for an action as a whole: ${[...groups.enforced].sort().join(', ')}` };
  }
  return {
    name,
    ok: false,
    detail: 'neither version 2 nor version 1 can be used by this user',
    costs: 'limits of memory and CPU time hold for each process of an action, not for all together; it is not told which limit ended one',
    fix: 'start sandwright with: systemd-run --user --scope -p Delegate=yes sandwright … (in a container: --cgroupns=private and a writable /sys/fs/cgroup)',
  };
}

/** Which version of bubblewrap there is. */
export async function examineBubblewrap(options: CallOptions): Promise<DoctorFinding> {
  const name = 'bwrap';
  const trial = await tryProgram('bwrap', ['--version'], options);
  const version = /(\d+)\.(\d+)\.(\d+)/.exec(trial.stdout);
  if (!trial.ok || version === null) {
    const known = explainFailure({ program: 'bwrap', errorCode: trial.errorCode, stderr: trial.stderr });
    return {
      name,
      ok: false,
      detail: known.reason,
      costs: 'the sandbox "bubblewrap" cannot be used',
      ...(known.fix === undefined ? {} : { fix: known.fix }),
    };
  }
  const found = version.slice(1).map(Number);
  const first = oldestBubblewrap.findIndex((part, index) => part !== found[index]);
  const tooOld = first !== -1 && (found[first] ?? 0) < (oldestBubblewrap[first] ?? 0);
  if (!tooOld) return { name, ok: true, detail: `version ${version[0]}` };
  return {
    name,
    ok: false,
    detail: `version ${version[0]} is too old`,
    costs: 'the sandbox "bubblewrap" cannot be used',
    fix: `install bubblewrap ${oldestBubblewrap.join('.')} or newer`,
  };
}
