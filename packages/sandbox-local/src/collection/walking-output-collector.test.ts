import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  type Command,
  type Digest,
  decodeDirectory,
  decodeTree,
  digestOf,
  emptyDigest,
  MemoryContentAddressableStorage,
  type OutputDirectory,
  readBlob,
} from '@sandwright/core';
import { prepareOutputParents } from './output-parents.ts';
import { removeTree } from './remove-tree.ts';
import { WalkingOutputCollector } from './walking-output-collector.ts';

let root: string;
let storage: MemoryContentAddressableStorage;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sandwright-collect-'));
  storage = new MemoryContentAddressableStorage();
});
afterEach(async () => {
  await removeTree(root);
});

const command = (fields: Partial<Command>): Command => ({
  arguments: ['true'],
  environment: [],
  outputPaths: [],
  outputFiles: [],
  outputDirectories: [],
  workingDirectory: '',
  platform: [],
  outputNodeProperties: [],
  outputDirectoryFormat: 'TREE_ONLY',
  ...fields,
});

const collect = (fields: Partial<Command>, limits = {}) => new WalkingOutputCollector({ storage, limits }).collect(root, command(fields));

const file = (path: string, contents = path, mode = 0o644): Digest => {
  writeFileSync(join(root, path), contents);
  chmodSync(join(root, path), mode);
  return digestOf(Buffer.from(contents));
};

const refusal = (code: string, message: RegExp) => expect.objectContaining({ code, message: expect.stringMatching(message) });

describe('collecting declared outputs', () => {
  test('files of any size, with their executable bit; undeclared dropped, missing not invented', async () => {
    const small = file('small', 'abc');
    const program = file('program', '#!/bin/sh\n', 0o755);
    const large = file('large', 'x'.repeat(3_000_000));
    file('undeclared');
    expect(await collect({ outputPaths: ['small', 'large', 'missing', 'no/such/folder', 'program'] })).toEqual([
      { kind: 'file', path: 'large', digest: large, isExecutable: false },
      { kind: 'file', path: 'program', digest: program, isExecutable: true },
      { kind: 'file', path: 'small', digest: small, isExecutable: false },
    ]);
    expect(digestOf(await readBlob(storage, large))).toEqual(large);
    expect(await storage.findMissing([small, program, large])).toEqual([]);
    expect(await storage.findMissing([digestOf(Buffer.from('undeclared'))])).toHaveLength(1);
  });

  test('relative to the working directory, with `..` that stays inside, spelled as declared', async () => {
    mkdirSync(join(root, 'a/b'), { recursive: true });
    mkdirSync(join(root, 'install'));
    const digest = file('install/x');
    const outputs = await collect({ workingDirectory: 'a/b', outputPaths: ['../../install', '../../install/./x'] });
    expect(outputs).toEqual([
      expect.objectContaining({ kind: 'directory', path: '../../install' }),
      { kind: 'file', path: '../../install/./x', digest, isExecutable: false },
    ]);
  });

  test.each(['../x', '/x', 'a/../../x', 'a\0b'])('refuses the path %j', async (path) => {
    await expect(collect({ outputPaths: [path] })).rejects.toMatchObject({ code: 'ACTION_INVALID' });
  });

  test('a folder as a canonical Tree, each folder once, parents before children', async () => {
    mkdirSync(join(root, 'out/z/same'), { recursive: true });
    mkdirSync(join(root, 'out/same'));
    mkdirSync(join(root, 'out/empty'));
    file('out/z/same/f', 'f');
    file('out/same/f', 'f');
    symlinkSync('../nowhere', join(root, 'out/link'));
    const [output] = (await collect({ outputPaths: ['out'] })) as OutputDirectory[];
    expect(output).toMatchObject({ kind: 'directory', path: 'out', isTopologicallySorted: true });
    expect(output).not.toHaveProperty('rootDirectoryDigest');
    const tree = decodeTree(await readBlob(storage, output?.treeDigest as Digest));
    expect(tree.root.directories.map((node) => node.name)).toEqual(['empty', 'same', 'z']);
    expect(tree.root.directories[0]?.digest).toEqual(emptyDigest);
    expect(tree.root.symlinks).toEqual([{ name: 'link', target: '../nowhere' }]);
    expect(tree.children).toHaveLength(3);
    const places = tree.children.map(
      (child) => child.directories.map((node) => node.name).join() || child.files.map((node) => node.name).join(),
    );
    expect(places.indexOf('same')).toBeLessThan(places.indexOf('f'));
  });

  test('each Directory as a blob of its own where that is the format', async () => {
    mkdirSync(join(root, 'out/inner'), { recursive: true });
    file('out/inner/f');
    for (const outputDirectoryFormat of ['DIRECTORY_ONLY', 'TREE_AND_DIRECTORY'] as const) {
      const [output] = (await collect({ outputPaths: ['out'], outputDirectoryFormat })) as OutputDirectory[];
      const top = decodeDirectory(await readBlob(storage, output?.rootDirectoryDigest as Digest));
      const inner = decodeDirectory(await readBlob(storage, top.directories[0]?.digest as Digest));
      expect(inner.files[0]?.name).toBe('f');
      expect(output?.treeDigest).toBeDefined();
    }
  });

  test('an empty folder, and the root itself as `.`', async () => {
    const [output] = (await collect({ outputPaths: ['.'], outputDirectoryFormat: 'DIRECTORY_ONLY' })) as OutputDirectory[];
    expect(output).toMatchObject({ path: '.', rootDirectoryDigest: emptyDigest });
  });

  test('the two older lists, with their types', async () => {
    const digest = file('f');
    mkdirSync(join(root, 'd'));
    symlinkSync('f', join(root, 'lf'));
    symlinkSync('d', join(root, 'ld'));
    expect(await collect({ outputFiles: ['f', 'lf'], outputDirectories: ['d', 'ld'] })).toEqual([
      expect.objectContaining({ kind: 'directory', path: 'd' }),
      { kind: 'file', path: 'f', digest, isExecutable: false },
      { kind: 'symlink', path: 'ld', target: 'd', legacyKind: 'directory' },
      { kind: 'symlink', path: 'lf', target: 'f', legacyKind: 'file' },
    ]);
    await expect(collect({ outputFiles: ['d'] })).rejects.toThrow(refusal('ACTION_FAILED', /folder, declared as a file/));
    await expect(collect({ outputDirectories: ['f'] })).rejects.toThrow(refusal('ACTION_FAILED', /file, declared as a folder/));
  });

  test('the node properties that were asked for, without set-id bits', async () => {
    file('f', 'f', 0o640);
    utimesSync(join(root, 'f'), 1.5, 1234.25);
    chmodSync(join(root, 'f'), 0o6755);
    const nodeProperties = { mtime: { seconds: 1234, nanos: 250_000_000 }, unixMode: 0o755 };
    expect(await collect({ outputPaths: ['f'], outputNodeProperties: ['mtime', 'unix_mode', 'colour'] })).toMatchObject([
      { nodeProperties },
    ]);
    const [plain] = await collect({ outputPaths: ['f'] });
    expect(plain).not.toHaveProperty('nodeProperties');
  });
});

