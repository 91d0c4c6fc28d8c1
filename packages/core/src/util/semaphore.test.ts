import { expect, test } from '@jest/globals';
import { SandwrightError } from '../errors/sandwright-error.ts';
import { Semaphore } from './semaphore.ts';

test('the longest waiting is next, and no newcomer overtakes', async () => {
  const slots = new Semaphore(1);
  const first = await slots.acquire();
  const order: string[] = [];
  const take = async (name: string): Promise<void> => {
    using _slot = await slots.acquire();
    order.push(name);
  };
  const waiting = [take('b'), take('c')];
  first[Symbol.dispose]();
  waiting.push(take('d'));
  await Promise.all(waiting);
  expect(order).toEqual(['b', 'c', 'd']);
  expect(slots.held).toBe(0);
});

test('who gives up waiting takes no slot and holds nobody up', async () => {
  const slots = new Semaphore(1);
  const first = await slots.acquire();
  const abort = new AbortController();
  const impatient = slots.acquire({ signal: abort.signal });
  const patient = slots.acquire();
  abort.abort(new SandwrightError('CANCELLED', 'enough'));
  await expect(impatient).rejects.toMatchObject({ code: 'CANCELLED', message: 'enough' });
  expect(slots.waiting).toBe(1);
  first[Symbol.dispose]();
  first[Symbol.dispose]();
  (await patient)[Symbol.dispose]();
  expect(slots.held).toBe(0);
});

test('an aborted signal gets no slot even where one is free', async () => {
  const slots = new Semaphore(1);
  await expect(slots.acquire({ signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'CANCELLED' });
  expect(slots.held).toBe(0);
});
