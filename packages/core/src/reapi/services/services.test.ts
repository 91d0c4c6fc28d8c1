import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import * as reapi from '../index.ts';

const table = readFileSync(new URL('../../../proto/wire-table.txt', import.meta.url), 'utf8');

/** The methods that the table gives a service: path, and which side streams. */
function methodsInTable(service: string): string[] {
  const paragraph = table.split(`\nservice ${service}\n`)[1]?.split(/\n(?=\S)/)[0] ?? '';
  return paragraph.split('\n').map((line) => {
    const [, name, requestStream, responseStream] = /^ {2}(\w+)\((stream )?\S+\) -> (stream )?\S+$/.exec(line) ?? [];
    return `/${service}/${name} ${requestStream !== undefined} ${responseStream !== undefined}`;
  });
}

describe('service definitions', () => {
  test.each([
    ['build.bazel.remote.execution.v2.Execution', reapi.executionService],
    ['build.bazel.remote.execution.v2.ActionCache', reapi.actionCacheService],
    ['build.bazel.remote.execution.v2.ContentAddressableStorage', reapi.contentAddressableStorageService],
    ['build.bazel.remote.execution.v2.Capabilities', reapi.capabilitiesService],
    ['build.bazel.remote.asset.v1.Fetch', reapi.fetchService],
    ['build.bazel.remote.asset.v1.Push', reapi.pushService],
    ['google.bytestream.ByteStream', reapi.byteStreamService],
    ['google.longrunning.Operations', reapi.operationsService],
    ['grpc.health.v1.Health', reapi.healthService],
  ])('%s has the methods of the protocol', (name, service) => {
    const methods = Object.values(service).map((each) => `${each.path} ${each.requestStream} ${each.responseStream}`);
    expect(methods).toEqual(methodsInTable(name));
  });

  test('messages go both ways as buffers', () => {
    const bytes = reapi.byteStreamService.write.requestSerialize({ resourceName: 'a', writeOffset: 5, data: Buffer.from('x') });
    expect(Buffer.isBuffer(bytes)).toBe(true);
    expect(reapi.byteStreamService.write.requestDeserialize(bytes)).toMatchObject({
      resourceName: 'a',
      writeOffset: 5,
      finishWrite: false,
    });
  });

  test('64-bit numbers are plain numbers, and unsafe ones stay recognisable as such', () => {
    const exact = reapi.Digest.encode({ hash: '', sizeBytes: Number.MAX_SAFE_INTEGER }).finish();
    expect(reapi.Digest.decode(exact).sizeBytes).toBe(Number.MAX_SAFE_INTEGER);
    for (const hex of ['10ffffffffffffffff7f', '108080808080808010', '108180808080808010']) {
      expect(Number.isSafeInteger(reapi.Digest.decode(Buffer.from(hex, 'hex')).sizeBytes)).toBe(false);
    }
    expect(reapi.Digest.decode(Buffer.from('10ffffffffffffffffff01', 'hex')).sizeBytes).toBe(-1);
  });
});
