import { expect, test } from '@jest/globals';
import type { ErrorCode } from '../../errors/error-code.ts';
import { SandwrightError } from '../../errors/sandwright-error.ts';
import { silentLogger } from '../../logging/logger.ts';
import { fakeAction } from '../../testing/fake-action.ts';
import { FakeSandbox } from '../../testing/fake-sandbox.ts';
import { backtracking } from './backtracking.ts';

function failing(times: number, code: ErrorCode) {
  const lookups: boolean[] = [];
  const leaf = new FakeSandbox({
    run: (_action, context) => {
      lookups.push(context.skipCacheLookup !== true);
      if (lookups.length <= times) throw new SandwrightError(code, 'gone');
      return {};
    },
  });
  return { lookups, sandbox: backtracking()(leaf) };
}

test('a missing blob: once more, without the cache', async () => {
  const { lookups, sandbox } = failing(1, 'BLOB_MISSING');
  await sandbox.execute(fakeAction(), { logger: silentLogger });
  expect(lookups).toEqual([true, false]);
});

test('only once', async () => {
  const { lookups, sandbox } = failing(5, 'BLOB_MISSING');
  await expect(sandbox.execute(fakeAction(), { logger: silentLogger })).rejects.toMatchObject({ code: 'BLOB_MISSING' });
  expect(lookups).toHaveLength(2);
});

test('other errors are thrown as they are', async () => {
  const { lookups, sandbox } = failing(1, 'SANDBOX_FAILED');
  await expect(sandbox.execute(fakeAction(), { logger: silentLogger })).rejects.toMatchObject({ code: 'SANDBOX_FAILED' });
  expect(lookups).toHaveLength(1);
});
