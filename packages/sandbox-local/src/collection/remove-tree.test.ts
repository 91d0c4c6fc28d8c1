import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { removeTree } from './remove-tree.ts';

/** Removes each folder when all the others do, and says what went wrong. */
const program = `
const { removeTree } = await import(${JSON.stringify(pathToFileURL(join(import.meta.dirname, 'remove-tree.ts')).href)});
const [start, ...paths] = process.argv.slice(1);
while (Date.now() < Number(start));
for (const path of paths) await removeTree(path).catch((error) => console.log(error.message));
`;

describe('removeTree', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sandwright-remove-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('removes what several processes remove at the same moment', async () => {
    const paths = Array.from({ length: 8 }, (_, index) => join(folder, String(index)));
    for (const path of paths) {
      for (let inner = 0; inner < 20; inner += 1) {
        mkdirSync(join(path, String(inner)), { recursive: true });
        for (let file = 0; file < 20; file += 1) writeFileSync(join(path, String(inner), String(file)), '');
      }
    }
    const start = String(Date.now() + 700);
    const children = [0, 1].map(() =>
      spawn(process.execPath, ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', program, start, ...paths], {
        stdio: ['ignore', 'pipe', 'inherit'],
      }),
    );
    const ended = await Promise.all(children.map(async (child) => [await text(child.stdout), ...(await once(child, 'close'))] as const));
    expect(ended).toEqual([
      ['', 0, null],
      ['', 0, null],
    ]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('follows no link, and needs no permission', async () => {
    mkdirSync(join(folder, 'kept'));
    mkdirSync(join(folder, 'tree/closed/inner'), { recursive: true });
    symlinkSync('../kept', join(folder, 'tree/link'));
    writeFileSync(join(folder, 'tree/closed/inner/file'), '');
    chmodSync(join(folder, 'tree/closed'), 0);
    await removeTree(join(folder, 'tree'));
    await removeTree(join(folder, 'absent'));
    expect(existsSync(join(folder, 'kept'))).toBe(true);
    expect(readdirSync(folder)).toEqual(['kept']);
  });
});
