import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Action, emptyDigest, type SandboxCapability, SandwrightError, sameDigest } from '@sandwright/core';
import { checkAction } from '../bubblewrap/check-action.ts';
import { removeTree } from '../collection/remove-tree.ts';
import { findControlGroups } from '../limits/find-control-groups.ts';
import { memoryDiskBytes } from '../limits/memory-disk.ts';
import type { CommandStaging } from '../process/command-stager.ts';
import type { ActionOnDisk, CommandPlace, CommandSurroundings } from '../process/command-surroundings.ts';
import type { Confinement, MountCall } from '../process/launch-request.ts';
import { linux } from '../process/linux-flags.ts';
import { chooseRoot } from '../root/choose-root.ts';
import { makeHostEtc } from '../root/host-etc.ts';
import { etcMountPoints, sandboxInputPath } from '../root/host-root.ts';
import type { PlatformRequest } from '../root/platform-request.ts';
import { type InputTree, readOnlyMarks } from '../staging/input-tree.ts';
import { ownTree } from '../staging/own-tree.ts';
import type { ChrootConfig } from './chroot-config.ts';
import { type ChrootFacilities, chrootFacilities, hasCapability } from './chroot-facilities.ts';
import { bind, commonDevices, deviceMounts, makeDeviceFolder, readOnlyMounts } from './chroot-mounts.ts';
import { sharedCommandUser, takeCommandUser } from './command-users.ts';
import { makeHostView } from './host-view.ts';
import { probeChroot } from './probe-chroot.ts';

const CAP_MKNOD = 27n;
/** Node becomes no user beyond that. */
const maxNodeId = 2 ** 31 - 1;

/** Surroundings that confine a command by chroot(2) and an unprivileged user of its own, and by mounts and namespaces as far as there are any. */
export class ChrootSurroundings implements CommandSurroundings {
  readonly name = 'chroot';
  readonly capabilities: ReadonlySet<SandboxCapability>;
  readonly limits: ChrootConfig['limits'];
  readonly staging: CommandStaging;
  /** Each takes one of the 64 users of this process; another sandbox of the same process may want some, too. */
  readonly maxAtOnce = 32;
  readonly mayUseControlGroups: boolean;
  readonly mayReadProc: boolean;
  readonly cannotLend = 'in a chroot each command is a user of its own, who could not write to what another one left there';
  readonly #config: ChrootConfig;
  readonly #facilities: ChrootFacilities;

  constructor(config: ChrootConfig) {
    this.#config = config;
    this.#facilities = chrootFacilities(config);
    this.limits = config.limits;
    this.mayUseControlGroups = config.controlGroups === 'auto';
    this.mayReadProc = this.#facilities.proc;
    const groups = this.mayUseControlGroups ? findControlGroups() : undefined;
    groups?.remove();
    this.capabilities = this.#promises(groups !== undefined);
    this.staging = this.#staging(groups !== undefined);
  }

