import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Availability } from '@sandwright/core';
import { removeTree } from '../collection/remove-tree.ts';
import type { LaunchOutcome } from '../process/launch-request.ts';
import { Launcher } from '../process/launcher.ts';
import type { ChrootConfig } from './chroot-config.ts';
import type { ChrootFacilities } from './chroot-facilities.ts';
import { bind } from './chroot-mounts.ts';
import { commandUsersExist, takeCommandUser } from './command-users.ts';

/**
 * Whether commands can be run in a chroot here: asks what can be asked, then tries it in an empty folder.
 * @param root what the environment wants
 * @param facilities what the sandbox means to use
 */
export async function probeChroot(root: ChrootConfig['root'], facilities: ChrootFacilities): Promise<Availability> {
  if (process.platform === 'win32') {
    return unavailable('there is no chroot on Windows', 'use a remote environment, or run sandwright inside WSL', 'platform');
  }
  if (process.geteuid?.() !== 0) {
    return unavailable('a chroot takes root, and this is an unprivileged user', 'use the sandbox "bubblewrap", or run sandwright as root');
  }
  if (!commandUsersExist()) {
    return unavailable(
      'commands cannot be given users of their own: this is a user namespace that lacks their ids',
      'use the sandbox "bubblewrap", or run sandwright as the real root',
    );
  }
  if (root === 'host' && !facilities.mounts) {
    const why = process.platform === 'linux' ? 'mounts are switched off or not permitted (CAP_SYS_ADMIN)' : 'there are no bind mounts here';
    return unavailable(`"root: host" shows the host's tools by mounts, and ${why}`, 'set "root: input" and bring the tools as inputs');
  }
  return explain(await tryOnce(facilities), facilities);
}

async function tryOnce(facilities: ChrootFacilities): Promise<LaunchOutcome> {
  const folder = mkdtempSync(join(tmpdir(), 'sandwright-probe-'));
  try {
    const rootFolder = join(folder, 'root');
    const proc = join(folder, 'proc');
    for (const path of [rootFolder, proc]) mkdirSync(path);
    chmodSync(rootFolder, 0o755);
    for (const name of ['stdout', 'stderr']) writeFileSync(join(folder, name), '');
    using user = takeCommandUser();
    await using launcher = await Launcher.start();
    return await launcher.run({
      arguments: ['/nothing'],
      environment: [],
      workingDirectory: '/',
      stdoutPath: join(folder, 'stdout'),
      stderrPath: join(folder, 'stderr'),
      owner: { uid: user.uid, gid: user.gid },
      confinement: {
        root: rootFolder,
        mounts: facilities.mounts ? bind(rootFolder, rootFolder) : [],
        procPath: facilities.namespaces ? proc : undefined,
        isolate: facilities.namespaces ? ['network', 'ipc', 'uts'] : [],
        devices: [],
      },
      limits: {},
      mayReadProc: facilities.proc,
    });
  } catch (error) {
    return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
  } finally {
    await removeTree(folder);
  }
}

function explain(outcome: LaunchOutcome, facilities: ChrootFacilities): Availability {
  // In an empty folder nothing is found: then all before it worked.
  if (outcome.kind === 'not-started' && outcome.errno === 'ENOENT') return { available: true };
  const what = outcome.kind === 'failed' ? outcome.message : outcome.kind === 'not-started' ? outcome.errno : `exit ${outcome.exitCode}`;
  const fix = facilities.mounts
    ? 'set "mounts: off" beside the sandbox (with "root: input"), or lift what forbids it: a container wants --privileged or --cap-add SYS_ADMIN with seccomp=unconfined'
    : 'run sandwright where root may use chroot(2) and setuid(2)';
  return unavailable(`a trial failed: ${what}`, fix);
}

function unavailable(reason: string, fix: string, cause: 'platform' | 'sandbox_unavailable' = 'sandbox_unavailable'): Availability {
  return { available: false, cause, reason, fix };
}
