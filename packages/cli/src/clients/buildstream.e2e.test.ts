import { existsSync, readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Rig } from '../test-rig/rig.ts';
import { BuildStream, type BuildStreamUses } from './buildstream.ts';
import { elements, writeProject } from './buildstream-project.ts';
import { describeWith, findBuildStream, findStaticBusybox } from './describe-with.ts';
import { Farm } from './farm.ts';

describeWith(
  'BuildStream with the server as executor and artifact server',
  [findBuildStream(), findStaticBusybox()],
  (program = '', busybox = '') => {
    const rig = new Rig();
    const farm = new Farm(rig);
    const client = (name: string, uses: BuildStreamUses): BuildStream =>
      new BuildStream(rig, { program, name, address: farm.address, uses });
    const ranRemotely = /SUCCESS Waiting for the remote build/gu;
    let builder: BuildStream;
    /** Folders of what was built, by element. */
    const built = new Map<string, string>();
    const read = (element: string, path: string): string => readFileSync(join(built.get(element) ?? '', path), 'utf8');

    beforeAll(async () => {
      writeProject(rig, busybox, 'quiet');
      await farm.serve('data');
      builder = client('builder', { execution: true, artifacts: true });
    });
    afterAll(async () => {
      await farm[Symbol.asyncDispose]();
      rig[Symbol.dispose]();
    });

    test('builds every element remotely, and pushes what it made', async () => {
      const output = await builder.succeed('build', 'all.bst');
      expect(output.match(ranRemotely)?.length).toBeGreaterThanOrEqual(elements.length);
      expect(output).toContain('Pushed artifact');
      expect(output).toContain('Pushed source');
      expect(builder.buildLog('words')).toMatch(/said on stdout[^]*said on stderr/u);

      for (const element of elements) built.set(element, await builder.checkout(element));
      const share = join(built.get('words') ?? '', 'usr/share/words');
      expect(readdirSync(share).sort()).toEqual(['hollow', 'large', 'link', 'loud.txt', 'odd näme.txt', 'program']);
      expect(readFileSync(join(share, 'loud.txt'), 'utf8')).toBe('QUIET\n');
      expect(readlinkSync(join(share, 'link'))).toBe('loud.txt');
      expect(readdirSync(join(share, 'hollow'))).toEqual([]);
      expect(statSync(join(share, 'large')).size).toBe(5_000_000);
      expect(statSync(join(share, 'program')).mode & 0o111).not.toBe(0);
      expect(statSync(join(share, 'loud.txt')).mode & 0o111).toBe(0);
      expect(read('report', 'report')).toBe('from the program\nQUIET\nintegrated\n');
    });

    test('commands see their input root and nothing else, and cannot change it', () => {
      expect(read('inside', 'root')).toBe('read-only\n');
      expect(read('inside', 'refusal')).toContain('Read-only file system');
      expect(read('inside', 'top').split('\n')).toEqual(expect.arrayContaining(['bin', 'usr', 'var']));
      expect(read('inside', 'top')).not.toMatch(/^(etc|home|root|lib)$/mu);
      expect(read('inside', 'environment')).toMatch(/^PATH=\/bin$/mu);
      expect(read('inside', 'environment')).not.toContain(rig.root);
      expect(read('inside', 'user')).toBe('0\n');
      // Two lines of headings, and the loopback.
      expect(read('inside', 'network')).toBe('3\n');
      expect(read('inside', 'temporary')).toBe('kept\n');
      expect(existsSync('/buildstream')).toBe(false);
      expect(existsSync('/var/lib/integration')).toBe(false);
    });

    test('a failing command fails its element and shows what it said', async () => {
      const { exitCode, output } = await builder.run('build', 'broken.bst');
      expect(exitCode).not.toBe(0);
      expect(output).toContain('before it broke');
      expect(output).toContain('/no/such/place');
      expect(await builder.succeed('show', '--deps', 'none', '--format', '%{state}', 'broken.bst')).toContain('failed');
    });

    test('a client without a cache gets results instead of builds', async () => {
      const second = client('second', { execution: true, artifacts: false });
      const output = await second.succeed('build', 'all.bst');
      expect(output.match(ranRemotely)).toBeNull();
      for (const element of elements) expect(second.buildLog(element)).toContain('Action result found in action cache');
    });

    test('a client without a cache pulls the same artifacts', async () => {
      const puller = client('puller', { execution: false, artifacts: true });
      expect(await puller.succeed('artifact', 'pull', '--deps', 'all', 'all.bst')).toContain('Pulled artifact');
      for (const element of elements) {
        const pulled = contentOf(await puller.checkout(element));
        expect(Object.keys(pulled).length).toBeGreaterThan(0);
        expect(pulled).toEqual(contentOf(built.get(element) ?? ''));
      }
    });
  },
);

/** Everything below a folder: path to kind, mode and content. */
function contentOf(directory: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    readdirSync(directory, { recursive: true, withFileTypes: true }).map((entry) => {
      const path = join(entry.parentPath, entry.name);
      if (entry.isSymbolicLink()) return [path.slice(directory.length), `link to ${readlinkSync(path)}`];
      if (entry.isDirectory()) return [path.slice(directory.length), 'directory'];
      return [path.slice(directory.length), `${statSync(path).mode & 0o111} ${readFileSync(path, 'latin1')}`];
    }),
  );
}
