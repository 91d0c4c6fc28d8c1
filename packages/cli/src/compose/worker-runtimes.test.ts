import { describe, expect, test } from '@jest/globals';
import { MemoryContentAddressableStorage, type Sandbox, SandwrightError } from '@sandwright/core';
import { FakeSandbox } from '@sandwright/core/testing';
import { WorkerRuntimes } from './worker-runtimes.ts';

interface Seen {
  readonly runtimes: WorkerRuntimes;
  readonly sandboxes: FakeSandbox[];
  open: number;
}

function start(createSandbox: (made: FakeSandbox) => Promise<Sandbox> = async (made) => made): Seen {
  const seen: Seen = {
    sandboxes: [],
    open: 0,
    runtimes: new WorkerRuntimes({
      cache: new MemoryContentAddressableStorage(),
      connectTo: () => {
        seen.open += 1;
        return { storage: new MemoryContentAddressableStorage(), [Symbol.dispose]: () => void (seen.open -= 1) };
      },
      createSandbox: () => {
        const sandbox = new FakeSandbox();
        seen.sandboxes.push(sandbox);
        return createSandbox(sandbox);
      },
    }),
  };
  return seen;
}

describe('WorkerRuntimes', () => {
  test('makes one for each instance, which all of its actions share', async () => {
    const seen = start();
    await using runtimes = seen.runtimes;
    const [one, again, other] = await Promise.all([runtimes.of('a'), runtimes.of('a'), runtimes.of('b')]);
    expect([one.sandbox === again.sandbox, one.sandbox === other.sandbox, seen.sandboxes.length]).toEqual([true, false, 2]);
  });

  test('tries again what could not be made, and leaves nothing open', async () => {
    let works = false;
    const seen = start(async (sandbox) => {
      if (!works) throw new SandwrightError('SANDBOX_UNAVAILABLE', 'no sandbox works here');
      return sandbox;
    });
    await using runtimes = seen.runtimes;
    for (const _ of [1, 2]) await expect(runtimes.of('a')).rejects.toThrow('no sandbox works here');
    expect([seen.open, runtimes.size]).toEqual([0, 0]);
    works = true;
    expect((await runtimes.of('a')).sandbox).toBe(seen.sandboxes.at(-1));
  });

  test('keeps few that are idle, whatever names clients make up, and none that is used is taken away', async () => {
    const seen = start();
    {
      await using runtimes = seen.runtimes;
      const used = await runtimes.of('used');
      for (let index = 0; index < 100; index += 1) (await runtimes.of(`made up ${index}`)).release?.();
      expect(runtimes.size).toBeLessThan(20);
      expect(seen.sandboxes[0]?.disposed).toBe(0);
      expect((await runtimes.of('used')).sandbox).toBe(used.sandbox);
    }
    expect([seen.open, seen.sandboxes.every(({ disposed }) => disposed === 1)]).toEqual([0, true]);
  });
});
