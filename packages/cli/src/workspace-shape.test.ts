import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { builtInBackends } from './compose/backends.ts';

const root = join(import.meta.dirname, '../../..');

interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}
const manifests = globSync('{packages,examples}/*/package.json', { cwd: root }).map(
  (file) => [file, JSON.parse(readFileSync(join(root, file), 'utf8')) as Manifest] as const,
);

/** Packages with a source that holds one of these words. */
function packagesThatSay(words: RegExp): readonly string[] {
  const files = globSync('packages/*/src/**/*.ts', { cwd: root }).filter((file) => !file.includes('.test.'));
  const found = files.filter((file) => words.test(readFileSync(join(root, file), 'utf8')));
  return [...new Set(found.map((file) => file.split('/')[1] ?? ''))].sort();
}

describe('the workspace', () => {
  it('has the packages that the documentation names, and examples', () => {
    const files = manifests.map(([file]) => file.replace('/package.json', ''));
    expect(files.filter((file) => file.startsWith('packages/')).sort()).toEqual(
      ['cli', 'core', 'sandbox-local', 'sandbox-remote', 'server'].map((name) => `packages/${name}`),
    );
    expect(files).toEqual(expect.arrayContaining(['examples/build-tool', 'examples/custom-backend']));
  });

  it('is built with the libraries that were chosen', () => {
    const top = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
    const all = [top, ...manifests.map(([, manifest]) => manifest)];
    const used = new Set(all.flatMap(({ dependencies, devDependencies }) => Object.keys({ ...dependencies, ...devDependencies })));
    expect([...used]).toEqual(expect.arrayContaining(['typescript', '@grpc/grpc-js', 'protobufjs', 'tsyringe', 'execa', 'yaml', 'jest']));
  });

  it('offers bubblewrap, chroot and a remote sandbox behind one interface', async () => {
    for (const kind of ['bubblewrap', 'chroot', 'remote']) {
      const backend = await builtInBackends[kind]?.();
      expect(backend).toMatchObject({ kind, apiVersion: 1 });
      expect(typeof backend?.create).toBe('function');
    }
  });

  it('speaks gRPC in the remote sandbox and the server only', () => {
    expect(packagesThatSay(/from '@grpc\/grpc-js'/u)).toEqual(['sandbox-remote', 'server']);
  });
});
