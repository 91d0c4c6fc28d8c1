import { expect, test } from '@jest/globals';
import type { ActionResult, Output } from '../action/action-result.ts';
import { type Digest, digestOf, emptyDigest } from '../digest/digest.ts';
import { encodeDirectory } from '../merkle/encode-directory.ts';
import { encodeTree } from '../merkle/tree-encoding.ts';
import { CompletenessCheckingActionCache } from './completeness-checking-action-cache.ts';
import { MemoryActionCache } from './memory-action-cache.ts';
import { MemoryContentAddressableStorage } from './memory-content-addressable-storage.ts';

const bytes = (text: string): Buffer => Buffer.from(text);
const key = digestOf(bytes('action'));

function resultWith(outputs: readonly Output[], streams: Partial<ActionResult> = {}): ActionResult {
  return { exitCode: 0, stdout: emptyDigest, stderr: emptyDigest, outputs, metadata: { worker: 'w' }, ...streams };
}

async function found(result: ActionResult, stored: readonly Uint8Array[]): Promise<boolean> {
  const storage = new MemoryContentAddressableStorage();
  for (const data of stored) await storage.write(digestOf(data), data);
  const cache = new CompletenessCheckingActionCache(new MemoryActionCache(), storage);
  await cache.put(key, result);
  return (await cache.get(key)) !== undefined;
}

const inner = { files: [{ name: 'f', digest: digestOf(bytes('deep')), isExecutable: false }], directories: [], symlinks: [] };
const root = { files: [], directories: [{ name: 'd', digest: digestOf(encodeDirectory(inner)) }], symlinks: [] };
const tree = encodeTree({ root, children: [inner] });
const file = (digest: Digest): Output => ({ kind: 'file', path: 'a', digest, isExecutable: false });

test.each([
  ['a file', resultWith([file(digestOf(bytes('x')))]), [bytes('x')]],
  ['standard output', resultWith([], { stdout: digestOf(bytes('said')) }), [bytes('said')]],
  ['standard error', resultWith([], { stderr: digestOf(bytes('said')) }), [bytes('said')]],
  ['a folder', resultWith([{ kind: 'directory', path: 'o', treeDigest: digestOf(tree) }]), [tree, bytes('deep')]],
  [
    'a folder of Directory messages',
    resultWith([{ kind: 'directory', path: 'o', rootDirectoryDigest: digestOf(encodeDirectory(root)) }]),
    [encodeDirectory(root), encodeDirectory(inner), bytes('deep')],
  ],
])('%s: found if all of it is there, and not if any of it is gone', async (_what, result, blobs) => {
  expect(await found(result, blobs)).toBe(true);
  for (const gone of blobs) {
    expect(
      await found(
        result,
        blobs.filter((blob) => blob !== gone),
      ),
    ).toBe(false);
  }
});

test('what a result carries along, empty output and links need not be stored', async () => {
  const link: Output = { kind: 'symlink', path: 'l', target: 'x' };
  expect(await found(resultWith([link, file(emptyDigest)], { stdout: digestOf(bytes('said')), stdoutRaw: bytes('said') }), [])).toBe(true);
});
