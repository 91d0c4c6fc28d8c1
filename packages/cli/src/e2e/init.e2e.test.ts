import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { Rig } from '../test-rig/rig.ts';

const root = join(import.meta.dirname, '../../../..');
const schema = readFileSync(join(root, 'schemas/project.schema.json'), 'utf8');

/** What the first line of a project file refers to. */
const addressIn = (text: string): string | undefined => /^# yaml-language-server: \$schema=(\S+)\n/u.exec(text)?.[1];

describe('the schema that the file of `sandwright init` refers to', () => {
  it('is that of the program, wherever it was installed', async () => {
    using rig = new Rig();
    expect(await rig.run(['init', 'a folder'])).toMatchObject({ exitCode: 0 });
    const address = addressIn(rig.read('a folder/sandwright.yaml')) ?? '';
    expect(address).toMatch(/^file:\/\/\//u);
    expect(readFileSync(fileURLToPath(address), 'utf8')).toBe(schema);
    expect(await rig.run(['config', 'check'], { directory: 'a folder' })).toMatchObject({ exitCode: 0 });
  });

  it('has the same path for everybody where the program is a package of the project', () => {
    using rig = new Rig();
    const place = 'node_modules/@sandwright/cli/bundle';
    cpSync(join(root, 'packages/cli/bundle'), rig.path(place), { recursive: true });
    rig.write('node_modules/@sandwright/cli/package.json', '{"type":"module"}');
    const run = spawnSync(process.execPath, [rig.path(`${place}/sandwright.js`), 'init'], { cwd: rig.root, env: rig.environment() });
    expect(run.status).toBe(0);
    const address = addressIn(rig.read('sandwright.yaml')) ?? '';
    expect(address).toBe(`${place}/schemas/project.schema.json`);
    expect(readFileSync(resolve(rig.root, address), 'utf8')).toBe(schema);
  });
});
