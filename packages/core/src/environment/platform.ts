import { arch, platform as system } from 'node:os';

const systems: Readonly<Record<string, string>> = { linux: 'linux', darwin: 'macos' };
const processors: Readonly<Record<string, string>> = { x64: 'x86_64', arm64: 'arm64' };

/** Platforms that an environment can name, in Pants' spelling. */
export const platformNames = ['linux_x86_64', 'linux_arm64', 'macos_x86_64', 'macos_arm64'] as const;

/** The name of a platform. */
export type PlatformName = (typeof platformNames)[number];

/** This machine, in the same spelling; for instance `freebsd_x86_64` where it has no name above. */
export function thisPlatform(): string {
  return `${systems[system()] ?? system()}_${processors[arch()] ?? arch()}`;
}