  probe(): ReturnType<CommandSurroundings['probe']> {
    return probeChroot(this.#config.root, this.#facilities);
  }

  check(action: Action): PlatformRequest {
    const request = checkAction(action, { network: this.#facilities.namespaces ? this.#config.network : 'allowed' });
    const ids = [request.uid, request.gid].filter((id) => id !== undefined);
    if (ids.length === 0) return request;
    const asksForRoot = ids.includes(0);
    const why = asksForRoot
      ? 'the action asks for user or group 0, and root gets out of a chroot'
      : this.#facilities.namespaces
        ? undefined
        : 'the action asks for a user or group id, whose other processes it could reach without namespaces';
    if (why === undefined && ids.every((id) => id <= maxNodeId)) return request;
    throw new SandwrightError('CAPABILITY_MISSING', why ?? `the action asks for an id above ${maxNodeId}`, {
      hint: asksForRoot
        ? 'use the sandbox "bubblewrap", where user 0 is root of a user namespace only; or leave the property unixUID or unixGID away'
        : 'use the sandbox "bubblewrap"',
    });
  }

  checkTree(tree: InputTree): void {
    if (this.#facilities.mounts || chooseRoot(this.#config.root, tree.root) === 'input') return;
    throw new SandwrightError('CAPABILITY_MISSING', "a chroot without mounts cannot show the host's tools beside the inputs", {
      hint: 'set "root: input" and bring the tools as inputs',
    });
  }

  async place(on: ActionOnDisk): Promise<CommandPlace> {
    using made = new DisposableStack();
    const user = this.#user(on, made);
    const tmp = join(on.folder, 'tmp');
    mkdirSync(tmp);
    chmodSync(tmp, 0o1777);
    if (on.stagedAs !== 'overlay') await ownTree(on.staged, user, { keepLinked: on.stagedAs === 'links' });
    const inside = chooseRoot(this.#config.root, on.tree.root) === 'input';
    const confinement = inside ? this.#inputAsRoot(on, tmp) : this.#hostAsRoot(on, tmp);
    const kept = made.move();
    return {
      inputPath: inside ? '' : sandboxInputPath,
      owner: { uid: user.uid, gid: user.gid, shared: user.shared },
      confinement,
      tidy: async () => {
        if (this.#facilities.mounts || !isEmptyFolder(on.tree, 'tmp')) return;
        await removeTree(join(on.staged, 'tmp'));
        mkdirSync(join(on.staged, 'tmp'), 0o755);
      },
      [Symbol.asyncDispose]: async () => kept.dispose(),
    };
  }

  /** The user that was asked for, that of the overlay, or one of the command's own. */
  #user(
    { request, stagedAs }: ActionOnDisk,
    made: DisposableStack,
  ): { readonly uid: number; readonly gid: number; readonly shared: boolean } {
    const { uid, gid } = request;
    if (uid !== undefined || gid !== undefined) {
      const other = sharedCommandUser;
      return { uid: uid ?? other.uid, gid: gid ?? other.gid, shared: true };
    }
    return stagedAs === 'overlay' ? { ...sharedCommandUser, shared: true } : { ...made.use(takeCommandUser()), shared: false };
  }

  #staging(controlGroups: boolean): CommandStaging {
    const { staging, treeCacheBytes, limits } = this.#config;
    const { mounts, namespaces, proc } = this.#facilities;
    // Without control groups the kernel counts processes by user.
    const mayShareUser = controlGroups || limits.processes === undefined;
    const overlays = mounts && namespaces && proc && mayShareUser && (staging === 'auto' || staging === 'overlay');
    return {
      links: staging === 'auto' || staging === 'links',
      overlayOwner: overlays ? sharedCommandUser : undefined,
      overlayAlways: staging === 'overlay',
      treeCacheBytes,
    };
  }

  #promises(controlGroups: boolean): ReadonlySet<SandboxCapability> {
    const { mounts, namespaces } = this.#facilities;
    const promises = new Set<SandboxCapability>(['isolated-filesystem', 'input-root-as-root']);
    if (mounts) promises.add('read-only-inputs');
    if (namespaces) promises.add('isolated-processes');
    if (namespaces && this.#config.network !== 'on') promises.add('isolated-network');
    if (controlGroups) promises.add('resource-limits');
    return promises;
  }

  #isolate(on: ActionOnDisk): Confinement['isolate'] {
    if (!this.#facilities.namespaces) return [];
    const open = this.#config.network === 'on' || on.request.network;
    return open ? ['ipc', 'uts'] : ['network', 'ipc', 'uts'];
  }

  #inputAsRoot(on: ActionOnDisk, tmp: string): Confinement {
    const { staged, tree } = on;
    const isolate = this.#isolate(on);
    if (!this.#facilities.mounts) {
      const devices = isEmptyFolder(tree, 'dev') && hasCapability(CAP_MKNOD) ? commonDevices : [];
      if (isEmptyFolder(tree, 'tmp')) chmodSync(join(staged, 'tmp'), 0o1777);
      return {
        root: staged,
        mounts: [],
        procPath: undefined,
        isolate,
        devices: devices.map((name) => [`/dev/${name}`, join(staged, 'dev', name)]),
      };
    }
    const mounts = [...bind(staged, staged, linux.MS_NOSUID | linux.MS_NODEV), ...readOnlyMounts(staged, staged, readOnlyMarks(tree))];
    if (isEmptyFolder(tree, 'dev')) mounts.push(...this.#devices(on, join(staged, 'dev')));
    if (isEmptyFolder(tree, 'tmp')) mounts.push(...bind(tmp, join(staged, 'tmp'), linux.MS_NOSUID | linux.MS_NODEV));
    const proc = isEmptyFolder(tree, 'proc') && this.#facilities.proc ? join(staged, 'proc') : undefined;
    return { root: staged, mounts, procPath: this.#procPath(on, proc), isolate, devices: [] };
  }

  #hostAsRoot(on: ActionOnDisk, tmp: string): Confinement {
    const root = join(on.folder, 'host');
    for (const folder of ['', 'proc', 'dev', 'tmp', sandboxInputPath]) mkdirSync(join(root, folder), 0o755);
    const etc = join(on.shared, 'etc');
    if (!existsSync(etc)) makeHostEtc(etc, etcMountPoints(this.#config.hostPaths));
    const network = !this.#isolate(on).includes('network');
    const inputs = join(root, sandboxInputPath);
    const mounts: readonly MountCall[] = [
      ...bind(root, root, linux.MS_NOSUID | linux.MS_NODEV),
      ...makeHostView(root, { etc, hostPaths: this.#config.hostPaths, network }),
      ...bind(on.staged, inputs, linux.MS_NOSUID | linux.MS_NODEV),
      ...readOnlyMounts(on.staged, inputs, readOnlyMarks(on.tree)),
      ...this.#devices(on, join(root, 'dev')),
      ...bind(tmp, join(root, 'tmp'), linux.MS_NOSUID | linux.MS_NODEV),
    ];
    return { root, mounts, procPath: this.#procPath(on, join(root, 'proc')), isolate: this.#isolate(on), devices: [] };
  }

  #devices(on: ActionOnDisk, target: string): readonly MountCall[] {
    const folder = join(on.shared, 'dev');
    if (!existsSync(folder)) makeDeviceFolder(folder);
    return deviceMounts(folder, target, memoryDiskBytes(this.limits.diskBytes));
  }

  /** A process namespace needs a /proc of its own somewhere, if only where the command does not see it. */
  #procPath(on: ActionOnDisk, visible: string | undefined): string | undefined {
    if (!this.#facilities.namespaces) return undefined;
    if (visible !== undefined) return visible;
    const hidden = join(on.folder, 'proc');
    mkdirSync(hidden);
    return hidden;
  }
}

function isEmptyFolder(tree: InputTree, name: string): boolean {
  const node = tree.root.directories.find((each) => each.name === name);
  if (node === undefined) return false;
  const directory = tree.directory(node.digest);
  return sameDigest(node.digest, emptyDigest) || directory.files.length + directory.directories.length + directory.symlinks.length === 0;
}
