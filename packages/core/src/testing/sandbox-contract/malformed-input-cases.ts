import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Digest, digestOf } from '../../digest/digest.ts';
import type { ErrorCode } from '../../errors/error-code.ts';
import type { SandwrightError } from '../../errors/sandwright-error.ts';
import { silentLogger } from '../../logging/logger.ts';
import { contentsBelow, failure, uniqueSeconds, untilNothingNew } from './expectations.ts';
import type { SandboxCase, SandboxSubject } from './sandbox-case.ts';

/** A length-delimited protobuf field. */
const field = (number: number, ...parts: readonly (Uint8Array | string)[]): Buffer => {
  const value = Buffer.concat(parts.map((part) => Buffer.from(part)));
  assert.ok(value.length < 0x80 * 0x80);
  const length = value.length < 0x80 ? [value.length] : [(value.length & 0x7f) | 0x80, value.length >> 7];
  return Buffer.concat([Buffer.from([(number << 3) | 2, ...length]), value]);
};

const varint = (number: number, value: number): Buffer => Buffer.from([number << 3, value]);

const contents = Buffer.from('x');
const digestField = (digest: Digest): Buffer => field(2, field(1, digest.hash), varint(2, digest.sizeBytes));
const file = (name: string | Uint8Array, digest = digestOf(contents)): Buffer => field(1, field(1, name), digestField(digest));
const folder = (name: string, digest: Digest): Buffer => field(2, field(1, name), digestField(digest));
const link = (name: string, target: string): Buffer => field(3, field(1, name), field(2, target));

/** Executes an action whose root Directory has those bytes, and sees to it that nothing was run or left. */
async function refused(subject: SandboxSubject, root: Buffer, ...codes: readonly ErrorCode[]): Promise<SandwrightError> {
  const marker = join(tmpdir(), `sandwright-never-${uniqueSeconds()}`);
  const inputRoot = digestOf(root);
  await subject.storage.write(digestOf(contents), contents);
  await subject.storage.write(inputRoot, root);
  const action = { ...(await subject.action({ script: `: > ${marker}` })), inputRoot };
  const before = contentsBelow(subject.cacheDirectory);
  const error = await failure(subject.sandbox.execute(action, { logger: silentLogger }), ...codes);
  await untilNothingNew(subject.cacheDirectory, before);
  assert.equal(existsSync(marker), false);
  return error;
}

const absent = (name: string): Digest => digestOf(Buffer.from(`absent ${name} ${uniqueSeconds()}`));

const malformed: readonly (readonly [string, Buffer])[] = [
  ['names that stand twice', Buffer.concat([file('a'), file('a')])],
  ['a name that is a file and a link', Buffer.concat([file('a'), link('a', 'b')])],
  ['the name ..', file('..')],
  ['the name .', link('.', 'x')],
  ['an empty name', file('')],
  ['a slash in a name', file('a/b')],
  ['a slash in a link’s name', link('../escape', 'x')],
  ['a NUL in a name', file('a\0b')],
  ['names out of order', Buffer.concat([file('b'), file('a')])],
  ['an empty link target', link('a', '')],
  ['a NUL in a link target', link('a', 'b\0c')],
  ['a name that is not UTF-8', file(Buffer.from([0x66, 0xff]))],
  ['a hash that is none', file('a', { hash: '../../etc/passwd', sizeBytes: 1 })],
  ['bytes that are no Directory', Buffer.from([0x0a, 0xff, 0xff, 0xff, 0x7f, 1])],
];

/** Input roots that nobody may stage. */
export const malformedInputCases: readonly SandboxCase[] = [
  ...malformed.map(
    ([what, root]): SandboxCase => ({
      title: `refuses an input root with ${what}, and runs nothing`,
      needs: [],
      run: async (subject) => {
        await refused(subject, root, 'ACTION_INVALID');
      },
    }),
  ),
  {
    title: 'refuses an input root that lacks blobs, names them, and runs nothing',
    needs: [],
    run: async (subject) => {
      const missing = [absent('1'), absent('2')];
      const [first, second] = missing as [Digest, Digest];
      const error = await refused(subject, Buffer.concat([file('a', first), file('b'), file('c', second)]), 'BLOB_MISSING');
      const named = error.details.missing as readonly Digest[];
      assert.deepEqual(named.map((digest) => digest.hash).sort(), missing.map((digest) => digest.hash).sort());
      await refused(subject, folder('a', first), 'BLOB_MISSING');
    },
  },
  {
    title: 'refuses an input root with a blob of another size, and runs nothing',
    needs: [],
    run: async (subject) => {
      const wrong = { ...digestOf(contents), sizeBytes: 7 };
      await refused(subject, file('a', wrong), 'BLOB_MISSING', 'BLOB_CORRUPT', 'ACTION_INVALID');
    },
  },
];
