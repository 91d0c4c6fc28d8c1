import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Rig } from '../test-rig/rig.ts';
import { startTestFarm, type TestFarm } from './test-farm.ts';

const project = `
environments:
  remote: { type: remote_environment }
defaults:
  all: { environment: remote }
targets:
  object:
    command: echo said; printf "unlikely-bytes-of-$(cat in)" > object; mkdir folder; cp object folder/copy
    sources: [in]
    outputs: [object, folder]
  program:
    command: |
      echo '#!/bin/sh' > program
      echo "echo $(cat object folder/copy)" >> program
      chmod +x program
    dependencies: [":object"]
    outputs: [program]
  local:
    environment: __local__
    command: cat object folder/copy > local
    dependencies: [":object"]
    outputs: [local]
`;

let farm: TestFarm;
beforeAll(async () => {
  farm = await startTestFarm();
});
afterAll(async () => {
  await farm[Symbol.asyncDispose]();
});

const on = () => ({
  SANDWRIGHT_REMOTE_EXECUTION: 'true',
  SANDWRIGHT_REMOTE_STORE_ADDRESS: farm.server.url,
  SANDWRIGHT_REMOTE_EXECUTION_ADDRESS: farm.server.url,
  SANDWRIGHT_REMOTE_INSTANCE_NAME: 'main',
});
let texts = 0;
const rigOf = (text = `text ${(texts += 1)}`) => ({ rig: new Rig({ 'sandwright.yaml': project, in: text }), text });

async function build(rig: Rig, ...argv: readonly string[]) {
  const run = await rig.events(['build', ...argv], { environment: on() });
  expect({ exitCode: run.exitCode, stderr: run.stderr }).toEqual({ exitCode: 0, stderr: '' });
  return run.events;
}

/** Whether the caches of this machine hold some bytes. */
function holds(rig: Rig, bytes: string): boolean {
  return readdirSync(rig.cache, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .some((entry) => readFileSync(join(entry.parentPath, entry.name)).includes(bytes));
}

/** Another server at the same place, which has nothing. */
async function loseEverything(): Promise<void> {
  const { port } = new URL(farm.server.url);
  await farm[Symbol.asyncDispose]();
  farm = await startTestFarm({ listen: `127.0.0.1:${port}` });
}

describe('--download', () => {
  test('minimal: outputs stay on the server, what commands print comes all the same', async () => {
    const { rig: owned, text } = rigOf();
    using rig = owned;
    const events = await build(rig, '//:program', '--download=minimal');
    const object = events.find((event) => event.type === 'target-finished' && event.target === '//:object');
    expect(object).toMatchObject({ stdout: 'said\n', outcome: { status: 'succeeded' } });
    expect([existsSync(rig.path('out/object')), existsSync(rig.path('out/program'))]).toEqual([false, false]);
    expect(holds(rig, `unlikely-bytes-of-${text}`)).toBe(false);
    const again = await build(rig, '//:program', '--download=minimal');
    expect(again.at(-1)).toMatchObject({ type: 'build-finished', ran: 0, cached: 2 });
    expect(existsSync(rig.path('out/program'))).toBe(false);
  });

  test('toplevel: what was asked for comes, what it needed stays', async () => {
    const { rig: owned, text } = rigOf();
    using rig = owned;
    await build(rig, '//:program', '--download=toplevel');
    expect(rig.read('out/program')).toContain(`unlikely-bytes-of-${text}`);
    expect([existsSync(rig.path('out/object')), existsSync(rig.path('out/folder'))]).toEqual([false, false]);
    await build(rig, '//:program');
    expect(rig.read('out/folder/copy')).toBe(`unlikely-bytes-of-${text}`);
  });

  test('as an option of the project; `run` and `checkout` fetch what they need', async () => {
    const { rig: owned, text } = rigOf();
    using rig = owned;
    rig.write('sandwright.yaml', `options:\n  remote_download_outputs: minimal\n${project}`);
    await build(rig, '//:program');
    expect(existsSync(rig.path('out/program'))).toBe(false);
    const ran = await rig.run(['run', '//:program'], { environment: on() });
    expect({ exitCode: ran.exitCode, stdout: ran.stdout }).toMatchObject({ exitCode: 0, stdout: expect.stringContaining(text) });
    const copied = await rig.run(['checkout', '//:object', 'there'], { environment: on() });
    expect(copied.exitCode).toBe(0);
    expect(rig.read('there/folder/copy')).toBe(`unlikely-bytes-of-${text}`);
  });

  test('an action of this machine fetches what it reads, and so does a shell', async () => {
    const { rig: owned, text } = rigOf();
    using rig = owned;
    await build(rig, '//:object', '--download=minimal');
    await build(rig, '//:local', '--download=minimal');
    expect(rig.read('out/local')).toBe(`unlikely-bytes-of-${text}`.repeat(2));
    const other = rigOf();
    using second = other.rig;
    await build(second, '//:object', '--download=minimal');
    const shell = await second.run(['shell', '//:object', '--', 'cat', 'folder/copy'], { environment: on() });
    expect({ exitCode: shell.exitCode, stdout: shell.stdout }).toEqual({ exitCode: 0, stdout: `unlikely-bytes-of-${other.text}` });
  });

  test('what a former build put into out/ does not stay there once it is out of date', async () => {
    const { rig: owned } = rigOf();
    using rig = owned;
    await build(rig, '//:object');
    expect(existsSync(rig.path('out/object'))).toBe(true);
    rig.write('in', `text ${(texts += 1)}`);
    await build(rig, '//:object', '--download=minimal');
    expect(existsSync(rig.path('out/object'))).toBe(false);
  });

  test('what the server has lost when it is wanted is made again, and told', async () => {
    const { rig: owned, text } = rigOf();
    using rig = owned;
    await build(rig, '//:object', '--download=minimal');
    await loseEverything();
    const run = await rig.events(['build', '//:local', '--download=minimal'], { environment: on() });
    expect({ exitCode: run.exitCode, stderr: run.stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(rig.read('out/local')).toBe(`unlikely-bytes-of-${text}`.repeat(2));
    const warnings = run.events.filter((event) => event.type === 'warning');
    expect(warnings).toEqual([expect.objectContaining({ message: expect.stringContaining('//:object: ') })]);
  });
});
