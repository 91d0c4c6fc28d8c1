import assert from 'node:assert/strict';
import type { DigestFunction } from '../../digest/digest-function.ts';
import { hashHex } from '../../digest/hasher.ts';
import { assertCode, assertSameBytes, inPieces, readAll, sampleBlob, sampleBytes } from './sample-blobs.ts';
import type { StorageCapability, StorageCase } from './storage-case.ts';

const functions: readonly (readonly [StorageCapability, DigestFunction])[] = [
  ['sha1', 'SHA1'],
  ['md5', 'MD5'],
  ['sha384', 'SHA384'],
  ['sha512', 'SHA512'],
  ['blake3', 'BLAKE3'],
];

/** What must hold of digest functions other than SHA-256. */
export const storageDigestFunctionCases: readonly StorageCase[] = [
  ...functions.map(
    ([capability, digestFunction]): StorageCase => ({
      title: `stores small and large blobs under ${digestFunction} digests, and checks them`,
      needs: [capability],
      run: async ({ storage }) => {
        const options = { digestFunction };
        for (const size of [0, 100, 300_000]) {
          const data = sampleBytes(size);
          const digest = { hash: hashHex(digestFunction, data), sizeBytes: size };
          const wrong = { hash: hashHex(digestFunction, sampleBytes(size + 1)), sizeBytes: size };
          await storage.write(digest, inPieces(data, 20_000), options);
          await storage.write(digest, data, options);
          assertSameBytes(await readAll(storage, digest, options), data);
          await assertCode(storage.write(wrong, data, options), 'BLOB_CORRUPT');
          assert.equal((await storage.findMissing([digest, wrong], options)).length, 1);
        }
      },
    }),
  ),
  {
    title: 'tells hashes apart that differ only in their last character',
    needs: ['sha512'],
    run: async ({ storage }) => {
      const options = { digestFunction: 'SHA512' as const };
      const data = sampleBytes(100);
      const hash = hashHex('SHA512', data);
      const other = { hash: hash.slice(0, -1) + (hash.endsWith('0') ? '1' : '0'), sizeBytes: 100 };
      await storage.write({ hash, sizeBytes: 100 }, data, options);
      assert.equal((await storage.findMissing([other], options)).length, 1);
      await assertCode(readAll(storage, other, options), 'BLOB_MISSING');
    },
  },
  {
    title: 'keeps BLAKE3 and SHA256 digests of equal length apart',
    needs: ['blake3'],
    run: async ({ storage }) => {
      const { digest, data } = sampleBlob(100);
      await storage.write(digest, data);
      assert.equal((await storage.findMissing([digest], { digestFunction: 'BLAKE3' })).length, 1);
      assert.equal((await storage.findMissing([digest], { digestFunction: 'SHA256' })).length, 0);
    },
  },
];
