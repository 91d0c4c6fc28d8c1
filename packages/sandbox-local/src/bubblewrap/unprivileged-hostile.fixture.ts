// Hostile actions as node:test runs them, for a process that is started as somebody without privileges: see bubblewrap-hostile.e2e.test.ts.
import { describe, it } from 'node:test';
import { describeHostileActions } from '@sandwright/core/testing';
import { bubblewrapBackend } from './bubblewrap-backend.ts';
import { bubblewrapCapabilities } from './bubblewrap-sandbox.ts';
import { hostileLimits, limitsAreNamed } from './hostile-limits.ts';

const capabilities = [...bubblewrapCapabilities()];

describeHostileActions(
  'bubblewrap without privileges',
  (services) => bubblewrapBackend.create(bubblewrapBackend.configSchema.parse({ limits: hostileLimits }), services),
  { describe, it, capabilities, limits: { ...hostileLimits, named: limitsAreNamed() } },
);
