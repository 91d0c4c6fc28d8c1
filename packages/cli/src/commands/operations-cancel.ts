import { operationsService } from '@sandwright/core/reapi';
import { serverFlags } from '../arguments/server-flags.ts';
import { AskedServer } from '../process/ask-server.ts';
import { defineCommand } from './command.ts';

/** `sandwright operations cancel`. */
export const command = defineCommand({
  usage: 'NAME…',
  description: 'Ends operations of a server early. Their clients are told; an action that nobody else waits for is stopped.',
  flags: serverFlags,
  positionals: { minimum: 1, maximum: 1_000 },
  run: async (invocation) => {
    const { terminal, positionals, values } = invocation;
    using server = new AskedServer(invocation);
    for (const name of positionals) {
      // Cancelling what is not there succeeds quietly; people have most likely made a mistake.
      await server.ask(operationsService.getOperation, { name });
      await server.ask(operationsService.cancelOperation, { name });
      terminal.out.write(values.json === true ? `${JSON.stringify({ cancelled: name })}\n` : `cancelled ${name}\n`);
    }
    return 0;
  },
});
