import { SandwrightError } from '../errors/sandwright-error.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { SandboxBackend } from '../sandbox/sandbox-backend.ts';

/**
 * A backend that a plugin brought: what it throws without a code of ours is a fault of the plugin, and so it is told, not as a bug of sandwright.
 * @param backend what the plugin exports
 * @param plugin its name, as the project wrote it
 */
export function foreignBackend(backend: SandboxBackend, plugin: string): SandboxBackend {
  const { kind, apiVersion, configSchema } = backend;
  const told = async <T>(what: string, run: () => Promise<T>): Promise<T> => {
    try {
      return await run();
    } catch (caught) {
      const error = SandwrightError.from(caught);
      if (error.code !== 'INTERNAL') throw error;
      const message = `the sandbox "${kind}" of the plugin "${plugin}" failed to ${what}: ${error.message}`;
      throw new SandwrightError('SANDBOX_FAILED', message, { cause: caught, hint: 'this is a fault of the plugin: tell its author' });
    }
  };
  const wrap = (sandbox: Sandbox): Sandbox => {
    const openShell = sandbox.openShell?.bind(sandbox);
    return {
      name: sandbox.name,
      get capabilities() {
        return sandbox.capabilities;
      },
      probe: (options) => told('try itself out', async () => await sandbox.probe(options)),
      execute: (action, context) => told('execute an action', async () => await sandbox.execute(action, context)),
      ...(openShell && { openShell: (request, context) => told('open a shell', async () => await openShell(request, context)) }),
      [Symbol.asyncDispose]: () => told('end', async () => await sandbox[Symbol.asyncDispose]()),
    };
  };
  return {
    kind,
    apiVersion,
    configSchema,
    create: async (config, services) => wrap(await told('start', async () => await backend.create(config, services))),
  };
}
