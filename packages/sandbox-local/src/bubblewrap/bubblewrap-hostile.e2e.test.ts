import { describe, test as it } from '@jest/globals';
import { describeHostileActions } from '@sandwright/core/testing';
import { bubblewrapBackend } from './bubblewrap-backend.ts';
import { bubblewrapCapabilities } from './bubblewrap-sandbox.ts';

const limits = { memoryBytes: 256 << 20, processes: 64, cpuSeconds: 2, outputBytes: 1 << 20, diskBytes: 64 << 20 };

describeHostileActions('bubblewrap', (services) => bubblewrapBackend.create(bubblewrapBackend.configSchema.parse({ limits }), services), {
  describe,
  it,
  capabilities: [...bubblewrapCapabilities],
  limits: { ...limits, named: true },
});
