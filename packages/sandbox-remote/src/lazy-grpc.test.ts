import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

/** Prints whether grpc-js was loaded after each of these steps. */
const program = `
import { registerHooks } from 'node:module';
let loaded = 0;
registerHooks({ load: (url, context, next) => ((loaded += url.includes('/@grpc/grpc-js/') ? 1 : 0), next(url, context)) });
const { connect, remoteBackend } = await import('./index.ts');
const connection = connect({ storeAddress: 'grpc://127.0.0.1:1', rpcRetries: 0 });
const before = loaded;
const failed = await connection.storage.findMissing([{ hash: 'a'.repeat(64), sizeBytes: 1 }]).catch((error) => error.code);
console.log(JSON.stringify([remoteBackend.kind, before, failed, loaded > 0]));
`;

test('the package and a connection cost no gRPC before a server is spoken to', () => {
  const argv = ['--conditions=source', '--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', program];
  const { stdout, stderr } = spawnSync(process.execPath, argv, { cwd: join(import.meta.dirname), encoding: 'utf8' });
  expect({ stdout: JSON.parse(stdout || 'null') as unknown, stderr }).toEqual({
    stdout: ['remote', 0, 'REMOTE_UNAVAILABLE', true],
    stderr: '',
  });
});

test('only four files know gRPC, and none of them is part of what the package exports', () => {
  const textOf = (file: string) => readFileSync(join(import.meta.dirname, file), 'utf8');
  const files = globSync('**/*.ts', { cwd: import.meta.dirname }).filter((file) => !/^testing|\.test\.ts$|-rig\.ts$/u.test(file));
  const knowing = files.filter((file) => textOf(file).includes("'@grpc/grpc-js'")).sort();
  expect(knowing).toEqual(['channel', 'open-channel', 'remote-error', 'rpc-call'].map((name) => `client/${name}.ts`));
  for (const file of knowing) expect(textOf('index.ts')).not.toContain(file);
});
