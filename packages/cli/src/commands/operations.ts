import { adminService } from '@sandwright/core/reapi';
import { serverFlags } from '../arguments/server-flags.ts';
import { describeOperation, operationFacts } from '../presentation/describe-operation.ts';
import { AskedServer } from '../process/ask-server.ts';
import { defineCommand } from './command.ts';

/** `sandwright operations`. */
export const command = defineCommand({
  usage: '',
  description:
    'Lists what a server was asked to run and has not finished, oldest first; with --finished also what it remembers of the rest.',
  flags: { ...serverFlags, finished: { kind: 'boolean', help: 'Also those that are finished.' } },
  positionals: { minimum: 0, maximum: 0 },
  run: async (invocation) => {
    const { terminal, values } = invocation;
    using server = new AskedServer(invocation);
    let pageToken = '';
    let listed = 0;
    do {
      const page = await server.ask(adminService.listExecutions, { pageToken, includeFinished: values.finished === true });
      for (const execution of page.executions) {
        listed += 1;
        const now = Date.now();
        terminal.out.write(
          values.json === true ? `${JSON.stringify(operationFacts(execution, now))}\n` : describeOperation(execution, now),
        );
      }
      pageToken = page.nextPageToken;
    } while (pageToken !== '');
    if (listed === 0 && values.json !== true) terminal.out.write('nothing is queued or running\n');
    return 0;
  },
});
