import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type CallOptions,
  MemoryContentAddressableStorage,
  type SandboxBackend,
  type SandboxCapability,
  SandwrightError,
  silentLogger,
  systemClock,
} from '@sandwright/core';
import { removeTree } from '../collection/remove-tree.ts';
import type { DoctorFinding } from './finding.ts';

/** What its absence means, for people. */
const meanings: Readonly<Partial<Record<SandboxCapability, string>>> = {
  'isolated-filesystem': 'actions see files of this machine that are not their inputs',
  'isolated-network': 'actions reach the network',
  'isolated-processes': 'actions see and reach other processes, and may leave some behind',
  'read-only-inputs': 'actions can change stored inputs',
  'resource-limits': 'memory, processes and disk of an action as a whole are not bounded',
};

/**
 * Whether a sandbox works here with its default configuration, and what it does not promise.
 * @param backend makes it
 */
export async function examineSandbox(backend: SandboxBackend, options: CallOptions): Promise<DoctorFinding> {
  const name = `sandbox ${backend.kind}`;
  const cacheDirectory = mkdtempSync(join(tmpdir(), 'sandwright-doctor-'));
  try {
    await using sandbox = await backend.create(backend.configSchema.parse({}), {
      storage: new MemoryContentAddressableStorage(),
      clock: systemClock,
      logger: silentLogger,
      cacheDirectory,
      concurrency: 1,
    });
    const availability = await sandbox.probe(options);
    if (!availability.available) {
      const fix = availability.fix === undefined ? {} : { fix: availability.fix };
      return { name, ok: false, detail: availability.reason, costs: 'environments that name only this sandbox do not work here', ...fix };
    }
    const lost = Object.entries(meanings).filter(([capability]) => !sandbox.capabilities.has(capability as SandboxCapability));
    const promises = [...sandbox.capabilities].sort().join(', ') || 'nothing';
    const costs = lost.length === 0 ? {} : { costs: lost.map(([, meaning]) => meaning).join('; ') };
    return { name, ok: true, detail: `works; promises ${promises}`, ...costs };
  } catch (error) {
    options.signal?.throwIfAborted();
    return { name, ok: false, detail: `it could not be tried: ${SandwrightError.from(error).message}` };
  } finally {
    await removeTree(cacheDirectory);
  }
}
