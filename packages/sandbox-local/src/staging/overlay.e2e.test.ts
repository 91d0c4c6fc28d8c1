import { lstatSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type Action,
  createAction,
  type Digest,
  decodeTree,
  digestOf,
  InputRootBuilder,
  MemoryContentAddressableStorage,
  readBlob,
  type Sandbox,
  silentLogger,
  systemClock,
  writeBlobs,
} from '@sandwright/core';
import { bubblewrapBackend } from '../bubblewrap/bubblewrap-backend.ts';
import { inputTime } from './input-time.ts';

describe('staging by overlay', () => {
  const storage = new MemoryContentAddressableStorage();
  const cacheDirectory = mkdtempSync(join(tmpdir(), 'sandwright-overlay-'));
  let sandbox: Sandbox;

  const make = () =>
    bubblewrapBackend.create(bubblewrapBackend.configSchema.parse({ staging: 'overlay' }), {
      storage,
      clock: systemClock,
      logger: silentLogger,
      cacheDirectory,
      concurrency: 2,
    });
  beforeAll(async () => {
    sandbox = await make();
  });
  afterAll(async () => {
    await sandbox[Symbol.asyncDispose]();
    rmSync(cacheDirectory, { recursive: true, force: true });
  });

  async function rootOf(files: Readonly<Record<string, string>>): Promise<Digest> {
    const builder = new InputRootBuilder();
    const blobs = [];
    for (const [path, text] of Object.entries(files)) {
      blobs.push({ digest: digestOf(Buffer.from(text)), data: Buffer.from(text) });
      builder.addFile(path, digestOf(Buffer.from(text)), false);
    }
    const { root, directories } = builder.build();
    await writeBlobs(storage, [...blobs, ...directories.values()]);
    return root;
  }

  async function actionOf(inputRoot: Digest, script: string, outputPaths: readonly string[]): Promise<Action> {
    const { action, blobs } = createAction({
      command: {
        arguments: ['sh', '-c', script],
        environment: [],
        outputPaths,
        outputFiles: [],
        outputDirectories: [],
        workingDirectory: '',
        platform: [],
        outputNodeProperties: [],
        outputDirectoryFormat: 'TREE_AND_DIRECTORY',
      },
      inputRoot,
      platform: [],
      timeoutMs: undefined,
      doNotCache: true,
    });
    await writeBlobs(storage, blobs);
    return action;
  }

  async function run(inputRoot: Digest, script: string, outputPaths: readonly string[] = []) {
    const { result } = await sandbox.execute(await actionOf(inputRoot, script, outputPaths), { logger: silentLogger });
    expect([result.exitCode, Buffer.from(result.stderrRaw ?? []).toString()]).toEqual([0, '']);
    return result;
  }

  it('gives an untouched folder the very messages of the input, without reading a file', async () => {
    const inputRoot = await rootOf({ 'keep/a': 'aaa', 'keep/deep/b': 'bbb', 'other/c': 'ccc' });
    await run(inputRoot, 'true');
    // What the action would see is spoilt behind the cache's back: only who reads the files can notice.
    for (const file of filesBelow(join(cacheDirectory, 'trees/files'))) {
      if (lstatSync(file).size !== 3) continue;
      writeFileSync(file, 'bad');
      utimesSync(file, inputTime, inputTime);
    }
    const result = await run(inputRoot, 'cat keep/a; : > other/new', ['keep', '.', 'keep/a']);
    expect(Buffer.from(result.stdoutRaw ?? []).toString()).toBe('bad');
    const [all, keep, file] = result.outputs;
    const expected = await rootOf({ 'keep/a': 'aaa', 'keep/deep/b': 'bbb', 'other/c': 'ccc', 'other/new': '' });
    expect(all).toMatchObject({ path: '.', rootDirectoryDigest: expected });
    const before = await rootOf({ a: 'aaa', 'deep/b': 'bbb' });
    expect(keep).toMatchObject({ path: 'keep', rootDirectoryDigest: before });
    expect(file).toMatchObject({ path: 'keep/a', digest: digestOf(Buffer.from('aaa')) });
    rmSync(join(cacheDirectory, 'trees/trees'), { recursive: true });
    rmSync(join(cacheDirectory, 'trees/files'), { recursive: true });
  });

  it.each([
    ['rm -r d', { 'e/x': 'x' }],
    ['rm d/a d/b', { 'd/sub/c': 'c', 'e/x': 'x' }],
    ['rm -r d; mkdir d; echo -n new > d/z', { 'd/z': 'new', 'e/x': 'x' }],
    ['rm -r d/sub; mkdir d/sub; echo -n new > d/sub/c', { 'd/a': 'a', 'd/b': 'b', 'd/sub/c': 'new', 'e/x': 'x' }],
    ['rm -r d; mkdir -p d/sub; echo -n a2 > d/a', { 'd/a': 'a2', 'd/sub': undefined, 'e/x': 'x' }],
    ['rm -r d; echo -n file > d', { d: 'file', 'e/x': 'x' }],
    ['mv d/a e/moved; rm e/x; mkdir e/x; : > e/x/y', { 'd/b': 'b', 'd/sub/c': 'c', 'e/moved': 'a', 'e/x/y': '' }],
    ['mv d/sub e/sub', { 'd/a': 'a', 'd/b': 'b', 'e/sub/c': 'c', 'e/x': 'x' }],
    ['chmod 000 d/sub; chmod 000 d/a', { 'd/a': 'a', 'd/b': 'b', 'd/sub/c': 'c', 'e/x': 'x' }],
  ] as const)('lays what the command did over the input: %s', async (script, files) => {
    const inputRoot = await rootOf({ 'd/a': 'a', 'd/b': 'b', 'd/sub/c': 'c', 'e/x': 'x' });
    const [output] = (await run(inputRoot, script, ['.'])).outputs;
    expect(output?.kind).toBe('directory');
    const treeDigest = output?.kind === 'directory' ? output.treeDigest : undefined;
    const tree = decodeTree(await readBlob(storage, treeDigest ?? digestOf(Buffer.from(''))));
    const found: Record<string, string | undefined> = {};
    const children = new Map(tree.children.map((each) => [each, each]));
    const { encodeDirectory } = await import('@sandwright/core');
    const byHash = new Map([...children.keys()].map((each) => [digestOf(encodeDirectory(each)).hash, each]));
    const walk = async (directory: typeof tree.root, above: string): Promise<void> => {
      for (const node of directory.files) found[above + node.name] = Buffer.from(await readBlob(storage, node.digest)).toString();
      for (const node of directory.directories) {
        const below = byHash.get(node.digest.hash);
        if (below === undefined || below.files.length + below.directories.length === 0) found[above + node.name] = undefined;
        else await walk(below, `${above}${node.name}/`);
      }
    };
    await walk(tree.root, '');
    expect(found).toEqual(files);
  });

  it('goes on after the cache was deleted', async () => {
    const inputRoot = await rootOf({ 'd/a': 'still here' });
    await run(inputRoot, 'cat d/a');
    rmSync(join(cacheDirectory, 'trees'), { recursive: true });
    expect(Buffer.from((await run(inputRoot, 'cat d/a')).stdoutRaw ?? []).toString()).toBe('still here');
  });

  it('mounts as many layers as overlay takes, and shows every file of them', async () => {
    const files: Record<string, string> = {};
    for (let folder = 0; folder < 420; folder += 1) {
      for (let file = 0; file < 64; file += 1) files[`a-folder-with-quite-a-long-name-${folder}/f${file}`] = 'x';
    }
    const result = await run(
      await rootOf(files),
      'set -- */; echo $#; set -- */f63; echo $#; echo y > a-folder-with-quite-a-long-name-7/new',
      ['.'],
    );
    expect(Buffer.from(result.stdoutRaw ?? []).toString()).toBe('420\n420\n');
  });
});

function filesBelow(path: string): readonly string[] {
  return [...readdirSync(path, { recursive: true, withFileTypes: true })]
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name));
}
