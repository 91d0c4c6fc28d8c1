import { describe, expect, it } from '@jest/globals';
import { digestOf } from '../digest/digest.ts';
import { SandwrightError } from '../errors/sandwright-error.ts';
import { describeContentAddressableStorage } from '../testing/describe-content-addressable-storage.ts';
import type { KeyValueTable } from './local-store.ts';
import { MemoryContentAddressableStorage } from './memory-content-addressable-storage.ts';
import { readBlob } from './read-blob.ts';
import { RemoteBackedStorage } from './remote-backed-storage.ts';

function memoryTable(): KeyValueTable {
  const values = new Map<string, Uint8Array>();
  return {
    get: async (key) => values.get(String(key)),
    put: async (key, value) => void values.set(String(key), value),
    delete: async (key) => void values.delete(String(key)),
  };
}

function rig(table = memoryTable()) {
  const local = new MemoryContentAddressableStorage();
  const server = new MemoryContentAddressableStorage();
  const reads: string[] = [];
  const remote: Pick<MemoryContentAddressableStorage, 'read' | 'readBatch'> = {
    read: (digest, options) => {
      reads.push(digest.hash);
      return server.read(digest, options);
    },
    readBatch: (digests, options) => {
      reads.push(...digests.map(({ hash }) => hash));
      return server.readBatch(digests, options);
    },
  };
  return { local, server, table, reads, storage: new RemoteBackedStorage({ server: 's', local, remote: async () => remote, table }) };
}

const data = Buffer.from('far away');
const digest = digestOf(data);

describeContentAddressableStorage('RemoteBackedStorage', async () => ({ storage: rig().storage }), { describe, it });

describe('RemoteBackedStorage', () => {
  it('counts what was left as held, in a later process too, and what was not left as missing', async () => {
    const { server, table, storage, reads } = rig();
    await server.write(digest, data);
    expect(await storage.findMissing([digest])).toEqual([digest]);
    await storage.leave([digest]);
    expect(await storage.findMissing([digest])).toEqual([]);
    expect(await rig(table).storage.findMissing([digest])).toEqual([]);
    expect(await storage.absent([digest])).toEqual([digest]);
    expect(reads).toEqual([]);
  });

  it.each([
    ['alone', async (storage: RemoteBackedStorage) => await readBlob(storage, digest)],
    ['from the middle', async (storage: RemoteBackedStorage) => Buffer.concat([data.subarray(0, 3), ...(await rest(storage, 3))])],
    [
      'in a batch',
      async (storage: RemoteBackedStorage) => {
        const [answer] = await storage.readBatch([digest]);
        return answer !== undefined && 'data' in answer ? answer.data : undefined;
      },
    ],
  ])('fetches a blob that is read %s, once', async (_, read) => {
    const { server, storage, reads, local } = rig();
    await server.write(digest, data);
    await storage.leave([digest]);
    expect(Buffer.from((await read(storage)) ?? [])).toEqual(data);
    await read(storage);
    expect(reads).toEqual([digest.hash]);
    expect(await local.findMissing([digest])).toEqual([]);
  });

  it('fetches once what several read at the same time', async () => {
    const { server, storage, reads } = rig();
    await server.write(digest, data);
    await storage.leave([digest]);
    await Promise.all([readBlob(storage, digest), readBlob(storage, digest), readBlob(storage, digest)]);
    expect(reads).toEqual([digest.hash]);
  });

  it.each([
    ['alone', (storage: RemoteBackedStorage) => readBlob(storage, digest)],
    [
      'in a batch',
      async (storage: RemoteBackedStorage) => {
        for (const answer of await storage.readBatch([digest])) if ('error' in answer) throw answer.error;
      },
    ],
  ])('names a blob that the server lost when it is read %s, and counts it as missing from then on', async (_, read) => {
    const { storage } = rig();
    await storage.leave([digest]);
    await expect(read(storage)).rejects.toMatchObject({ code: 'BLOB_MISSING', details: { missing: [digest] } });
    expect(await storage.findMissing([digest])).toEqual([digest]);
  });

  it('does not take a server that cannot be reached for one that lost it', async () => {
    const { local, table } = rig();
    const storage = new RemoteBackedStorage({
      server: 's',
      local,
      table,
      remote: async () => {
        throw new SandwrightError('REMOTE_UNAVAILABLE', 'nobody there');
      },
    });
    await storage.leave([digest]);
    await expect(readBlob(storage, digest)).rejects.toMatchObject({ code: 'REMOTE_UNAVAILABLE' });
    expect(await storage.findMissing([digest])).toEqual([]);
  });
});

async function rest(storage: RemoteBackedStorage, offset: number): Promise<readonly Uint8Array[]> {
  const pieces: Uint8Array[] = [];
  for await (const piece of storage.read(digest, { offset })) pieces.push(piece);
  return pieces;
}
