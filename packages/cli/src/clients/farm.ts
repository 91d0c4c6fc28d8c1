import type { ChildProcess } from 'node:child_process';
import { waitUntil } from '@sandwright/core/testing';
import type { Rig, RunningCli } from '../test-rig/rig.ts';

/** Longer than the longest soak. */
const lifeMs = 12 * 3600_000;

/** The real server, and workers of it in processes of their own; all with private folders below the rig's project. */
export class Farm implements AsyncDisposable {
  readonly #rig: Rig;
  readonly #running: RunningCli[] = [];
  /** `HOST:PORT` of the server that was started last. */
  address = '';
  /** URL of its health and metrics, where `--http` asks for them. */
  http = '';

  constructor(rig: Rig) {
    this.#rig = rig;
  }

  /**
   * Starts the server on a free port, and waits until it accepts.
   * @param data folder for what it keeps, relative to the project
   * @param flags of `serve`
   */
  serve(data: string, flags: readonly string[] = []): Promise<ChildProcess> {
    return this.#serve('127.0.0.1:0', data, flags);
  }

  /** Starts a server where one was that has ended. */
  serveAgain(data: string, flags: readonly string[] = []): Promise<ChildProcess> {
    return this.#serve(this.address, data, flags);
  }

  /** Starts a worker of that server, and waits until it takes actions. Its name also names its folder. */
  async work(name: string, flags: readonly string[] = []): Promise<ChildProcess> {
    const argv = ['worker', '--server', this.address, '--name', name, '--cache-directory', name, ...flags];
    return (await this.#start(argv, / takes \d+ actions/u)).process;
  }

  async #serve(listen: string, data: string, flags: readonly string[]): Promise<ChildProcess> {
    const server = await this.#start(['serve', '--listen', listen, '--data', data, ...flags], / serves grpc:\/\/(\S+)/u);
    this.address = / serves grpc:\/\/([^\s,]+)/u.exec(server.stdout())?.[1] ?? '';
    this.http = /http:\/\/\S+/u.exec(server.stdout())?.[0] ?? '';
    return server.process;
  }

  async #start(argv: readonly string[], ready: RegExp): Promise<RunningCli> {
    const started = this.#rig.start(argv, { timeoutMs: lifeMs });
    this.#running.push(started);
    const ended = (): boolean => started.process.exitCode !== null || started.process.signalCode !== null;
    await waitUntil(() => ready.test(started.stdout()) || ended(), `${argv[0]} to be ready`, 120_000);
    if (ended()) throw new Error((await started.finished).stderr);
    return started;
  }

  /** Ends what runs, workers first. */
  async [Symbol.asyncDispose](): Promise<void> {
    for (const { process, finished } of this.#running.reverse()) {
      process.kill('SIGTERM');
      const late = setTimeout(() => process.kill('SIGKILL'), 30_000);
      await finished;
      clearTimeout(late);
    }
  }
}
