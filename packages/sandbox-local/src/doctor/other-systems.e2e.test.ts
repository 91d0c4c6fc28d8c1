import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MemoryContentAddressableStorage, type Sandbox, type SandboxBackend, silentLogger, systemClock } from '@sandwright/core';
import { bubblewrapBackend } from '../bubblewrap/bubblewrap-backend.ts';
import { chrootBackend } from '../chroot/chroot-backend.ts';
import { hostBackend } from '../host/host-backend.ts';
import { diagnose } from './diagnose.ts';

// What the sandboxes say and promise where there is no Linux, as far as this process can be made to believe that; what it starts is real.
const realPlatform = process.platform;
const pretend = (platform: NodeJS.Platform): void => void Object.defineProperty(process, 'platform', { value: platform });

let cacheDirectory: string;
beforeEach(() => {
  cacheDirectory = mkdtempSync(join(tmpdir(), 'sandwright-elsewhere-'));
});
afterEach(() => {
  pretend(realPlatform);
  rmSync(cacheDirectory, { recursive: true });
});

async function make(backend: SandboxBackend, config: object = {}): Promise<Sandbox> {
  const services = {
    storage: new MemoryContentAddressableStorage(),
    clock: systemClock,
    logger: silentLogger,
    cacheDirectory,
    concurrency: 1,
  };
  return await backend.create(backend.configSchema.parse(config), services);
}

describe('on another POSIX system', () => {
  it('bubblewrap says that it needs Linux, and what to use instead', async () => {
    pretend('darwin');
    await using sandbox = await make(bubblewrapBackend);
    expect(await sandbox.probe()).toMatchObject({
      available: false,
      cause: 'platform',
      reason: expect.stringContaining('darwin'),
      fix: expect.stringMatching(/"chroot"/),
    });
  });

  it('chroot is the local sandbox: with the input root as root, and only the promises that need no namespaces', async () => {
    pretend('freebsd');
    await using sandbox = await make(chrootBackend, { root: 'input' });
    expect([...sandbox.capabilities].sort()).toEqual(['input-root-as-root', 'isolated-filesystem']);
    const availability = await sandbox.probe();
    if (process.geteuid?.() === 0) expect(availability).toEqual({ available: true });
    else expect(availability).toMatchObject({ available: false, reason: expect.stringMatching(/takes root/) });
  });

  (process.geteuid?.() === 0 ? it : it.skip)("chroot says why it cannot show the host's tools", async () => {
    pretend('freebsd');
    await using sandbox = await make(chrootBackend);
    expect(await sandbox.probe()).toMatchObject({
      reason: expect.stringMatching(/no bind mounts/),
      fix: expect.stringMatching(/root: input/),
    });
  });

  it('the doctor names what is missing, and commands of the host still run', async () => {
    pretend('darwin');
    const report = await diagnose({ backends: [bubblewrapBackend, hostBackend] as readonly SandboxBackend[] });
    expect(report.usable).toEqual(['host']);
    expect(report.findings[0]).toMatchObject({ ok: false, detail: expect.stringContaining('this is darwin') });
  });
});

it('on Windows every local sandbox says why it does not work, and what does', async () => {
  pretend('win32');
  for (const backend of [bubblewrapBackend, chrootBackend, hostBackend] as readonly SandboxBackend[]) {
    await using sandbox = await make(backend);
    expect(await sandbox.probe()).toMatchObject({ available: false, cause: 'platform', fix: expect.stringMatching(/remote environment/) });
  }
});
