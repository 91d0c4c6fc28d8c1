import { expect, test } from '@jest/globals';
import { RequestMetadata } from '@sandwright/core/reapi';
import { requestMetadataHeader } from './request-metadata.ts';

test('every field of a request travels in the header that the protocol names', () => {
  const [name, value] = requestMetadataHeader({
    toolName: 'sandwright',
    toolVersion: '1.2.3',
    invocationId: 'run',
    correlatedInvocationsId: 'runs',
    actionId: 'hash',
    targetId: '//lib:greet',
    mnemonic: 'test',
    configurationId: 'debug',
  });
  expect(name).toBe('build.bazel.remote.execution.v2.requestmetadata-bin');
  expect(RequestMetadata.decode(value)).toMatchObject({
    toolDetails: { toolName: 'sandwright', toolVersion: '1.2.3' },
    toolInvocationId: 'run',
    correlatedInvocationsId: 'runs',
    actionId: 'hash',
    targetId: '//lib:greet',
    actionMnemonic: 'test',
    configurationId: 'debug',
  });
});
