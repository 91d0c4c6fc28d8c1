import { describe, expect, it } from '@jest/globals';
import { describeContentAddressableStorage } from '../testing/describe-content-addressable-storage.ts';
import { sampleBlob } from '../testing/storage-cases/sample-blobs.ts';
import { MemoryContentAddressableStorage } from './memory-content-addressable-storage.ts';
import { VerifyingContentAddressableStorage } from './verifying-content-addressable-storage.ts';

const capabilities = ['sha1', 'md5', 'sha384', 'sha512', 'blake3'] as const;

describeContentAddressableStorage(
  'MemoryContentAddressableStorage',
  async () => ({ storage: new MemoryContentAddressableStorage() }),
  { describe, it },
  { capabilities },
);

describeContentAddressableStorage(
  'VerifyingContentAddressableStorage',
  async () => ({ storage: new VerifyingContentAddressableStorage(new MemoryContentAddressableStorage()) }),
  { describe, it },
  { capabilities },
);

describe('MemoryContentAddressableStorage', () => {
  it('refuses what goes beyond its bound, and takes it once there is room', async () => {
    const storage = new MemoryContentAddressableStorage({ maxBytes: 1000 });
    const [a, b] = [sampleBlob(600, 1), sampleBlob(600, 2)];
    await storage.write(a.digest, a.data);
    await expect(storage.write(b.digest, b.data)).rejects.toMatchObject({ code: 'RESOURCE_EXHAUSTED' });
    storage.delete(a.digest);
    await storage.write(b.digest, b.data);
    expect(storage.sizeBytes).toBe(600);
  });
});
