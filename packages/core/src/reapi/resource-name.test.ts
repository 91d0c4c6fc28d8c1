import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type DigestFunction, digestFunctions } from '../digest/digest-function.ts';
import {
  formatReadResourceName,
  formatUploadResourceName,
  parseReadResourceName,
  parseUploadResourceName,
  type ResourceCompressor,
} from './resource-name.ts';

const sha256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const sha1 = 'da39a3ee5e6b4b0d3255bfef95601890afd80709';

describe('resource names', () => {
  test.each([
    [`blobs/${sha256}/0`, '', 'SHA256', 'identity'],
    [`/blobs/${sha256}/0`, '', 'SHA256', 'identity'],
    [`main/blobs/${sha256}/12`, 'main', 'SHA256', 'identity'],
    [`a/b/c/compressed-blobs/zstd/${sha1}/7`, 'a/b/c', 'SHA1', 'zstd'],
    [`blobs/blake3/${sha256}/5`, '', 'BLAKE3', 'identity'],
    [`x/compressed-blobs/zstd/blake3/${sha256}/5`, 'x', 'BLAKE3', 'zstd'],
    [`blobs/sha256/${sha256}/5`, '', 'SHA256', 'identity'],
  ])('reads %s', (name, instanceName, digestFunction, compressor) => {
    expect(parseReadResourceName(name)).toMatchObject({ instanceName, digestFunction, compressor });
  });

  test.each([
    [`uploads/9f0c/blobs/${sha256}/3`, '', 'SHA256', 'identity'],
    [`i/j/uploads/9f0c/compressed-blobs/zstd/${sha256}/3/some/name.txt`, 'i/j', 'SHA256', 'zstd'],
    [`uploads/9f0c/blobs/blake3/${sha256}/3/blobs/uploads`, '', 'BLAKE3', 'identity'],
  ])('reads the upload %s', (name, instanceName, digestFunction, compressor) => {
    expect(parseUploadResourceName(name)).toMatchObject({
      instanceName,
      digestFunction,
      compressor,
      uuid: '9f0c',
      digest: { sizeBytes: 3 },
    });
  });

  test.each([
    ['', /expected \[INSTANCE/],
    ['main', /expected \[INSTANCE/],
    [`//blobs/${sha256}/1`, /empty component/],
    [`a//b/blobs/${sha256}/1`, /empty component/],
    [`../blobs/${sha256}/1`, /component "\.\."/],
    [`operations/blobs/${sha256}/1`, /reserved keyword "operations"/],
    [`uploads/x/blobs/${sha256}/1`, /reserved keyword "uploads"/],
    ['blobs', /hash .*is missing/],
    [`blobs/${sha256}`, /size is missing/],
    [`blobs/${sha256}/`, /size is missing/],
    [`blobs//${sha256}/1`, /hash .*is missing/],
    [`blobs/${sha256}/1/extra`, /"extra" stands after/],
    [`blobs/${sha256}/-1`, /not the size/],
    [`blobs/${sha256}/01`, /not the size/],
    [`blobs/${sha256}/1e3`, /not the size/],
    [`blobs/${sha256}/9223372036854775807`, /not the size/],
    [`blobs/${sha256}/9007199254740993`, /not the size/],
    [`blobs/${sha256.toUpperCase()}/1`, /not a hash/],
    [`blobs/${sha256.slice(1)}/1`, /not a hash/],
    [`blobs/blake3/${sha1}/1`, /not a hash of BLAKE3/],
    [`compressed-blobs/lz4/${sha256}/1`, /"lz4" is not a compressor/],
    [`compressed-blobs/identity/${sha256}/1`, /not a compressor/],
    [`a\u0000b/blobs/${sha256}/1`, /control character/],
    [`${'a/'.repeat(3000)}blobs/${sha256}/1`, /longer than 4096/],
  ])('refuses %j', (name, message) => {
    expect(() => parseReadResourceName(name)).toThrow(
      expect.objectContaining({ code: 'ACTION_INVALID', message: expect.stringMatching(message) }),
    );
  });

  test.each([
    [`blobs/${sha256}/1`, /expected \[INSTANCE/],
    [`uploads/blobs/${sha256}/1`, /stands where blobs/],
    [`uploads//blobs/${sha256}/1`, /UUID is missing/],
    [`uploads/a b/blobs/${sha256}/1`, /not an identifier/],
    ['uploads/u/compressed-blobs', /compressor is missing/],
  ])('refuses the upload %j', (name, message) => {
    expect(() => parseUploadResourceName(name)).toThrow(
      expect.objectContaining({ code: 'ACTION_INVALID', message: expect.stringMatching(message) }),
    );
  });

  test('whatever is written is read as the same', () => {
    const part = fc
      .stringMatching(/^[a-zA-Z0-9_.-]{1,8}$/)
      .filter((text) => !/^(blobs|uploads|actions|operations|capabilities|\.\.?)$/.test(text));
    const resource = fc
      .record({
        instanceName: fc.array(part, { maxLength: 3 }).map((parts) => parts.join('/')),
        digestFunction: fc.constantFrom(...(Object.keys(digestFunctions) as DigestFunction[])),
        compressor: fc.constantFrom<ResourceCompressor>('identity', 'zstd', 'deflate', 'brotli'),
        sizeBytes: fc.maxSafeNat(),
        nibble: fc.constantFrom('0', '7', 'a', 'f'),
        uuid: fc.uuid(),
      })
      .map(({ sizeBytes, nibble, ...rest }) => ({
        ...rest,
        digest: { hash: nibble.repeat(digestFunctions[rest.digestFunction].hexLength), sizeBytes },
      }));
    fc.assert(
      fc.property(resource, ({ uuid, ...blob }) => {
        expect(parseReadResourceName(formatReadResourceName(blob))).toEqual(blob);
        expect(parseUploadResourceName(formatUploadResourceName({ ...blob, uuid }))).toEqual({ ...blob, uuid });
      }),
    );
  });
});
