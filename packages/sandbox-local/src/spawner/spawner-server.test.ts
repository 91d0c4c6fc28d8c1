import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { temporaryDirectory } from '@sandwright/core/testing';
import { filterName } from './protocol.ts';
import { SpawnerServer } from './spawner-server.ts';

describe('SpawnerServer', () => {
  test('does not use a folder again in which a process cannot be killed, nor tells of its action', async () => {
    await using directory = await temporaryDirectory('sandwright-spawner-');
    const scratch = directory.path;
    const bwrap = join(scratch, 'bwrap');
    writeFileSync(bwrap, '#!/bin/sh\necho "{ \\"child-pid\\": $$ }" >&3\necho "{ \\"exit-code\\": 0 }" >&3\n', { mode: 0o755 });
    writeFileSync(join(scratch, filterName), '');
    for (const folder of ['1', '2']) mkdirSync(join(scratch, folder));
    let immortal = true;
    const server = new SpawnerServer({
      settings: { scratch, bwrap, userNamespace: false, limits: { outputBytes: 1_000_000 }, controlGroups: false },
      overlays: undefined,
      groups: undefined,
      reap: async (pid) => {
        if (immortal) throw new Error(`process ${pid} of a sandbox cannot be killed`);
        return undefined;
      },
    });
    const ran = await server.handle({ id: 1, op: 'run', folder: 1, arguments: [] });
    expect(ran).toEqual({ id: 1, error: expect.stringContaining('cannot be killed') });
    expect(await server.handle({ id: 2, op: 'release', folder: 1 })).toEqual({ id: 2, error: expect.stringContaining('used no more') });
    // Others are as good as ever.
    immortal = false;
    expect(await server.handle({ id: 3, op: 'run', folder: 2, arguments: [] })).toEqual({ id: 3, run: { exitCode: 0 } });
    expect(await server.handle({ id: 4, op: 'release', folder: 2 })).toEqual({ id: 4 });
    await server.close();
  });
});
