import { describe, expect, it } from '@jest/globals';
import { readPlatformRequest } from './platform-request.ts';

const read = (...pairs: readonly (readonly [string, string])[]) => readPlatformRequest(pairs.map(([name, value]) => ({ name, value })));

describe('readPlatformRequest', () => {
  it('reads ids and network, and leaves the rest to a scheduler', () => {
    expect(read()).toEqual({ uid: undefined, gid: undefined, network: false });
    expect(read(['OSFamily', 'linux'], ['network', 'on'], ['unixGID', '0'], ['unixUID', '1001'])).toEqual({
      uid: 1001,
      gid: 0,
      network: true,
    });
  });

  it.each([[['unixUID', '-1']], [['unixUID', '4294967295']], [['unixGID', 'root']], [['network', 'yes']]] as const)(
    'refuses %j',
    (pair) => {
      expect(() => read(pair)).toThrow(expect.objectContaining({ code: 'ACTION_INVALID' }));
    },
  );

  it('says that it has no socket of the Remote Execution API to give', () => {
    expect(() => read(['remoteApisSocketPath', 'sock'])).toThrow(expect.objectContaining({ code: 'CAPABILITY_MISSING' }));
  });
});
