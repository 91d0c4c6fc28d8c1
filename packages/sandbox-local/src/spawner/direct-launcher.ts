import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { abortError, SandwrightError } from '@sandwright/core';
import type { LimitName } from '../limits/sandbox-limits.ts';
import type { Launcher, LaunchOutcome, LaunchRequest } from './launcher.ts';

const statusFd = 3;
const lookMs = 100;

/** Starts bwrap from this very process: simple, and slow where this process is large. */
export class DirectLauncher implements Launcher {
  readonly #bwrap: string;

  /** @param bwrap name or path of the program */
  constructor(bwrap: string) {
    this.#bwrap = bwrap;
  }

  async launch(request: LaunchRequest): Promise<LaunchOutcome> {
    if (request.signal.aborted) throw abortError(request.signal);
    const stdout = openSync(request.stdout, 'wx', 0o600);
    const stderr = openSync(request.stderr, 'wx', 0o600);
    let child: ChildProcess;
    try {
      child = spawn(this.#bwrap, ['--json-status-fd', String(statusFd), ...request.sandboxArguments, '--', ...request.command], {
        stdio: ['ignore', stdout, stderr, 'pipe'],
        env: {},
      });
    } finally {
      closeSync(stdout);
      closeSync(stderr);
    }
    return await new Running(child, request).finish();
  }

  async [Symbol.asyncDispose](): Promise<void> {}
}

class Running {
  readonly #child: ChildProcess;
  readonly #request: LaunchRequest;
  #status = '';
  #limitExceeded: LimitName | undefined;

  constructor(child: ChildProcess, request: LaunchRequest) {
    this.#child = child;
    this.#request = request;
    child.stdio[statusFd]?.on('data', (piece: Buffer) => {
      this.#status += piece.toString('latin1');
    });
  }

  async finish(): Promise<LaunchOutcome> {
    const { signal, stderr } = this.#request;
    const kill = (): void => this.#kill();
    signal.addEventListener('abort', kill, { once: true });
    const look = setInterval(() => this.#look(), lookMs);
    try {
      await new Promise<void>((resolve, reject) => {
        this.#child.once('error', (error) =>
          reject(new SandwrightError('SANDBOX_FAILED', `bwrap did not start: ${error.message}`, { cause: error })),
        );
        this.#child.once('close', () => resolve());
      });
    } finally {
      signal.removeEventListener('abort', kill);
      clearInterval(look);
    }
    await this.#everythingGone();
    if (signal.aborted) throw abortError(signal);
    this.#look();
    const exitCode = /"exit-code": (\d+)/.exec(this.#status)?.[1];
    const limit = this.#limitExceeded === undefined ? {} : { limitExceeded: this.#limitExceeded };
    if (exitCode !== undefined) return { exitCode: Number(exitCode), ...limit };
    if (this.#limitExceeded !== undefined) return { exitCode: 137, ...limit };
    throw new SandwrightError(
      'SANDBOX_FAILED',
      `bwrap could not set the sandbox up: ${readFileSync(stderr, 'utf8').slice(0, 2000).trim()}`,
    );
  }

  /** The first process inside; with it every other one of its namespace dies. */
  #init(): number | undefined {
    const pid = /"child-pid": (\d+)/.exec(this.#status)?.[1];
    return pid === undefined ? undefined : Number(pid);
  }

  #kill(): void {
    const pid = this.#init();
    if (pid !== undefined) tryKill(pid);
    this.#child.kill('SIGKILL');
  }

  #look(): void {
    const { limits, stdout, stderr } = this.#request;
    for (const path of [stdout, stderr]) {
      if (statSync(path).size > limits.outputBytes) {
        this.#limitExceeded ??= 'output';
        this.#kill();
      }
    }
  }

  /** bwrap ends as soon as its command does; what the command left behind dies a moment later. */
  async #everythingGone(): Promise<void> {
    const pid = this.#init();
    if (pid === undefined) return;
    for (let waited = 0; waited < 10_000; waited += 1) {
      const state = stateOf(pid);
      if (state === undefined || state === 'Z' || state === 'X') return;
      tryKill(pid);
      await sleep(1);
    }
    throw new SandwrightError('SANDBOX_FAILED', `process ${pid} of a sandbox cannot be killed`);
  }
}

function stateOf(pid: number): string | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return text.slice(text.lastIndexOf(')') + 2).charAt(0);
  } catch {
    return undefined;
  }
}

function tryKill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It is gone already, which is what was wanted.
  }
}
