import { afterEach, describe, expect, test } from '@jest/globals';
import { digestOf } from '@sandwright/core';
import { waitUntil } from '@sandwright/core/testing';
import {
  runningOperation,
  type ScriptedCall,
  ScriptedExecutionServer,
  type ScriptedServerOptions,
  succeeded,
} from '@sandwright/sandbox-remote/testing';
import { Rig } from '../test-rig/rig.ts';

let open = new AsyncDisposableStack();
afterEach(async () => {
  await open.disposeAsync();
  open = new AsyncDisposableStack();
});

const start = async (options: ScriptedServerOptions) => open.use(await ScriptedExecutionServer.start(options));

const on = (server: ScriptedExecutionServer) => ({
  SANDWRIGHT_REMOTE_EXECUTION: 'true',
  SANDWRIGHT_REMOTE_STORE_ADDRESS: server.address,
  SANDWRIGHT_REMOTE_EXECUTION_ADDRESS: server.address,
});

// The platform is spoken of, so that nothing but the targets is executed.
const project = (targets: string) => `
environments:
  far: { type: remote_environment, platform_properties: [ISA=x86-64] }
defaults:
  all: { environment: far }
targets:
${targets}`;

describe('process_execution_remote_parallelism', () => {
  test.each([20, 16])('%i: as many as that are in flight while there is work, and never more', async (cap) => {
    const total = 100;
    let most = 0;
    let done = 0;
    const waiting: (() => void)[] = [];
    // Nothing is done before as many are in flight as may be: a client that keeps fewer there waits for ever.
    const release = (): void => {
      most = Math.max(most, waiting.length);
      if (waiting.length === 0 || waiting.length < Math.min(cap, total - done)) return;
      done += 1;
      waiting.shift()?.();
      // One more than may be would come about now.
      setTimeout(release, 2);
    };
    const server = await start({
      execute: async () => {
        await new Promise<void>((resolve) => {
          waiting.push(resolve);
          setTimeout(release, 2);
        });
        return succeeded('operation');
      },
    });
    const targets = Array.from({ length: total }, (_, n) => `  t${n}: { command: echo ${n} }\n`).join('');
    using rig = new Rig({ 'sandwright.yaml': project(targets) });
    const run = await rig.run(['build', `--process-execution-remote-parallelism=${cap}`], { environment: on(server) });
    expect({ exitCode: run.exitCode, done, most }).toEqual({ exitCode: 0, done: total, most: cap });
  });
});

interface Stage {
  readonly server: ScriptedServerOptions;
  /** The last call that comes before the interruption. */
  readonly reached: string;
  /** The operation that is to be cancelled; none by default. */
  readonly cancels?: string;
  /** What the client says of it once it knows of the operation. */
  readonly says?: 'queued' | 'running';
}

const hang = () => {};
const execute = (...steps: ScriptedCall['steps']): ScriptedCall => ({ call: 'Execute', steps });
const output = digestOf(Buffer.from('made'));

const stages: Readonly<Record<string, Stage>> = {
  'while it asks what the server can do': { server: { handlers: { GetCapabilities: hang } }, reached: 'GetCapabilities' },
  'while it asks what is missing': { server: { handlers: { FindMissingBlobs: hang } }, reached: 'FindMissingBlobs' },
  'while it uploads': { server: { handlers: { BatchUpdateBlobs: hang } }, reached: 'BatchUpdateBlobs' },
  'before the operation has a name': { server: { script: [execute('hang')] }, reached: 'Execute' },
  'while it is queued': {
    server: { script: [execute({ send: runningOperation('queued', 'queued') }, 'hang')] },
    reached: 'Execute',
    cancels: 'queued',
    says: 'queued',
  },
  'while it runs': {
    server: { script: [execute({ send: runningOperation('runs') }, 'hang')] },
    reached: 'Execute',
    cancels: 'runs',
    says: 'running',
  },
  'after the stream was cut': {
    server: {
      script: [
        execute({ send: runningOperation('waited') }),
        { call: 'WaitExecution', steps: [{ send: runningOperation('waited') }, 'hang'] },
      ],
    },
    reached: 'WaitExecution',
    cancels: 'waited',
    says: 'running',
  },
  'in the second try': {
    server: {
      script: [
        execute({ send: runningOperation('lost') }),
        { call: 'WaitExecution', steps: [{ fail: { code: 5, message: 'no such operation' } }] },
        execute({ send: runningOperation('second', 'queued') }, 'hang'),
      ],
    },
    reached: 'Execute 2',
    cancels: 'second',
    says: 'queued',
  },
  'while it downloads': {
    server: {
      script: [execute({ send: succeeded('done', { exitCode: 0, outputFiles: [{ path: 'made', digest: output }] }) })],
      handlers: { BatchReadBlobs: hang },
    },
    reached: 'BatchReadBlobs',
  },
};

describe('Ctrl-C', () => {
  test.each(Object.entries(stages))(
    '%s: ends with 130, and cancels what is really running',
    async (_, { server: options, reached, cancels, says }) => {
      const server = await start(options);
      using rig = new Rig({ 'sandwright.yaml': project('  t: { command: make it, outputs: [made] }\n') });
      const cli = rig.start(['build', '--json'], { environment: on(server) });
      const [method, times = '1'] = reached.split(' ');
      await waitUntil(() => server.received.filter((call) => call.method === method).length >= Number(times), reached);
      if (says !== undefined) await waitUntil(() => cli.stdout().includes(`"${says}"`), 'the client to know of the operation');
      cli.process.kill('SIGINT');
      const run = await cli.finished;
      expect({ exitCode: run.exitCode, stderr: run.stderr }).toEqual({ exitCode: 130, stderr: '' });
      const cancelled = server.received.filter((call) => call.method === 'CancelOperation').map(({ request }) => request['name']);
      expect(cancelled).toEqual(cancels === undefined ? [] : [cancels]);
    },
  );
});
