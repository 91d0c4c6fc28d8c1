import { afterEach, expect, test } from '@jest/globals';
import { type Logger, MemoryContentAddressableStorage, silentLogger, systemClock } from '@sandwright/core';
import { FakeSandbox, fakeAction, temporaryDirectory } from '@sandwright/core/testing';
import { PlatformNoticing } from './platform-noticing.ts';

let undo = new AsyncDisposableStack();
afterEach(async () => {
  await undo.disposeAsync();
  undo = new AsyncDisposableStack();
});

async function rig(there: string, here = 'Linux x86_64') {
  const { path } = undo.use(await temporaryDirectory('sandwright-platform-'));
  const local = new MemoryContentAddressableStorage();
  const warnings: string[] = [];
  const logger: Logger = {
    ...silentLogger,
    log: (level, message) => {
      if (level === 'warn') warnings.push(message);
    },
  };
  const inner = new FakeSandbox({
    run: (action) => (action.command.arguments[0] === 'uname' ? { stdoutRaw: Buffer.from(`${there}\n`) } : {}),
  });
  const make = () =>
    new PlatformNoticing({ inner, address: 'grpc://there', local, cacheDirectory: path, clock: systemClock, logger, here });
  return { make, warnings, ran: () => inner.executed.map(({ command }) => command.arguments[0]) };
}

const context = { logger: silentLogger };

test('a server of another platform is named, once, with this machine and what to do', async () => {
  const { make, warnings, ran } = await rig('Linux aarch64');
  await using sandbox = make();
  await Promise.all([sandbox.execute(fakeAction('one'), context), sandbox.execute(fakeAction('two'), context)]);
  await sandbox.execute(fakeAction('three'), context);
  expect(warnings).toEqual([
    expect.stringMatching(/^grpc:\/\/there runs commands on Linux aarch64, and this machine is Linux x86_64: .*platform:/),
  ]);
  expect(ran()).toHaveLength(4);
  expect(new Set(ran())).toEqual(new Set(['one', 'two', 'three', 'uname']));
});

test('it is not asked again for a day, and told of again all the same', async () => {
  const { make, warnings, ran } = await rig('Darwin arm64');
  for (let build = 0; build < 2; build += 1) {
    await using sandbox = make();
    await sandbox.execute(fakeAction(), context);
  }
  expect(warnings).toHaveLength(2);
  expect(ran()).toEqual(['action', 'uname', 'action']);
});

test.each([
  ['one of this platform', 'Linux x86_64', 'Linux x86_64'],
  ['one that spells it otherwise', 'Darwin arm64', 'Darwin aarch64'],
  ['one that does not say', '', 'Linux x86_64'],
])('nothing is said of %s', async (_, there, here) => {
  const { make, warnings } = await rig(there, here);
  await using sandbox = make();
  await sandbox.execute(fakeAction(), context);
  expect(warnings).toEqual([]);
});

test('who asks for a platform is not told of it', async () => {
  const { make, warnings, ran } = await rig('Linux aarch64');
  await using sandbox = make();
  await sandbox.execute(fakeAction('a', { platform: [{ name: 'ISA', value: 'arm-a64' }] }), context);
  expect([warnings, ran()]).toEqual([[], ['a']]);
});
