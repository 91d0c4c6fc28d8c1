import { adminService } from '@sandwright/core/reapi';
import { serverFlags } from '../arguments/server-flags.ts';
import { describeWorker, workerFacts } from '../presentation/describe-worker.ts';
import { AskedServer } from '../process/ask-server.ts';
import { defineCommand } from './command.ts';

/** `sandwright workers`. */
export const command = defineCommand({
  usage: '',
  description: 'Lists the workers of a server: what they offer, and what they run.',
  flags: serverFlags,
  positionals: { minimum: 0, maximum: 0 },
  run: async (invocation) => {
    using server = new AskedServer(invocation);
    const { workers } = await server.ask(adminService.listWorkers, {});
    const json = invocation.values.json === true;
    const text = workers.map((worker) => (json ? `${JSON.stringify(workerFacts(worker))}\n` : describeWorker(worker))).join('');
    invocation.terminal.out.write(text === '' && !json ? 'no worker is connected\n' : text);
    return 0;
  },
});
