import { arch, platform } from 'node:os';
import type { PlatformProperties } from '@sandwright/core';

/** Spellings of an instruction set in use among clients; the first is BuildStream's. */
const isaNames: Readonly<Record<string, readonly string[]>> = {
  x64: ['x86-64', 'x86_64', 'amd64'],
  ia32: ['x86-32', 'i686'],
  arm64: ['aarch64', 'arm64'],
  arm: ['aarch32', 'arm'],
  ppc64: ['power-isa-le', 'ppc64le'],
  riscv64: ['riscv64'],
  s390x: ['s390x'],
};

/** What this machine offers to actions: OSFamily and ISA. Source: REAPI, lexicon of platform properties. */
export function platformOfHost(): PlatformProperties {
  const isa = isaNames[arch()] ?? [arch()];
  return [{ name: 'OSFamily', value: platform() === 'darwin' ? 'macos' : platform() }, ...isa.map((value) => ({ name: 'ISA', value }))];
}
