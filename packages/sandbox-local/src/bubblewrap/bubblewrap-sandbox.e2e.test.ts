import { describe, it } from '@jest/globals';
import { describeSandbox, hostToolRoot } from '@sandwright/core/testing';
import { bubblewrapBackend } from './bubblewrap-backend.ts';
import { bubblewrapCapabilities } from './bubblewrap-sandbox.ts';
import { contractVariants } from './contract-variants.ts';

for (const [root, staging, printedMebibytes] of contractVariants) {
  describeSandbox(
    `bubblewrap, root: ${root}, staging: ${staging}`,
    (services) => bubblewrapBackend.create(bubblewrapBackend.configSchema.parse({ root, staging }), services),
    { describe, it, tellsUsage: true, root, capabilities: [...bubblewrapCapabilities()], toolRoot: hostToolRoot, printedMebibytes },
  );
}
