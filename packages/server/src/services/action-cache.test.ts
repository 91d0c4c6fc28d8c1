import { randomBytes } from 'node:crypto';
import { status } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Digest, digestOf, emptyDigest } from '@sandwright/core';
import { ActionResult, type ActionResultInit, actionCacheService, Directory, Tree } from '@sandwright/core/reapi';
import { failureOf } from '../test-support/grpc-test-client.ts';
import { startTestServer, type TestServer } from '../test-support/test-server.ts';

let shared: TestServer;
beforeAll(async () => {
  shared = await startTestServer({ max_inline_size: '1000B', instances: { readonly: { client_updates: false } } });
});
afterAll(async () => {
  await shared[Symbol.asyncDispose]();
});

const action = (): Digest => digestOf(randomBytes(16));
const gone = (): Digest => digestOf(randomBytes(17));

async function update(actionDigest: Digest, actionResult: ActionResultInit, instanceName = ''): Promise<void> {
  await shared.client.unary(actionCacheService.updateActionResult, { instanceName, actionDigest, actionResult });
}

async function get(
  actionDigest: Digest,
  wishes: { inlineStdout?: boolean; inlineStderr?: boolean; inlineOutputFiles?: string[]; instanceName?: string } = {},
): Promise<ActionResult> {
  return await shared.client.unary(actionCacheService.getActionResult, { actionDigest, ...wishes });
}

describe('ActionCache', () => {
  test('a result comes back byte for byte, with everything that it carries', async () => {
    const [file = emptyDigest] = await shared.put('an output');
    const result: ActionResultInit = {
      outputFiles: [
        {
          path: 'out/ü',
          digest: file,
          isExecutable: true,
          nodeProperties: {
            mtime: { seconds: 1_700_000_000, nanos: 5 },
            unixMode: { value: 0o751 },
            properties: [{ name: 'x', value: 'y' }],
          },
        },
      ],
      outputSymlinks: [{ path: 'link', target: '/absolute', nodeProperties: { unixMode: { value: 0o777 } } }],
      outputFileSymlinks: [{ path: 'link', target: '/absolute' }],
      exitCode: 3,
      stdoutRaw: Buffer.from('inline already'),
      executionMetadata: { worker: 'w', auxiliaryMetadata: [{ typeUrl: 'type.googleapis.com/some.Thing', value: Buffer.from([1, 2]) }] },
    };
    const key = action();
    await update(key, result);
    expect(ActionResult.encode(await get(key)).finish()).toEqual(ActionResult.encode(result).finish());
  });

  test('a miss is NOT_FOUND, a request without a digest INVALID_ARGUMENT', async () => {
    expect((await failureOf(get(action()))).code).toBe(status.NOT_FOUND);
    expect((await failureOf(shared.client.unary(actionCacheService.getActionResult, {}))).code).toBe(status.INVALID_ARGUMENT);
    expect((await failureOf(shared.client.unary(actionCacheService.updateActionResult, { actionDigest: action() }))).code).toBe(
      status.INVALID_ARGUMENT,
    );
  });

  test('a later result replaces the one before', async () => {
    const key = action();
    await update(key, { exitCode: 1 });
    await update(key, { exitCode: 2 });
    expect((await get(key)).exitCode).toBe(2);
  });

  test('every instance has results of its own', async () => {
    const key = action();
    await update(key, { exitCode: 1 }, 'team/a');
    await update(key, { exitCode: 2 }, 'team/b');
    expect((await get(key, { instanceName: 'team/a' })).exitCode).toBe(1);
    expect((await get(key, { instanceName: 'team/b' })).exitCode).toBe(2);
    expect((await failureOf(get(key))).code).toBe(status.NOT_FOUND);
  });

  test('clients may be forbidden to write', async () => {
    const error = await failureOf(update(action(), {}, 'readonly'));
    expect([error.code, error.details]).toEqual([status.PERMISSION_DENIED, expect.stringContaining('setting instances')]);
  });
});

