import { describe, expect, test } from '@jest/globals';
import { ServerCapabilities, type ServerCapabilitiesInit } from '@sandwright/core/reapi';
import { readCapabilities } from './capabilities.ts';

const read = (init: ServerCapabilitiesInit) =>
  readCapabilities(ServerCapabilities.decode(ServerCapabilities.encode(init).finish()), 'grpc://s:1');

describe('readCapabilities', () => {
  test('a limit of 0 is none, and a bit under 4 MiB is taken then', () => {
    expect(read({ cacheCapabilities: {} })).toMatchObject({ maxBatchBytes: 4 * 1024 * 1024 - 64 * 1024, maxBlobBytes: undefined });
  });

  test('a smaller limit is kept, a larger one is not trusted', () => {
    expect(read({ cacheCapabilities: { maxBatchTotalSizeBytes: 1_000_000 } }).maxBatchBytes).toBe(1_000_000);
    expect(read({ cacheCapabilities: { maxBatchTotalSizeBytes: 2 ** 40 } }).maxBatchBytes).toBeLessThan(4 * 1024 * 1024);
  });

  test('compressors are used where they are announced, each in its place', () => {
    expect(read({ cacheCapabilities: { supportedCompressors: [0, 1] } })).toMatchObject({ zstdByteStream: true, zstdBatch: false });
    expect(read({ cacheCapabilities: { supportedBatchUpdateCompressors: [1] } })).toMatchObject({ zstdByteStream: false, zstdBatch: true });
  });

  test('a server without execution is a cache', () => {
    expect(read({ cacheCapabilities: {} }).execution).toBe(false);
    expect(read({ executionCapabilities: { execEnabled: true, digestFunction: 1 } }).execution).toBe(true);
  });

  test('only a server that says 2.0 and nothing later does not know output_paths', () => {
    expect(read({ lowApiVersion: { major: 2 }, highApiVersion: { major: 2 } }).outputPaths).toBe(false);
    expect(read({ lowApiVersion: { major: 2 }, highApiVersion: { major: 2, minor: 1 } }).outputPaths).toBe(true);
    expect(read({ highApiVersion: { major: 3 } }).outputPaths).toBe(true);
    expect(read({ highApiVersion: {} }).outputPaths).toBe(true);
    expect(read({}).outputPaths).toBe(true);
  });

  test.each<[string, ServerCapabilitiesInit]>([
    ['another version', { lowApiVersion: { major: 3 }, highApiVersion: { major: 3 } }],
    ['other digests', { cacheCapabilities: { digestFunctions: [9] } }],
  ])('refuses a server of %s, naming it', (_, init) => {
    expect(() => read(init)).toThrow(expect.objectContaining({ code: 'REMOTE_REJECTED', message: expect.stringContaining('grpc://s:1') }));
  });
});
