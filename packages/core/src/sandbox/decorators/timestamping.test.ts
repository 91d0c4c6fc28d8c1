import { expect, test } from '@jest/globals';
import { silentLogger } from '../../logging/logger.ts';
import { fakeAction } from '../../testing/fake-action.ts';
import { FakeClock } from '../../testing/fake-clock.ts';
import { FakeSandbox } from '../../testing/fake-sandbox.ts';
import { Semaphore } from '../../util/semaphore.ts';
import { bounded } from './bounded.ts';
import { timestamping } from './timestamping.ts';

test('the queue, the worker and the command each have their times', async () => {
  const clock = new FakeClock(5_000_000);
  const slots = new Semaphore(1);
  const slot = await slots.acquire();
  const leaf = new FakeSandbox({
    run: async (_action, context) => {
      await clock.advance(250);
      context.onStage?.('collecting');
      await clock.advance(500);
      return {};
    },
  });
  const outcome = timestamping(clock)(bounded(slots)(leaf)).execute(fakeAction(), { logger: silentLogger });
  await clock.advance(2000);
  slot[Symbol.dispose]();
  expect((await outcome).result.metadata).toEqual({
    worker: 'fake',
    queued: { seconds: 5000, nanos: 0 },
    workerStart: { seconds: 5002, nanos: 0 },
    inputFetchStart: { seconds: 5002, nanos: 0 },
    inputFetchCompleted: { seconds: 5002, nanos: 0 },
    executionStart: { seconds: 5002, nanos: 0 },
    executionCompleted: { seconds: 5002, nanos: 250_000_000 },
    outputUploadStart: { seconds: 5002, nanos: 250_000_000 },
    outputUploadCompleted: { seconds: 5002, nanos: 750_000_000 },
    workerCompleted: { seconds: 5002, nanos: 750_000_000 },
  });
});

test('what the sandbox inside noted wins, and results from elsewhere are left alone', async () => {
  const workerStart = { seconds: 1, nanos: 2 };
  const local = new FakeSandbox({ run: () => ({ metadata: { worker: 'leaf', workerStart } }) });
  const remote = new FakeSandbox({ where: 'remote', run: () => ({ metadata: { worker: 'far' } }) });
  const clock = new FakeClock();
  const here = await timestamping(clock)(local).execute(fakeAction(), { logger: silentLogger });
  const there = await timestamping(clock)(remote).execute(fakeAction(), { logger: silentLogger });
  expect(here.result.metadata.workerStart).toEqual(workerStart);
  expect(there.result.metadata).toEqual({ worker: 'far' });
});
