import { adminService } from '@sandwright/core/reapi';
import { serverFlags } from '../arguments/server-flags.ts';
import { describeWorker, workerFacts } from '../presentation/describe-worker.ts';
import { AskedServer } from '../process/ask-server.ts';
import { type Command, defineCommand } from './command.ts';

/**
 * A command that drains workers, or ends that.
 * @param options `resume`: gives them actions again
 */
export function drainCommand(options: { readonly resume: boolean; readonly description: string }): Command<typeof serverFlags> {
  const { resume, description } = options;
  return defineCommand({
    usage: 'WORKER…',
    description,
    flags: serverFlags,
    positionals: { minimum: 1, maximum: 1_000 },
    run: async (invocation) => {
      const { terminal, positionals, values } = invocation;
      using server = new AskedServer(invocation);
      for (const worker of positionals) {
        const { workers } = await server.ask(adminService.drainWorker, { worker, resume });
        for (const each of workers)
          terminal.out.write(values.json === true ? `${JSON.stringify(workerFacts(each))}\n` : describeWorker(each));
      }
      return 0;
    },
  });
}
