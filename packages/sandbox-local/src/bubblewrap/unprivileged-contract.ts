// The contract as node:test runs it, for a process that is started as somebody without privileges: see bubblewrap-unprivileged.e2e.test.ts.
import { describe, it } from 'node:test';
import { describeSandbox, hostToolRoot } from '@sandwright/core/testing';
import { bubblewrapBackend } from './bubblewrap-backend.ts';
import { bubblewrapCapabilities } from './bubblewrap-sandbox.ts';
import { contractVariants } from './contract-variants.ts';

for (const [root, staging, printedMebibytes] of contractVariants) {
  describeSandbox(
    `bubblewrap without privileges, root: ${root}, staging: ${staging}`,
    (services) => bubblewrapBackend.create(bubblewrapBackend.configSchema.parse({ root, staging }), services),
    { describe, it, tellsUsage: true, root, capabilities: [...bubblewrapCapabilities()], toolRoot: hostToolRoot, printedMebibytes },
  );
}
