import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { SandwrightError } from '@sandwright/core';
import { isLoopback, parseListenAddress } from './listen-address.ts';
import { loadServerConfig, type ServerConfigSources } from './load-server-config.ts';
import { printServerConfig } from './print-server-config.ts';

const directory = mkdtempSync(join(tmpdir(), 'sandwright-config-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

function fileWith(content: string): string {
  const path = join(directory, 'server.yaml');
  writeFileSync(path, content);
  return path;
}

function problemOf(sources: ServerConfigSources): string {
  try {
    loadServerConfig(sources);
  } catch (error) {
    if (SandwrightError.is(error)) return `${error.code} ${error.message}`;
    throw error;
  }
  throw new Error('should have been refused');
}

describe('loadServerConfig', () => {
  test('the defaults are those that are documented', () => {
    const { config } = loadServerConfig({});
    expect(config).toMatchObject({ listen: { host: '127.0.0.1', port: 8980 }, insecure: false, max_message_size: 4194304, grace: 30_000 });
  });

  test('flags win over variables, variables over the file', () => {
    const file = fileWith('max_calls: 1\nmax_uploads: 1\nmax_connections: 1\ngrace: 5s\n');
    const environment = { SANDWRIGHT_SERVE_MAX_UPLOADS: '2', SANDWRIGHT_SERVE_MAX_CONNECTIONS: '2', OTHER: 'x' };
    const { config, origins } = loadServerConfig({ file, environment, flags: { max_connections: '3', listen: undefined } });
    expect([config.max_calls, config.max_uploads, config.max_connections, config.grace]).toEqual([1, 2, 3, 5_000]);
    expect([...origins.values()]).toEqual([`${file}:1:1`, 'SANDWRIGHT_SERVE_MAX_UPLOADS', '--max-connections', `${file}:4:1`]);
  });

  test('sizes, times and instances', () => {
    const file = fileWith(
      'max_blob_size: 2GiB\nstall_timeout: 250ms\ninstances:\n  "*": {storage: forbidden}\n  team/a: {storage: isolated, client_updates: false}\n',
    );
    const { config } = loadServerConfig({ file, flags: { quota: '50GiB', low_watermark: '62.5 %', reserved_disk_space: '7%' } });
    expect([config.max_blob_size, config.stall_timeout]).toEqual([2 * 1024 ** 3, 250]);
    expect([config.quota, config.low_watermark, config.reserved_disk_space]).toEqual([50 * 1024 ** 3, '62.5%', '7%']);
    expect(config.instances).toEqual({
      '*': { storage: 'forbidden', client_updates: true },
      'team/a': { storage: 'isolated', client_updates: false },
    });
  });

  test.each([
    ['max_cals: 3\n', /server.yaml:1:1 max_cals: unknown setting; did you mean "max_calls"\?/],
    ['listen: nonsense\n', /server.yaml:1:1 listen: expected HOST:PORT, found "nonsense"/],
    ['\n\ngrace: 5 parsecs\n', /server.yaml:3:1 grace: expected something like 30s/],
    ['instances:\n  a:\n    storrage: shared\n', /server.yaml:3:5 instances.a.storrage: unknown setting; did you mean "storage"\?/],
    ['quota: 120%\n', /server.yaml:1:1 quota: expected something like 50GiB or 20%, found "120%"/],
    ['a: [\n', /server.yaml:/],
    ['- 1\n', /expected a mapping/],
    ['max_calls: 1\nmax_calls: 2\n', /server.yaml:2:1/],
  ])('%j is refused with its place', (content, expected) => {
    expect(problemOf({ file: fileWith(content) })).toMatch(expected);
  });

  test('an unknown variable and a wrong flag are refused by their name', () => {
    expect(problemOf({ environment: { SANDWRIGHT_SERVE_LISTN: 'x' } })).toContain('did you mean "SANDWRIGHT_SERVE_LISTEN"');
    expect(problemOf({ flags: { max_calls: 'many' } })).toContain('--max-calls: expected something like 100, found "many"');
    expect(problemOf({ file: join(directory, 'none.yaml') })).toContain('cannot be read');
  });

  test('what is printed says the same when it is read again', () => {
    const loaded = loadServerConfig({
      flags: { listen: '[::1]:90', grace: '7s', quota: '10%', keep_promised: '90m', http: ':1', max_blob_size: '3MiB' },
    });
    const again = loadServerConfig({ file: fileWith(printServerConfig(loaded)) });
    expect(again.config).toEqual(loaded.config);
  });
});

describe('addresses', () => {
  test.each([
    ['127.0.0.1:8980', '127.0.0.1', true],
    ['localhost:1', 'localhost', true],
    [':5', '127.0.0.1', true],
    ['[::1]:5', '::1', true],
    ['127.9.9.9:5', '127.9.9.9', true],
    ['0.0.0.0:5', '0.0.0.0', false],
    ['[::]:5', '::', false],
    ['10.0.0.1:5', '10.0.0.1', false],
    ['farm.example:5', 'farm.example', false],
    ['grpc://127.0.0.1:5', '127.0.0.1', true],
  ])('%s', (text, host, local) => {
    const address = parseListenAddress(text);
    expect(address?.host).toBe(host);
    expect(address === undefined ? undefined : isLoopback(address)).toBe(local);
  });

  test.each(['', '8980', '127.0.0.1', 'a:b', 'a:99999', '[nope]:1', '::1:80'])('%j is none', (text) => {
    expect(parseListenAddress(text)).toBeUndefined();
  });
});
