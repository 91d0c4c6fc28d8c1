import { describe, test as it } from '@jest/globals';
import { describeSandbox } from '@sandwright/core/testing';
import { hostBackend } from './host-backend.ts';

describeSandbox('host', (services) => hostBackend.create(hostBackend.configSchema.parse({}), services), {
  describe,
  it,
  tellsUsage: true,
  capabilities: [],
});
