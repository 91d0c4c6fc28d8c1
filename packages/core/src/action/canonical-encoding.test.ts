import { describe, expect, test } from '@jest/globals';
import { digestOf, emptyDigest } from '../digest/digest.ts';
import { decodeDirectory } from '../merkle/decode-directory.ts';
import type { Directory } from '../merkle/directory.ts';
import { encodeDirectory } from '../merkle/encode-directory.ts';
import { decodeTree, encodeTree } from '../merkle/tree-encoding.ts';
import type { ActionResult } from './action-result.ts';
import { decodeActionResult, encodeActionResult } from './action-result-encoding.ts';
import type { Command } from './command.ts';
import { decodeAction } from './decode-action.ts';
import { decodeCommand } from './decode-command.ts';
import { encodeAction } from './encode-action.ts';
import { encodeCommand } from './encode-command.ts';
import { packActionResult, unpackActionResult } from './packed-action-result.ts';

// The digests below do not come from this code. They were computed once by twenty lines of Python that know only the wire format of
// protobuf (varints, tags, length-delimited fields) and REAPI's field numbers, concatenating each field by hand in order of its number.

const blob = (text: string) => digestOf(Buffer.from(text));
const platform = [
  { name: 'ISA', value: 'x86-64' },
  { name: 'OSFamily', value: 'linux' },
];

const lib: Directory = {
  files: [{ name: 'greet.c', digest: blob('int greet;\n'), isExecutable: false }],
  directories: [],
  symlinks: [{ name: 'latest', target: 'greet.c' }],
};
const empty: Directory = { files: [], directories: [], symlinks: [] };
const root: Directory = {
  files: [
    { name: 'main.c', digest: blob('int main;\n'), isExecutable: false },
    { name: 'run.sh', digest: blob('#!/bin/sh\n'), isExecutable: true },
    // Sorted by UTF-8; by UTF-16, JavaScript's own order, these two would be the other way round.
    { name: '\uff5e', digest: emptyDigest, isExecutable: false },
    { name: '\u{1f600}', digest: emptyDigest, isExecutable: false },
  ],
  directories: [
    { name: 'empty', digest: emptyDigest },
    { name: 'lib', digest: { hash: '604cc4f57f106b3bd23d6da794d43124fe9acf95ecc281ef26b48ff09fa9e7e4', sizeBytes: 100 } },
  ],
  symlinks: [],
  nodeProperties: { properties: [{ name: 'a', value: 'b' }], mtime: { seconds: 1_700_000_000, nanos: 5 }, unixMode: 0o755 },
};
const rootDigest = { hash: 'd78d0d1f308e7b944fae06806a15e0e66928ff3d8a3df9edd44d4306f703285e', sizeBytes: 492 };
const treeDigest = { hash: 'e4e66c5962ba4696b2a5fe7401f8871c052974326130e7d5050a8fc38c179133', sizeBytes: 599 };
const command: Command = {
  arguments: ['cc', '-o', 'hello', ''],
  environment: [
    { name: 'LANG', value: 'C' },
    { name: 'PATH', value: '/usr/bin:/bin' },
  ],
  outputPaths: ['../out', 'hello'],
  outputFiles: [],
  outputDirectories: [],
  workingDirectory: 'src',
  platform,
  outputNodeProperties: ['mtime'],
  outputDirectoryFormat: 'TREE_AND_DIRECTORY',
};
const commandDigest = { hash: 'cbfe2f6b0b58767fbd99a54226be996a7a0e976deeef7aff9f7b3746a448ad4d', sizeBytes: 116 };
const result: ActionResult = {
  exitCode: 3,
  stdout: blob('log'),
  stderr: emptyDigest,
  stdoutRaw: Buffer.from('log'),
  outputs: [
    {
      kind: 'file',
      path: 'hello',
      digest: blob('hi\n'),
      isExecutable: true,
      contents: Buffer.from('hi\n'),
      nodeProperties: { unixMode: 0o755 },
    },
    { kind: 'symlink', path: 'link', target: 'hello', legacyKind: 'file' },
    { kind: 'directory', path: 'out', treeDigest, rootDirectoryDigest: rootDigest, isTopologicallySorted: true },
    { kind: 'symlink', path: 'zlink', target: '/abs' },
  ],
  metadata: {
    worker: 'w1',
    queued: { seconds: 1_700_000_000, nanos: 1 },
    executionCompleted: { seconds: 1_700_000_001, nanos: 0 },
    virtualExecutionMs: 1.5,
    resourceUsage: { cpuMs: 12.5, peakMemoryBytes: 0 },
    limitExceeded: 'memory',
    auxiliary: [{ typeUrl: 'type.example.org/x.Y', value: Buffer.from([8, 1]) }],
  },
};

describe('canonical encodings', () => {
  test('an empty Directory is the empty blob', () => {
    expect(digestOf(encodeDirectory(empty))).toEqual(emptyDigest);
    expect(decodeDirectory(Buffer.alloc(0))).toEqual(empty);
  });

  test('nested Directories and their Tree', () => {
    expect(digestOf(encodeDirectory(lib))).toEqual(root.directories[1]?.digest);
    expect(digestOf(encodeDirectory(root))).toEqual(rootDigest);
    expect(decodeDirectory(encodeDirectory(root))).toEqual(root);
    const tree = { root, children: [empty, lib] };
    expect(digestOf(encodeTree(tree))).toEqual(treeDigest);
    expect(decodeTree(encodeTree(tree))).toEqual(tree);
  });

  test('a Command, whatever the order it was written in', () => {
    expect(digestOf(encodeCommand(command))).toEqual(commandDigest);
    const shuffled = {
      ...command,
      environment: command.environment.toReversed(),
      platform: platform.toReversed(),
      outputPaths: ['hello', '../out', 'hello'],
    };
    expect(digestOf(encodeCommand(shuffled))).toEqual(commandDigest);
    expect(decodeCommand(encodeCommand(command))).toEqual(command);
  });

  test('an Action', () => {
    const action = {
      commandDigest,
      inputRoot: rootDigest,
      platform,
      timeoutMs: 90_500,
      doNotCache: true,
      salt: Buffer.from('salt\0'),
    };
    const bytes = encodeAction(action);
    expect(digestOf(bytes)).toEqual({ hash: '757f5e2e7f7ba67c25aa5a2ac7d7f6b6b0dd9fcc16320a68fb4ec04dc22efadc', sizeBytes: 196 });
    expect(decodeAction(bytes)).toEqual(action);
  });

  test('an ActionResult as it is kept here', () => {
    expect(unpackActionResult(packActionResult({ ...result, outputs: result.outputs.toReversed() }))).toEqual(result);
    const least: ActionResult = { exitCode: 0, stdout: emptyDigest, stderr: emptyDigest, outputs: [], metadata: { worker: '' } };
    expect(unpackActionResult(packActionResult(least))).toEqual(least);
  });

  test('an ActionResult', () => {
    const bytes = encodeActionResult(result);
    expect(digestOf(bytes)).toEqual({ hash: '050ee696fc081fc0174399d9f5d96796f358c2ac3025ed260483bad0cfad76e0', sizeBytes: 499 });
    expect(decodeActionResult(bytes)).toEqual(result);
    expect(encodeActionResult({ ...result, outputs: result.outputs.toReversed() })).toEqual(bytes);
  });
});
