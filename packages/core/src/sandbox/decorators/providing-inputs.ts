import type { SandboxDecorator } from '../sandbox.ts';
import { decorateSandbox } from './decorate-sandbox.ts';

/** Has the caller put the inputs into the storage before the action runs. A result that is found costs no upload. */
export function providingInputs(): SandboxDecorator {
  return (inner) =>
    decorateSandbox(inner, 'providing-inputs', async (action, context) => {
      await context.provideInputs?.({ signal: context.signal });
      return inner.execute(action, context);
    });
}
