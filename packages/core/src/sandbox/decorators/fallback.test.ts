import { expect, test } from '@jest/globals';
import type { ErrorCode } from '../../errors/error-code.ts';
import { SandwrightError } from '../../errors/sandwright-error.ts';
import { silentLogger } from '../../logging/logger.ts';
import { fakeAction } from '../../testing/fake-action.ts';
import { FakeSandbox } from '../../testing/fake-sandbox.ts';
import { fallback } from './fallback.ts';

const context = { logger: silentLogger };
const throwing = (code: ErrorCode): FakeSandbox =>
  new FakeSandbox({
    name: 'first',
    capabilities: ['isolated-network', 'interactive'],
    run: () => Promise.reject(new SandwrightError(code, `because ${code}`)),
  });
const working = (): FakeSandbox => new FakeSandbox({ name: 'second', capabilities: ['isolated-network'] });

test.each([
  ['SANDBOX_UNAVAILABLE', 'sandbox_unavailable'],
  ['CAPABILITY_MISSING', 'capability'],
  ['REMOTE_UNAVAILABLE', 'unreachable'],
  ['UNAUTHORISED', 'unauthorised'],
  ['NO_WORKER', 'no_worker'],
] as const)('%s moves on, and the result says why: %s', async (code, cause) => {
  const sandbox = fallback({
    candidates: [
      { name: 'a', sandbox: throwing(code) },
      { name: 'b', sandbox: working() },
    ],
    skipped: [{ candidate: 'z', cause: 'disabled', reason: 'turned off' }],
  });
  const { origin } = await sandbox.execute(fakeAction(), context);
  expect(origin.sandbox).toBe('second');
  expect(origin.skipped).toEqual([
    { candidate: 'z', cause: 'disabled', reason: 'turned off' },
    { candidate: 'a', cause, reason: `because ${code}` },
  ]);
});

test.each(['SANDBOX_FAILED', 'TIMED_OUT', 'BLOB_MISSING', 'CANCELLED', 'ACTION_INVALID'] as const)(
  '%s is thrown as it is',
  async (code) => {
    const second = working();
    const sandbox = fallback({
      candidates: [
        { name: 'a', sandbox: throwing(code) },
        { name: 'b', sandbox: second },
      ],
    });
    await expect(sandbox.execute(fakeAction(), context)).rejects.toMatchObject({ code });
    expect(second.executed).toEqual([]);
  },
);

test('a command that fails is a result and never runs elsewhere', async () => {
  const second = working();
  const sandbox = fallback({
    candidates: [
      { name: 'a', sandbox: new FakeSandbox({ run: () => ({ exitCode: 3 }) }) },
      { name: 'b', sandbox: second },
    ],
  });
  expect((await sandbox.execute(fakeAction(), context)).result.exitCode).toBe(3);
  expect(second.executed).toEqual([]);
});

test('nothing left: the last error', async () => {
  const sandbox = fallback({
    candidates: [
      { name: 'a', sandbox: throwing('REMOTE_UNAVAILABLE') },
      { name: 'b', sandbox: throwing('SANDBOX_UNAVAILABLE') },
    ],
  });
  await expect(sandbox.execute(fakeAction(), context)).rejects.toMatchObject({ code: 'SANDBOX_UNAVAILABLE' });
});

test('each candidate gets the action in its own form', async () => {
  const first = throwing('NO_WORKER');
  const second = working();
  const sandbox = fallback({
    candidates: [
      { name: 'a', sandbox: first, adapt: () => fakeAction('for a') },
      { name: 'b', sandbox: second, adapt: () => fakeAction('for b') },
    ],
  });
  await sandbox.execute(fakeAction('plain'), context);
  expect([first, second].map((sandbox) => sandbox.executed[0]?.command.arguments[0])).toEqual(['for a', 'for b']);
});

test('rules of the caller decide what is tried next', async () => {
  const a = { name: 'a', sandbox: throwing('UNAUTHORISED') };
  const b = { name: 'b', sandbox: working() };
  const sandbox = fallback({ candidates: [a, b], next: () => undefined });
  await expect(sandbox.execute(fakeAction(), context)).rejects.toMatchObject({ code: 'UNAUTHORISED' });
});

test('it promises what every candidate promises, is there if one is, and disposes of all', async () => {
  const first = new FakeSandbox({
    capabilities: ['isolated-network', 'interactive'],
    availability: { available: false, cause: 'sandbox_unavailable', reason: 'no user namespaces' },
  });
  const second = working();
  const sandbox = fallback({
    candidates: [
      { name: 'a', sandbox: first },
      { name: 'b', sandbox: second },
    ],
  });
  expect([...sandbox.capabilities]).toEqual(['isolated-network']);
  expect(await sandbox.probe()).toEqual({ available: true });
  await sandbox[Symbol.asyncDispose]();
  expect([first.disposed, second.disposed]).toEqual([1, 1]);
});
