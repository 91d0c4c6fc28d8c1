import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const packages = join(import.meta.dirname, '../../..');
const sources = globSync('*/src/**/*.ts', { cwd: packages }).filter(
  (file) => !/\.test\.ts$|-rig\.ts$|\/(?:testing|test-support|test-rig)\/|^core\/src\/reapi\//u.test(file),
);

/** Files that say one of these words. */
const saying = (words: RegExp) => sources.filter((file) => words.test(readFileSync(join(packages, file), 'utf8'))).sort();

test('one module of all clients speaks to execution services; the other side of them is the server', () => {
  expect(sources.length).toBeGreaterThan(300);
  expect(saying(/\bexecutionService\b/u)).toEqual(['sandbox-remote/src/execution/execute-action.ts', 'server/src/services/execution.ts']);
});

test('whatever sends blobs of this machine, to execute, to cache or as artifacts, sends them the same way', () => {
  expect(saying(/\.writeFrom\(/u)).toEqual(['sandbox-remote/src/transfer/send-blobs.ts']);
  expect(saying(/\bsendBlobs\(/u).filter((file) => !file.includes('/transfer/'))).toEqual([
    'sandbox-remote/src/artifacts/artifact-server-connection.ts',
    'sandbox-remote/src/caching/remote-result-cache.ts',
    'sandbox-remote/src/execution/run-remotely.ts',
    'sandbox-remote/src/library/remote-client.ts',
  ]);
});