describe('completeness', () => {
  test.each<[string, (digest: Digest) => ActionResultInit]>([
    ['an output file', (digest) => ({ outputFiles: [{ path: 'f', digest }] })],
    ['stdout', (stdoutDigest) => ({ stdoutDigest })],
    ['stderr', (stderrDigest) => ({ stderrDigest })],
    ['a tree', (treeDigest) => ({ outputDirectories: [{ path: 'd', treeDigest }] })],
    ['a root directory', (rootDirectoryDigest) => ({ outputDirectories: [{ path: 'd', rootDirectoryDigest }] })],
  ])('a result without %s is a miss', async (_, resultOf) => {
    const key = action();
    const [there = emptyDigest] = await shared.put(Tree.encode({ root: {} }).finish());
    await update(key, resultOf(gone()));
    expect((await failureOf(get(key))).code).toBe(status.NOT_FOUND);
    await update(key, resultOf(there));
    if (_ !== 'a root directory') expect((await get(key)).exitCode).toBe(0);
  });

  test('a file inside of a tree counts', async () => {
    const [file = emptyDigest] = await shared.put('inside of a tree');
    for (const [digest, present] of [
      [file, true],
      [gone(), false],
    ] as const) {
      const tree = Tree.encode({ root: { files: [] }, children: [{ files: [{ name: 'deep', digest }] }] }).finish();
      const [treeDigest = emptyDigest] = await shared.put(tree);
      const key = action();
      await update(key, { outputDirectories: [{ path: 'd', treeDigest }] });
      if (present) expect((await get(key)).outputDirectories[0]?.path).toBe('d');
      else expect((await failureOf(get(key))).code).toBe(status.NOT_FOUND);
    }
  });

  test('a folder or a file below a root directory counts', async () => {
    const [file = emptyDigest] = await shared.put('below a root directory');
    const cases = [
      { child: Directory.encode({ files: [{ name: 'x', digest: file }] }).finish(), store: true, hit: true },
      { child: Directory.encode({ files: [{ name: 'x', digest: gone() }] }).finish(), store: true, hit: false },
      { child: Directory.encode({ files: [{ name: 'never stored', digest: file }] }).finish(), store: false, hit: false },
    ];
    for (const { child, store, hit } of cases) {
      const root = Directory.encode({ directories: [{ name: 'sub', digest: digestOf(child) }] }).finish();
      await shared.put(root, ...(store ? [child] : []));
      const key = action();
      await update(key, { outputDirectories: [{ path: '', rootDirectoryDigest: digestOf(root) }] });
      expect(
        await get(key).then(
          () => true,
          () => false,
        ),
      ).toBe(hit);
    }
  });

  test('an empty folder and empty outputs are complete without being stored', async () => {
    const key = action();
    await update(key, {
      stdoutDigest: emptyDigest,
      outputFiles: [{ path: 'e', digest: emptyDigest }],
      outputDirectories: [{ path: '.', rootDirectoryDigest: emptyDigest }],
    });
    expect((await get(key)).outputDirectories).toHaveLength(1);
  });
});

describe('inlining', () => {
  test('only what is asked for and fits', async () => {
    const big = randomBytes(1_001);
    const [out = emptyDigest, err = emptyDigest, small = emptyDigest, large = emptyDigest] = await shared.put(
      'stdout text',
      'stderr text',
      'small',
      big,
    );
    const key = action();
    await update(key, {
      stdoutDigest: out,
      stderrDigest: err,
      outputFiles: [
        { path: 'a/small', digest: small },
        { path: 'b', digest: small },
        { path: 'large', digest: large },
      ],
    });
    const plain = await get(key);
    expect(
      [plain.stdoutRaw, plain.stderrRaw, ...plain.outputFiles.map(({ contents }) => contents)].every(({ byteLength }) => byteLength === 0),
    ).toBe(true);
    const inlined = await get(key, { inlineStdout: true, inlineStderr: true, inlineOutputFiles: ['a/small', 'large', 'nothing'] });
    expect([inlined.stdoutRaw, inlined.stderrRaw].map(String)).toEqual(['stdout text', 'stderr text']);
    expect(inlined.stdoutDigest).toEqual(plain.stdoutDigest);
    expect(inlined.outputFiles.map(({ contents }) => String(contents))).toEqual(['small', '', '']);
  });
});
