import type { Semaphore } from '../../util/semaphore.ts';
import type { SandboxDecorator } from '../sandbox.ts';
import { decorateSandbox } from './decorate-sandbox.ts';

/**
 * Lets only so many actions run at once, in the order in which they came. Waiting is the stage `queued`.
 * @param slots shared by all sandboxes that share the machine
 */
export function bounded(slots: Semaphore): SandboxDecorator {
  return (inner) =>
    decorateSandbox(inner, 'bounded', async (action, context) => {
      context.onStage?.('queued');
      using _slot = await slots.acquire({ signal: context.signal });
      return await inner.execute(action, context);
    });
}
