import { existsSync, readFileSync } from 'node:fs';
import type { ChrootConfig } from './chroot-config.ts';

/** What a chroot sandbox may use here. */
export interface ChrootFacilities {
  readonly mounts: boolean;
  /** Process, network, IPC and host name namespaces. */
  readonly namespaces: boolean;
  readonly proc: boolean;
}

const CAP_SYS_ADMIN = 21n;

/**
 * What the configuration and this process's rights allow. Whether it then works is for the probe to find out.
 * @param config of the sandbox
 */
export function chrootFacilities(config: Pick<ChrootConfig, 'mounts' | 'namespaces' | 'proc'>): ChrootFacilities {
  const mounts = config.mounts === 'auto' && hasCapability(CAP_SYS_ADMIN);
  const proc = config.proc === 'auto' && process.platform === 'linux';
  // Going back from a namespace takes a file of /proc.
  const namespaces =
    mounts && config.namespaces === 'auto' && ['pid', 'net', 'ipc', 'uts'].every((name) => existsSync(`/proc/self/ns/${name}`));
  return { mounts, namespaces, proc };
}

/**
 * Whether this process has a capability of Linux.
 * @param number its number. Source: capabilities(7)
 */
export function hasCapability(number: bigint): boolean {
  if (process.platform !== 'linux') return false;
  try {
    const [, bits = '0'] = /^CapEff:\s*([0-9a-f]+)$/m.exec(readFileSync('/proc/self/status', 'latin1')) ?? [];
    return (BigInt(`0x${bits}`) & (1n << number)) !== 0n;
  } catch {
    return false;
  }
}