describe('what a hostile command left', () => {
  test('links out of the tree are reported, never followed', async () => {
    symlinkSync('/etc/shadow', join(root, 'shadow'));
    expect(await collect({ outputPaths: ['shadow'] })).toEqual([{ kind: 'symlink', path: 'shadow', target: '/etc/shadow' }]);
  });

  test.each([
    ['/etc', /is absolute/],
    ['../../../../../../etc', /leads out/],
    ['out', /too many symbolic links/],
  ])('a folder on the way that is a link to %s is refused', async (target, message) => {
    symlinkSync(target, join(root, 'out'));
    await expect(collect({ outputPaths: ['out/passwd'] })).rejects.toThrow(refusal('ACTION_FAILED', message));
  });

  test('a link on the way that stays inside is followed', async () => {
    mkdirSync(join(root, 'usr/bin'), { recursive: true });
    symlinkSync('usr/bin', join(root, 'bin'));
    const digest = file('usr/bin/tool');
    expect(await collect({ outputPaths: ['bin/tool'] })).toMatchObject([{ kind: 'file', path: 'bin/tool', digest }]);
  });

  test('special files: refused where declared, left out and told of inside a folder', async () => {
    mkdirSync(join(root, 'out'));
    file('out/f');
    execFileSync('mkfifo', [join(root, 'out/fifo')]);
    const server = createServer().listen(join(root, 'out/socket'));
    await new Promise((resolve) => server.once('listening', resolve));
    try {
      await expect(collect({ outputPaths: ['out/fifo'] })).rejects.toThrow(refusal('ACTION_FAILED', /it is a fifo/));
      await expect(collect({ outputPaths: ['out/socket'] })).rejects.toThrow(refusal('ACTION_FAILED', /it is a socket/));
      const skipped: string[] = [];
      const collector = new WalkingOutputCollector({
        storage,
        onSkipped: (path, reason) => skipped.push(`${path.slice(root.length)}: ${reason}`),
      });
      const [output] = (await collector.collect(root, command({ outputPaths: ['out'] }))) as OutputDirectory[];
      const tree = decodeTree(await readBlob(storage, output?.treeDigest as Digest));
      expect(tree.root.files.map((node) => node.name)).toEqual(['f']);
      expect(skipped).toEqual([
        expect.stringMatching(/^\/out\/fifo: it is a fifo/),
        expect.stringMatching(/^\/out\/socket: it is a socket/),
      ]);
    } finally {
      server.close();
    }
  });

  test('names of 255 bytes and trees deeper than a path can be long', async () => {
    const name = 'n'.repeat(255);
    execFileSync('python3', [
      '-c',
      `import os,sys\nos.chdir(sys.argv[1])\nfor i in range(200):\n    os.mkdir('${name}'); os.chdir('${name}')\nopen('leaf','w').write('x')`,
      root,
    ]);
    const [output] = (await collect({ outputPaths: [name] })) as OutputDirectory[];
    const tree = decodeTree(await readBlob(storage, output?.treeDigest as Digest));
    expect(tree.children).toHaveLength(199);
    expect(tree.children.at(-1)?.files[0]?.name).toBe('leaf');
    await removeTree(root);
    expect(existsSync(root)).toBe(false);
  });

  test('more entries or folders than are borne are refused', async () => {
    mkdirSync(join(root, 'a/b/c'), { recursive: true });
    for (let index = 0; index < 20; index += 1) file(`a/${index}`);
    await expect(collect({ outputPaths: ['a'] }, { entries: 20 })).rejects.toThrow(refusal('ACTION_FAILED', /more than 20 files/));
    await expect(collect({ outputPaths: ['a'] }, { depth: 1 })).rejects.toThrow(refusal('ACTION_FAILED', /folders 1 deep/));
    await expect(collect({ outputPaths: ['a'] }, { entries: 22, depth: 2 })).resolves.toHaveLength(1);
  });

  test('names and targets that are not UTF-8 are refused', async () => {
    writeFileSync(Buffer.concat([Buffer.from(`${root}/`), Buffer.from([0x61, 0xff])]), '');
    await expect(collect({ outputPaths: ['.'] })).rejects.toThrow(refusal('ACTION_FAILED', /not UTF-8/));
    symlinkSync(Buffer.from([0xfe]), join(root, 'link'));
    await expect(collect({ outputPaths: ['link'] })).rejects.toThrow(refusal('ACTION_FAILED', /not UTF-8/));
  });

  test('a hard link is a file like any other', async () => {
    const digest = file('a');
    linkSync(join(root, 'a'), join(root, 'b'));
    expect(await collect({ outputPaths: ['b'] })).toMatchObject([{ kind: 'file', digest }]);
  });
});

