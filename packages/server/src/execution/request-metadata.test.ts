import { describe, expect, test } from '@jest/globals';
import { RequestMetadata, type RequestMetadataInit } from '@sandwright/core/reapi';
import type { CallContext } from '../transport/call-context.ts';
import { invocationOf } from './request-metadata.ts';

function callWith(header: string, content: Uint8Array): CallContext {
  return {
    signal: new AbortController().signal,
    peer: '127.0.0.1:4711',
    header: () => undefined,
    binaryHeader: (name: string) => (name === header ? Buffer.from(content) : undefined),
  };
}

const today = 'build.bazel.remote.execution.v2.requestmetadata-bin';
const ofPants = 'google.devtools.remoteexecution.v1test.requestmetadata-bin';
const encoded = (metadata: RequestMetadataInit): Uint8Array => RequestMetadata.encode(metadata).finish();

describe('invocationOf', () => {
  test.each([
    ['the invocation', today, encoded({ toolInvocationId: 'one', correlatedInvocationsId: 'two' }), 'one'],
    ["the invocation under Pants' old header", ofPants, encoded({ toolInvocationId: 'pants_run_7' }), 'pants_run_7'],
    ['what invocations have in common, where they have no name', today, encoded({ correlatedInvocationsId: 'two' }), 'two'],
    ['the address without its port, where nothing is said', 'other', new Uint8Array(), '127.0.0.1'],
    ['the address, where nonsense is said', today, Buffer.from([255, 255, 255]), '127.0.0.1'],
  ])('is %s', (_, header, content, expected) => {
    expect(invocationOf(callWith(header, content))).toBe(expected);
  });

  test('is bounded', () => {
    expect(invocationOf(callWith(today, encoded({ toolInvocationId: 'x'.repeat(100_000) })))).toHaveLength(200);
  });
});
