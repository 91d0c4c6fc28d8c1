import type { Sandbox } from '../sandbox.ts';

/**
 * A sandbox that runs actions in its own way and leaves everything else to the one inside.
 * @param inner the sandbox inside; it is disposed of with the outer one
 * @param behaviour the outer one's name in front of the brackets
 * @param execute how the outer one runs an action
 */
export function decorateSandbox(inner: Sandbox, behaviour: string, execute: Sandbox['execute']): Sandbox {
  const openShell = inner.openShell?.bind(inner);
  return {
    // Put together for who asks: each action has a stack of its own.
    get name() {
      return `${behaviour}(${inner.name})`;
    },
    // Asked each time: a sandbox that is made when first used promises nothing before.
    get capabilities() {
      return inner.capabilities;
    },
    probe: (options) => inner.probe(options),
    execute,
    ...(openShell === undefined ? {} : { openShell }),
    [Symbol.asyncDispose]: () => inner[Symbol.asyncDispose](),
  };
}
