import { expect, test } from '@jest/globals';
import { missingToolHint } from './missing-tool-hint.ts';

const shell = ['sh', '-eu', '-c', 'x'];

test.each([
  ['dash', shell, 'sh: 1: protoc: not found\n', 'protoc'],
  ['bash', shell, 'bash: line 1: unzip: command not found\n', 'unzip'],
  ['busybox', shell, 'sh: python3: not found', 'python3'],
  ['env', shell, '/usr/bin/env: \u2018python\u2019: No such file or directory\n', 'python'],
  ['a path', shell, 'sh: 1: /opt/tool/bin/cc: not found\n', '/opt/tool/bin/cc'],
  ['a command that is none', ['protoc', '--version'], '', 'protoc'],
  ['one after other words', shell, 'starting\nsh: 3: clang: not found\n', 'clang'],
])('a tool that is missing is named, as %s says it', (_, command, stderr, tool) => {
  expect(missingToolHint({ exitCode: 127, command, stderr, where: 'remote' })).toMatch(`"${tool}" is not there on the workers`);
  expect(missingToolHint({ exitCode: 127, command, stderr, where: 'local' })).toMatch(`"${tool}" is not there in the sandbox`);
});

test('a program of another platform is named', () => {
  const stderr = 'sh: 1: ./tool: Exec format error\n';
  expect(missingToolHint({ exitCode: 126, command: shell, stderr, where: 'remote' })).toMatch(
    '"./tool" is not made for the platform of the workers',
  );
});

test.each([
  [1, 'sh: 1: protoc: not found\n'],
  [127, ''],
])('nothing is said of exit code %i with %j', (exitCode, stderr) => {
  expect(missingToolHint({ exitCode, command: shell, stderr, where: 'remote' })).toBeUndefined();
});
