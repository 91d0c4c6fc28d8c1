import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { zstdCompressSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { digestOf, openLocalStore } from '@sandwright/core';
import { waitUntil } from '@sandwright/core/testing';
import { Rig, type RunningCli } from '../test-rig/rig.ts';

const line = /^sandwright \S+ serves grpc:\/\/127\.0\.0\.1:(\d+)(?:, http:\/\/\S+)? \(data in (.+)\)\n$/u;

async function ready(server: RunningCli): Promise<RegExpExecArray> {
  await waitUntil(() => server.stdout().includes('\n') || server.process.exitCode !== null, 'the server to say where it is');
  const said = line.exec(server.stdout());
  if (said === null) throw new Error(`${server.stdout()}${(await server.finished).stderr}`);
  return said;
}

/** Seconds of CPU time that a process has used so far, all its threads together. Source: proc_pid_stat(5), ticks of 1/100 s. */
function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

test('it is ready after little work, says so in one line, and accepts then', async () => {
  const seconds: number[] = [];
  for (let times = 0; times < 3; times += 1) {
    using rig = new Rig();
    const server = rig.start(['serve', '--listen', '127.0.0.1:0', '--data', 'data', '--role', 'cache']);
    const [, port] = await ready(server);
    // What it waits for is the machine's mood; what it does is not.
    const pid = server.process.pid ?? 0;
    seconds.push(cpuSeconds(pid));
    // It has begun anew with the bounds of a server, under the same number.
    expect(readFileSync(`/proc/${pid}/cmdline`, 'utf8')).toContain('--max-semi-space-size=');
    const socket = connect(Number(port), '127.0.0.1');
    await new Promise((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', reject);
    });
    socket.destroy();
    server.process.kill('SIGTERM');
    expect(await server.finished).toMatchObject({ exitCode: 0, stderr: '' });
  }
  process.stdout.write(`serve is ready after ${Math.min(...seconds)} s of CPU time\n`);
  // Five times what it takes.
  expect(Math.min(...seconds)).toBeLessThan(1);
});

test('without --data it keeps everything in the XDG data folder', async () => {
  using rig = new Rig();
  const server = rig.start(['serve', '--listen', '127.0.0.1:0', '--role', 'cache'], { environment: { XDG_DATA_HOME: rig.path('xdg') } });
  const [, , data] = await ready(server);
  expect(data).toBe(rig.path('xdg/sandwright'));
  expect(existsSync(rig.path('xdg/sandwright/store'))).toBe(true);
  expect(readdirSync(rig.root)).toEqual(['xdg']);
  server.process.kill('SIGTERM');
  expect((await server.finished).exitCode).toBe(0);
});

test.each([
  ['that cannot be made', '/proc/no-such-folder'],
  ['where nothing can be written', '/sys/kernel'],
])('a data folder %s is told by its name', async (_, data) => {
  using rig = new Rig();
  const refused = await rig.run(['serve', '--listen', '127.0.0.1:0', '--role', 'cache', '--data', data]);
  expect(refused.exitCode).toBe(3);
  expect(refused.stderr).toContain(data);
});

test('cas fsck says what is damaged in the stores of a server, and forgets it where it is told to', async () => {
  using rig = new Rig();
  const directory = rig.path('data/store');
  const [good, bad] = [Buffer.alloc(300_000, 'good '), Buffer.alloc(300_000, 'bad ')];
  {
    await using store = await openLocalStore({ directory, mode: 'exclusive' });
    await store.storage.write(digestOf(good), good);
    await store.frames.write(digestOf(bad), zstdCompressSync(bad));
    await store.table('names').put('a', Buffer.from('value'));
  }
  expect(await rig.run(['cas', 'fsck', 'data'])).toMatchObject({
    exitCode: 0,
    stdout: expect.stringMatching(/2 blobs, 1 values, \d+ bytes; none/u),
  });
  const [path = ''] = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.log'));
  const segment = readFileSync(rig.path(`data/store/${path}`));
  // Inside of the frame, which stands in the only segment.
  const at = segment.indexOf(zstdCompressSync(bad)) + 14;
  segment[at] = (segment[at] ?? 0) ^ 0xff;
  writeFileSync(rig.path(`data/store/${path}`), segment);
  const found = await rig.run(['cas', 'fsck', 'data']);
  expect(found).toMatchObject({ exitCode: 3, stdout: expect.stringContaining('1 damaged\n') });
  expect(await rig.run(['cas', 'fsck', '--repair', 'data/store'])).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining('1 damaged and forgotten\n'),
  });
  expect(await rig.run(['cas', 'fsck', 'data'])).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('1 blobs, 1 values') });
  expect(await rig.run(['cas', 'fsck', 'elsewhere'])).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('elsewhere') });
});
