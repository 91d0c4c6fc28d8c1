import { describe, expect, it } from '@jest/globals';
import { groupMount, groupPath, ownGroup } from './group-files.ts';

const hybrid = `31 23 0:28 / /sys/fs/cgroup rw - tmpfs tmpfs rw
32 31 0:29 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct
41 31 0:38 /docker/1 /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw`;

describe('control group files', () => {
  it('finds the own group of each hierarchy', () => {
    const text = '4:memory:/a/b\n2:cpu,cpuacct:/c\n0::/user.slice/x:y\n';
    expect(['memory', 'cpuacct', 'pids', ''].map((controller) => ownGroup(text, controller))).toEqual([
      '/a/b',
      '/c',
      undefined,
      '/user.slice/x:y',
    ]);
  });

  it('finds where a hierarchy is mounted', () => {
    expect(groupMount(hybrid, 'cpuacct')).toEqual({ mountPoint: '/sys/fs/cgroup/cpu,cpuacct', root: '/' });
    expect(groupMount(hybrid, '')).toEqual({ mountPoint: '/sys/fs/cgroup/unified', root: '/docker/1' });
    expect(groupMount(hybrid, 'memory')).toBeUndefined();
  });

  it('knows which folder is a group', () => {
    expect(groupPath({ mountPoint: '/m', root: '/' }, '/')).toBe('/m');
    expect(groupPath({ mountPoint: '/m', root: '/' }, '/a')).toBe('/m/a');
    expect(groupPath({ mountPoint: '/m', root: '/docker/1' }, '/docker/1/a')).toBe('/m/a');
    expect(groupPath({ mountPoint: '/m', root: '/docker/1' }, '/docker/12')).toBeUndefined();
  });
});
