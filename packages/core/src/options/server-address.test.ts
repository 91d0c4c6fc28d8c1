import { expect, test } from '@jest/globals';
import { ProjectFixture } from '../project/project.fixture.ts';
import { resolveOptions } from './resolve-options.ts';
import { wrongServerAddress } from './server-address.ts';

test.each([
  'grpc://127.0.0.1:8980',
  'localhost:8980',
  'grpcs://build.example',
  'grpcs://build.example:444/',
  'https://build.example:443',
  'http://build.example:80',
  'grpc://[::1]:8980',
  'unix:/run/s.sock',
  'unix:///run/s.sock',
])('%s is an address', (address) => expect(wrongServerAddress(address)).toBeUndefined());

test.each([
  ['', 'this names no host'],
  ['grpc://', 'this'],
  ['grpc://grpc://host:1', 'this'],
  ['grpc://host', 'this names no port'],
  ['ftp://host:1', 'there is no scheme "ftp"'],
  ['unix:relative', 'this names no absolute path'],
  ['grpc://host:1/main', 'this has a path'],
  ['grpc://host:99999', 'this is no address'],
  ['grpc://me:hunter2@host:1', 'a password does not belong here'],
])('%s is none', (address, why) => {
  const wrong = wrongServerAddress(address);
  expect(wrong).toContain(`expected grpc://HOST:PORT (plain text), grpcs://HOST[:PORT] (TLS), or unix:/PATH; ${why}`);
  expect(wrong).not.toContain('hunter2');
});

test('a wrong one is told at its place in each layer, before anything is built', async () => {
  using fixture = new ProjectFixture({ 'sandwright.yaml': 'options:\n  remote_store_address: grpc://host\n' });
  const { root, optionLayers: layers } = await fixture.load();
  await expect(resolveOptions({ root, layers })).rejects.toThrow(/^sandwright\.yaml:2:25 .*names no port/u);
  await expect(resolveOptions({ root, environment: { SANDWRIGHT_REMOTE_STORE_ADDRESS: 'ftp://x:1' } })).rejects.toThrow(
    /^SANDWRIGHT_REMOTE_STORE_ADDRESS .*no scheme "ftp"/u,
  );
  await expect(resolveOptions({ root, flags: { remote_execution_address: 'unix:x' } })).rejects.toThrow(
    /^--remote-execution-address .*absolute/u,
  );
});

test('also one that an environment has of its own', async () => {
  using fixture = new ProjectFixture({
    'sandwright.yaml': 'environments:\n  r: { type: remote_environment, remote_execution_address: grpc://host }\n',
  });
  expect(await fixture.problems()).toEqual([expect.stringMatching(/^sandwright\.yaml:2:60 .*names no port/u)]);
});