describe('parents of declared outputs', () => {
  test('are made, with the working directory, but not the outputs', () => {
    const made = prepareOutputParents(root, command({ workingDirectory: 'w/d', outputPaths: ['a/b/c', '../x/y'] }));
    expect(made.map((path) => path.slice(root.length))).toEqual(['/w', '/w/d', '/w/d/a', '/w/d/a/b', '/w/x']);
    expect(existsSync(join(root, 'w/d/a/b/c'))).toBe(false);
    expect(lstatSync(join(root, 'w')).mode & 0o777).toBe(0o755);
  });

  test('are never made through a link that leads out', () => {
    const outside = mkdtempSync(join(tmpdir(), 'sandwright-outside-'));
    try {
      symlinkSync(outside, join(root, 'out'));
      symlinkSync(`../${outside.split('/').at(-1)}`, join(root, 'up'));
      expect(prepareOutputParents(root, command({ outputPaths: ['out/made/x', 'up/made/x'] }))).toEqual([]);
      expect(existsSync(join(outside, 'made'))).toBe(false);
      file('plain');
      expect(prepareOutputParents(root, command({ outputPaths: ['plain/x/y'] }))).toEqual([]);
      expect(readFileSync(join(root, 'plain'), 'utf8')).toBe('plain');
    } finally {
      rmSync(outside, { recursive: true });
    }
  });
});
