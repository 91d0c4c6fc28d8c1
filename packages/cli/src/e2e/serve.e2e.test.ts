import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { type ActionResult, digestOf, MemoryContentAddressableStorage, readBlob, silentLogger } from '@sandwright/core';
import { waitUntil } from '@sandwright/core/testing';
import { connect, RemoteSandbox } from '@sandwright/sandbox-remote';
import { isRunBelow, processesWith } from '../test-rig/left-behind.ts';
import { Rig, type RunningCli } from '../test-rig/rig.ts';
import { shellAction } from '../test-rig/shell-action.ts';

/** Waits for the line with the address, and gives `HOST:PORT`. */
async function addressOf(server: RunningCli): Promise<string> {
  for (;;) {
    const [, address] = /serves grpcs?:\/\/([^\s,]+)/.exec(server.stdout()) ?? [];
    if (address !== undefined) return address;
    if (server.process.exitCode !== null) throw new Error((await server.finished).stderr);
    await sleep(10);
  }
}

interface Client extends AsyncDisposable {
  readonly storage: ReturnType<typeof connect>['storage'];
  /** Runs a shell command on the server's workers. */
  sh(script: string, outputs?: readonly string[]): Promise<ActionResult & { readonly cached: boolean; readonly text: string }>;
}

function clientOf(address: string, instanceName = 'main'): Client {
  const connection = connect({ storeAddress: address, instanceName });
  const local = new MemoryContentAddressableStorage();
  const sandbox = new RemoteSandbox({ connection, local });
  return {
    storage: connection.storage,
    async sh(script, outputPaths = []) {
      const action = await shellAction(local, script, { outputPaths });
      const { result, origin } = await sandbox.execute(action, { logger: silentLogger });
      const text = result.stdoutRaw ?? (await readBlob(connection.storage, result.stdout));
      return { ...result, cached: origin.cached, text: Buffer.from(text).toString() };
    },
    [Symbol.asyncDispose]: () => sandbox[Symbol.asyncDispose](),
  };
}

const listen = ['--listen', '127.0.0.1:0'] as const;

describe('sandwright serve', () => {
  test('runs actions confined, remembers their results over a restart, and ends quietly', async () => {
    using rig = new Rig();
    const start = async (): Promise<{ server: RunningCli; address: string }> => {
      const server = rig.start(['serve', ...listen, '--data', 'data', '--worker-concurrency', '2']);
      return { server, address: await addressOf(server) };
    };
    const first = await start();
    const blob = Buffer.alloc(300_000, 'kept ');
    {
      await using client = clientOf(first.address);
      const done = await client.sh(
        'echo hello; mkdir -p a/b; echo made > a/b/c; cat /etc/shadow 2>/dev/null | wc -l; ls /proc | grep -c "^[0-9]"',
        ['a'],
      );
      expect(done).toMatchObject({ exitCode: 0, cached: false });
      expect(done.text).toMatch(/^hello\n/);
      expect(done.outputs.map(({ path }) => path)).toEqual(['a']);
      expect(await client.sh('exit 7')).toMatchObject({ exitCode: 7 });
      await client.storage.write(digestOf(blob), blob);
    }
    first.server.process.kill('SIGTERM');
    expect(await first.server.finished).toMatchObject({ exitCode: 0, signal: null });
    const second = await start();
    {
      await using client = clientOf(second.address);
      expect(await client.storage.findMissing([digestOf(blob)])).toEqual([]);
      const script = 'echo hello; mkdir -p a/b; echo made > a/b/c; cat /etc/shadow 2>/dev/null | wc -l; ls /proc | grep -c "^[0-9]"';
      expect(await client.sh(script, ['a'])).toMatchObject({ exitCode: 0, cached: true });
    }
    second.server.process.kill('SIGTERM');
    expect((await second.server.finished).exitCode).toBe(0);
  });

  test('a second server is refused the port and the data folder; open addresses are refused to all', async () => {
    using rig = new Rig();
    const server = rig.start(['serve', ...listen, '--data', 'data', '--role', 'cache']);
    const address = await addressOf(server);
    const samePort = await rig.run(['serve', '--listen', address, '--data', 'other', '--role', 'cache']);
    expect([samePort.exitCode, samePort.stderr]).toEqual([2, expect.stringContaining('EADDRINUSE')]);
    const sameData = await rig.run(['serve', ...listen, '--data', 'data', '--role', 'cache']);
    expect(sameData.exitCode).toBe(3);
    const open = await rig.run(['serve', '--listen', '0.0.0.0:0', '--data', 'open', '--role', 'cache']);
    expect([open.exitCode, open.stderr]).toEqual([2, expect.stringContaining('--insecure')]);
    server.process.kill('SIGINT');
    expect((await server.finished).exitCode).toBe(0);
  });

  test('a second signal ends at once', async () => {
    using rig = new Rig();
    const server = rig.start(['serve', ...listen, '--http', '127.0.0.1:0', '--data', 'data', '--worker-concurrency', '1']);
    await using client = clientOf(await addressOf(server));
    // Whoever waited for it would still wait when the time of the test is over.
    const running = client.sh('sleep 3000.0625').catch(() => undefined);
    await waitUntil(() => processesWith('sleep 3000.0625').length > 0, 'the action to run');
    server.process.kill('SIGTERM');
    const [, http = ''] = /, (http:\S+)/.exec(server.stdout()) ?? [];
    await waitUntil(async () => (await fetch(`${http}/readyz`)).status === 503, 'the server to take nothing new');
    server.process.kill('SIGTERM');
    expect((await server.finished).exitCode).not.toBe(0);
    void running;
  });

  test('settings are checked and printed without serving', async () => {
    using rig = new Rig({ 'server.yaml': 'max_cals: 3\n' });
    expect((await rig.run(['serve', '--check-config'])).exitCode).toBe(0);
    const wrong = await rig.run(['serve', '--check-config', '--config', 'server.yaml']);
    expect([wrong.exitCode, wrong.stderr]).toEqual([2, expect.stringContaining('did you mean "max_calls"')]);
    const printed = await rig.run(['serve', '--print-config', '--grace', '3s'], { environment: { SANDWRIGHT_SERVE_MAX_CALLS: '77' } });
    expect(printed.stdout).toMatch(/\(--grace\)\ngrace: 3000ms\n/);
    expect(printed.stdout).toMatch(/\(SANDWRIGHT_SERVE_MAX_CALLS\)\nmax_calls: 77\n/);
  });
});

