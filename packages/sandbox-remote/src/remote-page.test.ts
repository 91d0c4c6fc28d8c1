import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { remoteOptions } from '@sandwright/core';
import * as library from './index.ts';

const page = readFileSync(join(import.meta.dirname, '../../../docs/remote.md'), 'utf8');
const section = (title: string) =>
  new RegExp(`^## ${title}\\n(?<text>.*?)(?=^## |$(?![\\s\\S]))`, 'msu').exec(page)?.groups?.['text'] ?? '';

test('the page begins with four settings, each an option', () => {
  const options = /^options:\n(?<lines>(?: {2}\w.*\n)+)/mu.exec(section('Four settings to start'))?.groups?.['lines'] ?? '';
  const names = options.split('\n').flatMap((line) => /^ {2}(?<name>\w+):/u.exec(line)?.groups?.['name'] ?? []);
  expect(names.sort()).toEqual(['remote_execution', 'remote_execution_address', 'remote_instance_name', 'remote_store_address']);
  expect(Object.keys(remoteOptions)).toEqual(expect.arrayContaining(names));
});

test('it names the servers that are known, links them and the definition of the protocol, and shows how data flows', () => {
  const servers = section('Servers');
  for (const name of ['BuildBarn', 'Buildfarm', 'BuildGrid', 'bazel-remote', 'NativeLink'])
    expect(servers).toMatch(new RegExp(`^\\| \\[${name}\\]\\(https://`, 'mu'));
  for (const name of ['sandwright serve', 'buildbox-casd']) expect(servers).toContain(name);
  expect(page).toContain('](https://github.com/bazelbuild/remote-apis/blob/main/build/bazel/remote/execution/v2/remote_execution.proto)');
  expect(section('How data flows')).toMatch(/```\n.*sources.*storage service.*worker.*execution service.*```/su);
  expect(section('Two modes, chosen independently')).toMatch(/What the workers need.*tools/su);
});

test('the names that it promises are there', () => {
  const text = section('As a library');
  expect(text).toContain('connect({ address, … })');
  expect(Object.keys(library)).toEqual(expect.arrayContaining(['connect', 'RemoteSandbox', 'remoteBackend']));
  const client = library.connect({ address: 'grpc://127.0.0.1:1' });
  const members = [...text.matchAll(/`client\.(?<name>\w+)/gu)].map((match) => match.groups?.['name'] ?? '');
  expect(members).toEqual(expect.arrayContaining(['capabilities', 'upload', 'execute', 'download', 'assets', 'storage', 'actionCache']));
  for (const name of members) expect(client).toHaveProperty(name);
});
