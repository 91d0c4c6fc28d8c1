import { describe, it } from '@jest/globals';
import { describeSandbox, hostToolRoot } from '@sandwright/core/testing';
import { bubblewrapBackend } from './bubblewrap-backend.ts';
import { bubblewrapCapabilities } from './bubblewrap-sandbox.ts';

for (const root of ['host', 'input'] as const) {
  describeSandbox(
    `bubblewrap, root: ${root}`,
    (services) => bubblewrapBackend.create(bubblewrapBackend.configSchema.parse({ root }), services),
    { describe, it, root, capabilities: [...bubblewrapCapabilities], toolRoot: hostToolRoot },
  );
}