describe('sandwright worker', () => {
  test('runs actions for a server; when it is killed, others finish its work unseen', async () => {
    using rig = new Rig();
    const server = rig.start(['serve', ...listen, '--data', 'data', '--worker-concurrency', '0', '--worker-wait', '30s', '--lease', '2s']);
    const address = await addressOf(server);
    const startWorker = async (name: string): Promise<RunningCli> => {
      const worker = rig.start(['worker', '--server', address, '--worker-concurrency=2', `--cache-directory=${name}`, '--name', name]);
      while (!worker.stdout().includes('takes 2 actions')) {
        if (worker.process.exitCode !== null) throw new Error((await worker.finished).stderr);
        await sleep(20);
      }
      return worker;
    };
    const first = await startWorker('w1');
    await using client = clientOf(address);
    const quick = await client.sh('echo quick', []);
    expect([quick.text, quick.metadata.worker]).toEqual(['quick\n', 'w1']);
    const second = await startWorker('w2');
    const slow = client.sh('sleep 2.0625; echo survived');
    await waitUntil(() => processesWith('sleep 2.0625').length > 0, 'the action to run');
    const [runs, other] = isRunBelow(first.process.pid, 'sleep 2.0625') ? [first, second] : [second, first];
    runs.process.kill('SIGKILL');
    const result = await slow;
    expect([result.text, result.metadata.worker]).toEqual(['survived\n', other === first ? 'w1' : 'w2']);
    other.process.kill('SIGTERM');
    expect((await other.finished).exitCode).toBe(0);
    server.process.kill('SIGTERM');
    expect((await server.finished).exitCode).toBe(0);
  });

  test('a worker without a server to talk to, or a sandbox to use, does not start', async () => {
    using rig = new Rig();
    const noServer = await rig.run(['worker']);
    expect([noServer.exitCode, noServer.stderr]).toEqual([2, expect.stringContaining('--server')]);
    const noSandbox = await rig.run(['worker', '--server', '127.0.0.1:1', '--sandbox', 'nonsense']);
    expect([noSandbox.exitCode, noSandbox.stderr]).toEqual([2, expect.stringContaining('bubblewrap')]);
  });
});
