import { spawnSync } from 'node:child_process';
import { describe, test } from '@jest/globals';
import { describeSandbox } from '@sandwright/core/testing';
import { firejailBackend } from './firejail-backend.mjs';

// Where there is no firejail this fails in CI, and is skipped elsewhere.
const inCi = !['', '0', 'false'].includes(process.env['CI'] ?? '');
const isMissing = !inCi && spawnSync('firejail', ['--version']).error !== undefined;
const name = isMissing ? 'firejail (which is not on the PATH: Debian package firejail)' : 'firejail';

describeSandbox(name, (services) => firejailBackend.create(firejailBackend.configSchema.parse({}), services), {
  describe: isMissing ? describe.skip : describe,
  it: test,
  capabilities: ['isolated-network', 'isolated-processes', 'read-only-inputs'],
});
