import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { controlGroupsV2, type GroupHierarchy } from './control-groups-v2.ts';

// A hierarchy of files that behaves as the kernel's does towards who makes groups: a group's controllers are those that its parent passes on.
// Source: Linux, cgroup-v2, "Organizing Processes" and "Controlling Controllers".
let mount: string;

const write = (path: string, text: string): void => writeFileSync(join(mount, path), text);
const read = (path: string): string => readFileSync(join(mount, path), 'latin1');

function hierarchy(group: string): GroupHierarchy {
  return {
    mountInfo: `31 23 0:28 / ${mount} rw,nosuid - cgroup2 cgroup2 rw,nsdelegate\n`,
    cgroupFile: `0::${group}\n`,
    makeFolder: (path) => {
      mkdirSync(path);
      const passedOn = readFileSync(join(dirname(path), 'cgroup.subtree_control'), 'latin1').replaceAll('+', '');
      writeFileSync(join(path, 'cgroup.controllers'), passedOn);
      writeFileSync(join(path, 'cgroup.subtree_control'), '');
      if (!/memory/.test(passedOn)) return;
      for (const name of ['memory.max', 'memory.swap.max', 'pids.max']) writeFileSync(join(path, name), 'max');
      writeFileSync(join(path, 'memory.events'), 'low 0\noom 0\noom_kill 0\n');
      writeFileSync(join(path, 'pids.events'), 'max 0\n');
      writeFileSync(join(path, 'cpu.stat'), 'usage_usec 2500000\nuser_usec 2000000\n');
    },
  };
}

function folder(path: string, passesOn: string): void {
  mkdirSync(join(mount, path), { recursive: true });
  write(`${path}/cgroup.subtree_control`, passesOn);
}

const limits = { memoryBytes: 1 << 28, processes: 60, outputBytes: 1 };

describe('controlGroupsV2', () => {
  beforeEach(() => {
    mount = mkdtempSync(join(tmpdir(), 'sandwright-cgroup-'));
    folder('', 'cpu memory pids');
  });
  afterEach(() => rmSync(mount, { recursive: true }));

  it('makes groups below the nearest group that passes memory and processes on', () => {
    folder('user.slice', 'cpu memory pids');
    folder('user.slice/own.scope', '');
    const groups = controlGroupsV2('ours', hierarchy('/user.slice/own.scope'));
    expect(groups?.kind).toBe('cgroup v2');
    expect([...(groups?.enforced ?? [])].sort()).toEqual(['cpu', 'memory', 'processes']);
    expect(read('user.slice/ours/cgroup.subtree_control')).toBe('+memory +pids +cpu');
  });

  it('bounds a group, counts its time, and tells each limit that was hit once', () => {
    const group = controlGroupsV2('ours', hierarchy('/'))?.make('1', limits);
    expect(group?.joinFiles).toEqual([join(mount, 'ours/1/cgroup.procs')]);
    expect([read('ours/1/memory.max'), read('ours/1/memory.swap.max'), read('ours/1/pids.max')]).toEqual(['268435456', '0', '64']);
    expect(group?.cpuMs()).toBe(2500);
    expect(group?.exceeded()).toBeUndefined();
    write('ours/1/memory.events', 'low 0\noom 3\noom_kill 2\n');
    expect([group?.exceeded(), group?.exceeded()]).toEqual(['memory', undefined]);
    write('ours/1/pids.events', 'max 9\n');
    expect([group?.exceeded(), group?.exceeded()]).toEqual(['processes', undefined]);
  });

  it('leaves unbounded what has no limit, though that was hit for another reason', () => {
    const group = controlGroupsV2('ours', hierarchy('/'))?.make('1', { outputBytes: 1 });
    expect([read('ours/1/memory.max'), read('ours/1/pids.max')]).toEqual(['max', 'max']);
    write('ours/1/memory.events', 'oom_kill 1\n');
    expect(group?.exceeded()).toBeUndefined();
  });

  it('is not to be had where nothing passes memory on, or another hierarchy has it', () => {
    folder('', 'cpu pids');
    expect(controlGroupsV2('ours', hierarchy('/'))).toBeUndefined();
    expect(controlGroupsV2('ours', { ...hierarchy('/'), mountInfo: '31 23 0:28 / /m rw - cgroup cgroup rw,memory\n' })).toBeUndefined();
  });
});

// The kernel's own files, as far as version 2 is there: without controllers nothing is made, and nothing is left.
(existsSync('/sys/fs/cgroup/cgroup.controllers') || existsSync('/sys/fs/cgroup/unified/cgroup.controllers') ? it : it.skip)(
  'leaves nothing in the hierarchy of this machine',
  () => {
    const name = `sandwright-test-${process.pid}`;
    const groups = controlGroupsV2(name);
    groups?.make('1', limits).remove();
    groups?.remove();
    for (const root of ['/sys/fs/cgroup', '/sys/fs/cgroup/unified']) expect(existsSync(join(root, name))).toBe(false);
  },
);
