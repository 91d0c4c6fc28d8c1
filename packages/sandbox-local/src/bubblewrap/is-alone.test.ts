import { describe, expect, it } from '@jest/globals';
import { isAlone } from './is-alone.ts';

describe('isAlone', () => {
  const closed: Parameters<typeof isAlone>[0] = { network: 'allowed', hostPaths: [] };

  it('is so without network, folders of the host and folders that outlive the action', () => {
    expect(isAlone(closed, { network: false }, {})).toBe(true);
    expect(isAlone(closed, { network: false }, { appendOnlyCaches: [] })).toBe(true);
  });

  it('is not so with any of them, for sockets pass open files on', () => {
    expect(isAlone(closed, { network: true }, {})).toBe(false);
    expect(isAlone({ ...closed, network: 'on' }, { network: false }, {})).toBe(false);
    expect(isAlone({ ...closed, hostPaths: ['/run'] }, { network: false }, {})).toBe(false);
    expect(isAlone(closed, { network: false }, { appendOnlyCaches: [{ hostPath: '/c', sandboxPath: '/c' }] })).toBe(false);
  });
});
