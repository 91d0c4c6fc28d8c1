import { readdirSync, statSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { waitUntil } from '@sandwright/core/testing';
import { mountsBelow, processesWith } from '../test-rig/left-behind.ts';
import { Rig } from '../test-rig/rig.ts';

const marked = `sandwright-test-marker-${process.pid}`;

const slow = {
  'sandwright.yaml': `targets:
  slow:
    for_each: in/*
    env: {MARK: "${marked}-{name}"}
    command: trap '' INT TERM; sh -c 'sleep 300' & sleep 300
`,
  'in/1': '1',
  'in/2': '2',
};

const nothingIsLeft = async (rig: Rig): Promise<void> => {
  await waitUntil(() => processesWith(marked).length + processesWith(rig.root).length === 0, 'all processes to end');
  expect(mountsBelow(rig.cache)).toEqual([]);
};

const isRunning = () => waitUntil(() => processesWith(`MARK=${marked}-2`).length > 0, 'the commands to run');

describe('Ctrl-C', () => {
  it.each([
    ['SIGINT', 'group', 130],
    ['SIGINT', 'process', 130],
    ['SIGTERM', 'process', 143],
    ['SIGHUP', 'process', 129],
  ] as const)('stops everything and leaves nothing behind (%s to the %s; exit code %i)', async (signal, to, exitCode) => {
    using rig = new Rig(slow);
    const cli = rig.start(['build', '--jobs=2']);
    await isRunning();
    // A terminal signals the whole process group.
    process.kill(to === 'group' ? -(cli.process.pid ?? 0) : (cli.process.pid ?? 0), signal);
    const run = await cli.finished;
    expect(run.exitCode).toBe(exitCode);
    expect(run.stdout).toContain('cancelled');
    await nothingIsLeft(rig);
  });

  it('ends at once the second time', async () => {
    using rig = new Rig(slow);
    const cli = rig.start(['build', '--jobs=2']);
    await isRunning();
    cli.process.kill('SIGINT');
    cli.process.kill('SIGINT');
    const run = await cli.finished;
    expect(run.exitCode).toBe(130);
    await nothingIsLeft(rig);
  });
});

describe('Ctrl-C while a program runs', () => {
  it('is the business of the program, whose exit code counts', async () => {
    using rig = new Rig({
      'sandwright.yaml': 'targets:\n  tool: {command: install -m 755 tool.sh tool, sources: [tool.sh], outputs: [tool]}\n',
      'tool.sh': "#!/bin/sh\ntrap 'echo caught; exit 6' INT\necho ready\nwhile :; do sleep 0.05; done\n",
    });
    const cli = rig.start(['run', ':tool']);
    await waitUntil(() => cli.stdout().includes('ready'), 'the program');
    process.kill(-(cli.process.pid ?? 0), 'SIGINT');
    expect(await cli.finished).toMatchObject({ exitCode: 6, stdout: 'ready\ncaught\n' });
  });
});

describe('kill -9', () => {
  it('leaves no process behind, and the next build is right', async () => {
    using rig = new Rig({
      ...slow,
      'sandwright.yaml': `targets:
  quick: {command: echo quick > q, outputs: [q]}
  slow:
    for_each: in/*
    env: {MARK: "${marked}-{name}"}
    command: cat q {path} > {name}.out; echo half > {name}.part; sleep 300
    dependencies: [":quick"]
    outputs: ["{name}.out", "{name}.part"]
`,
    });
    const cli = rig.start(['build', '--jobs=2']);
    await isRunning();
    cli.process.kill('SIGKILL');
    expect((await cli.finished).signal).toBe('SIGKILL');
    await waitUntil(() => processesWith(marked).length === 0, 'the commands to end', 8000);
    rig.write('sandwright.yaml', rig.read('sandwright.yaml').replace('sleep 300', 'echo whole > {name}.part'));
    const { events, exitCode } = await rig.events(['build']);
    expect(exitCode).toBe(0);
    expect(events.at(-1)).toMatchObject({ succeeded: 3, ran: 2, cached: 1 });
    expect(rig.read('out/1.out')).toBe('quick\n1');
    expect(rig.read('out/2.part')).toBe('whole\n');
    await nothingIsLeft(rig);
  });

  it('at any moment leaves a cache that gives right results', async () => {
    const rounds = Number(process.env.SANDWRIGHT_SOAK_RUNS ?? (process.env.SANDWRIGHT_SOAK === '1' ? 300 : 6));
    using rig = new Rig({
      'sandwright.yaml': `targets:\n  copy:\n    for_each: in/*.txt\n    command: cat {path} {path} > {name}.out\n    outputs: ["{name}.out"]\n`,
      ...Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`in/f${index}.txt`, `${index}\n`])),
    });
    for (let round = 0; round < rounds; round += 1) {
      const word = `round ${round}\n`;
      rig.write('in/f7.txt', word);
      const cli = rig.start(['build', ...(round % 2 === 0 ? ['--force'] : [])]);
      // Spread over the life of a build by a fixed pattern.
      setTimeout(() => cli.process.kill('SIGKILL'), 60 + ((round * 97) % 400));
      await cli.finished;
      expect((await rig.run(['build'])).exitCode).toBe(0);
      expect(rig.read('out/f7.out')).toBe(word + word);
      for (let index = 8; index < 20; index += 1) expect(rig.read(`out/f${index}.out`)).toBe(`${index}\n${index}\n`);
    }
    await nothingIsLeft(rig);
  });
});

describe('two builds of one project at once', () => {
  it('both end well, and the result is right', async () => {
    using rig = new Rig({
      'sandwright.yaml': `targets:\n  copy:\n    for_each: in/*.txt\n    command: cat {path} > {name}.out\n    outputs: ["{name}.out"]\n  all:\n    command: cat *.out > all\n    dependencies: [":copy"]\n    outputs: [all]\n`,
      ...Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`in/f${index}.txt`, `${index}\n`])),
    });
    const runs = await Promise.all([rig.run(['build']), rig.run(['build']), rig.run(['build', '--force'])]);
    expect(runs.map((run) => [run.exitCode, run.stderr])).toEqual([
      [0, ''],
      [0, ''],
      [0, ''],
    ]);
    expect(readdirSync(rig.path('out')).sort()).toEqual([...Array.from({ length: 20 }, (_, index) => `f${index}.out`), 'all'].sort());
    expect(statSync(rig.path('out/all')).size).toBe(10 * 2 + 10 * 3);
    expect((await rig.run(['build'])).stdout).toContain('(0 ran, 21 cached)');
  });
});
