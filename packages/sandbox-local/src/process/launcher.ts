import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { abortError, type CallOptions, SandwrightError } from '@sandwright/core';
import type { FromLauncher, LaunchOutcome, LaunchRequest, ToLauncher } from './launch-request.ts';

/** A launcher that says nothing for so long at its start is broken, milliseconds. */
const startMs = 30_000;

/** How long the last words of a launcher that has ended are waited for, milliseconds. */
const lastWordsMs = 1_000;

/** A process beside this one that starts commands, one at a time: this one may be large, and large processes fork slowly. */
export class Launcher implements AsyncDisposable {
  readonly #child: ChildProcess;
  #waiting: { resolve: (outcome: LaunchOutcome) => void; reject: (error: unknown) => void; onStarted: () => void } | undefined;
  #mounting: { resolve: () => void; reject: (error: unknown) => void } | undefined;
  #gone: SandwrightError | undefined;

  private constructor(child: ChildProcess, complaint: () => string) {
    this.#child = child;
    child.on('message', (message: FromLauncher) => this.#hear(message));
    child.on('exit', (code, signal) => {
      const lose = (): void => this.#lose(`it ended (${signal ?? code ?? 'unknown'}) ${complaint()}`.trim());
      // What it said last may still be on the way; but whoever else holds its stderr is not waited for.
      const timer = setTimeout(lose, lastWordsMs);
      child.once('close', () => {
        clearTimeout(timer);
        lose();
      });
    });
    child.on('error', (error) => this.#lose(error.message));
  }

  /** Starts the process and waits until it listens. */
  static async start(): Promise<Launcher> {
    const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
    const child = fork(fileURLToPath(new URL(`./launcher-main${extension}`, import.meta.url)), [], {
      execArgv: ['--disable-warning=ExperimentalWarning', '--v8-pool-size=0'],
      env: {},
      cwd: '/',
      // A group of its own: Ctrl-C in a terminal is not for it.
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let complaint = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      complaint = (complaint + text).slice(-2000);
    });
    await new Promise<void>((resolve, reject) => {
      const fail = (reason: string): void =>
        reject(new SandwrightError('SANDBOX_FAILED', `the launcher of commands did not start: ${reason} ${complaint}`.trim()));
      const timer = setTimeout(() => {
        child.kill('SIGKILL');
        fail('it said nothing');
      }, startMs);
      child.once('message', () => {
        clearTimeout(timer);
        child.removeAllListeners('exit').removeAllListeners('error');
        resolve();
      });
      child.once('exit', (code, signal) => {
        clearTimeout(timer);
        fail(`it ended (${signal ?? code ?? 'unknown'})`);
      });
      child.once('error', (error) => {
        clearTimeout(timer);
        fail(error.message);
      });
    });
    const launcher = new Launcher(child, () => complaint.trim());
    launcher.#idle(true);
    return launcher;
  }

  /** Its process. */
  get pid(): number {
    return this.#child.pid ?? -1;
  }

  /** Whether it can be given another command. */
  get usable(): boolean {
    return this.#gone === undefined && this.#waiting === undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /**
   * Runs one command to its end. An abort kills it with all that it started; the call then still waits until all of it is gone, and gives
   * what became of it.
   * @param request what to run
   * @param options a signal, and what to call once the command runs
   * @throws SandwrightError SANDBOX_FAILED if the launcher itself died
   */
  async run(request: LaunchRequest, options: CallOptions & { readonly onStarted?: () => void } = {}): Promise<LaunchOutcome> {
    if (this.#gone !== undefined) throw this.#gone;
    if (this.#waiting !== undefined) throw new SandwrightError('INTERNAL', 'a launcher runs one command at a time');
    if (options.signal?.aborted === true) throw abortError(options.signal);
    const kill = (): void => this.#say({ type: 'kill' });
    this.#idle(false);
    try {
      return await new Promise<LaunchOutcome>((resolve, reject) => {
        this.#waiting = { resolve, reject, onStarted: options.onStarted ?? (() => {}) };
        this.#say({ type: 'run', request });
        options.signal?.addEventListener('abort', kill, { once: true });
      });
    } finally {
      options.signal?.removeEventListener('abort', kill);
      this.#idle(true);
    }
  }

  /**
   * Lays an overlay, to be seen by this launcher's commands and at `/proc/PID/root`.
   * @param folder absolute path of the action's folder
   * @param name of a folder in it, with the folders for upper layer, work and merged root
   * @param lowers absolute paths, the uppermost first
   * @throws SandwrightError SANDBOX_FAILED with errno's name as `details.errno`
   */
  async mountOverlay(folder: string, name: string, lowers: readonly string[]): Promise<void> {
    await this.#mount({ type: 'mount', folder, name, lowers });
  }

  /** Takes it away. */
  async unmountOverlay(folder: string, name: string): Promise<void> {
    if (this.#gone === undefined) await this.#mount({ type: 'unmount', folder, name });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#gone !== undefined) return;
    const ended = new Promise<void>((resolve) => this.#child.once('exit', () => resolve()));
    this.#child.ref();
    this.#child.disconnect();
    await ended;
  }

  async #mount(message: ToLauncher): Promise<void> {
    if (this.#gone !== undefined) throw this.#gone;
    this.#idle(false);
    try {
      await new Promise<void>((resolve, reject) => {
        this.#mounting = { resolve, reject };
        this.#say(message);
      });
    } finally {
      this.#mounting = undefined;
      this.#idle(true);
    }
  }

  /** While nothing runs, the launcher keeps nobody's event loop alive. */
  #idle(idle: boolean): void {
    const parts = [this.#child, this.#child.channel, this.#child.stderr as unknown as { ref(): void; unref(): void } | null];
    for (const part of parts) {
      if (idle) part?.unref();
      else part?.ref();
    }
  }

  #say(message: ToLauncher): void {
    this.#child.send(message, (error) => {
      if (error !== null) this.#lose(error.message);
    });
  }

  #hear(message: FromLauncher): void {
    if (message.type === 'started') this.#waiting?.onStarted();
    if (message.type === 'mounted') {
      const { error, errno } = message;
      if (error === undefined) this.#mounting?.resolve();
      else this.#mounting?.reject(new SandwrightError('SANDBOX_FAILED', error, { details: { errno } }));
    }
    if (message.type !== 'done') return;
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.resolve(message.outcome);
  }

  #lose(reason: string): void {
    this.#gone ??= new SandwrightError('SANDBOX_FAILED', `the launcher of commands is gone: ${reason}`);
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.reject(this.#gone);
    this.#mounting?.reject(this.#gone);
  }
}
