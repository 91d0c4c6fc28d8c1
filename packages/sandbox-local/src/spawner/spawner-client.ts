import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SandwrightError } from '@sandwright/core';
import { findProgram } from '../bubblewrap/find-program.ts';
import type { LinkJob } from '../staging/link-intact.ts';
import { exactExecProgram } from './exact-exec.ts';
import { readJsonLines } from './json-lines.ts';
import { keyringFilter } from './keyring-filter.ts';
import {
  execName,
  filterName,
  folderNames,
  maxLineBytes,
  type RunAnswer,
  type SpawnerAnswer,
  type SpawnerRequest,
  type SpawnerSettings,
} from './protocol.ts';
import type { SpawnerEntry } from './spawner-entry.ts';

/** How a spawner is started. */
export interface SpawnerOptions extends Omit<SpawnerSettings, 'userNamespace'> {
  readonly entry: SpawnerEntry;
}

type Answer = Exclude<SpawnerAnswer, { readonly ready: true }>;
type Ready = Extract<SpawnerAnswer, { readonly ready: true }>;
/** `user`: all of them, as root of a user namespace; `mount`: mounts and processes, as the machine's root. */
type OwnNamespaces = 'user' | 'mount' | 'none';

type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;

const startDeadlineMs = 20_000;
const closeDeadlineMs = 10_000;

// In its own process namespace the spawner is the first process: nothing that it started outlives it, however it ends.
const ownNamespaces = ['--mount', '--pid', '--fork', '--kill-child', '--mount-proc', '--propagation', 'slave'];

/** This process's end of the spawner. */
export class SpawnerClient implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #scratch: string;
  readonly #own: OwnNamespaces;
  readonly #waiting = new Map<number, { readonly resolve: (answer: Answer) => void; readonly reject: (error: Error) => void }>();
  readonly #exited: Promise<void>;
  #lastId = 0;
  #gone: SandwrightError | undefined;
  /** Why there is no overlay; undefined where there is one. */
  readonly noOverlay: string | undefined;

  private constructor(child: ChildProcess, scratch: string, own: OwnNamespaces, ready: Ready) {
    this.#child = child;
    this.#scratch = scratch;
    this.#own = own;
    this.noOverlay = ready.noOverlay;
    this.#exited = new Promise((resolve) => {
      child.once('exit', () => resolve());
    });
  }

  /**
   * Starts a spawner with as many namespaces of its own as this machine grants.
   * @throws SandwrightError SANDBOX_FAILED if it does not start even without
   */
  static async start(options: SpawnerOptions): Promise<SpawnerClient> {
    const { entry, ...settings } = options;
    writeFileSync(join(settings.scratch, filterName), keyringFilter());
    const program = exactExecProgram();
    if (program !== undefined) writeFileSync(join(settings.scratch, execName), program, { mode: 0o755 });
    const command = (userNamespace: boolean): readonly string[] => [
      process.execPath,
      ...entry,
      JSON.stringify({ ...settings, userNamespace }),
    ];
    const attempts: { readonly own: OwnNamespaces; readonly argv: readonly string[] }[] = [
      { own: 'user', argv: ['unshare', '--user', '--map-root-user', ...ownNamespaces, ...command(true)] },
      { own: 'none', argv: command(false) },
    ];
    if (process.geteuid?.() === 0) attempts.unshift({ own: 'mount', argv: ['unshare', ...ownNamespaces, ...command(false)] });
    let problem = '';
    for (const attempt of attempts) {
      const started = await SpawnerClient.#attempt(attempt.argv, attempt.own, settings.scratch);
      if (started instanceof SpawnerClient) return started;
      problem = started;
    }
    throw new SandwrightError('SANDBOX_FAILED', `the process that starts actions did not start: ${problem}`);
  }

  static async #attempt([program = '', ...args]: readonly string[], own: OwnNamespaces, scratch: string): Promise<SpawnerClient | string> {
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'], env: { PATH: process.env.PATH ?? '/usr/bin:/bin' }, cwd: '/' });
    let said = '';
    child.stderr.on('data', (piece: Buffer) => {
      said = (said + piece.toString()).slice(-2000);
    });
    let client: SpawnerClient | undefined;
    return new Promise((resolve) => {
      const fail = (reason: string): void => {
        clearTimeout(deadline);
        child.kill('SIGKILL');
        const full = said.trim() === '' ? reason : `${reason}: ${said.trim()}`;
        if (client !== undefined) client.#end(full);
        resolve(full);
      };
      const deadline = setTimeout(() => fail(`it said nothing for ${startDeadlineMs / 1000} s`), startDeadlineMs);
      child.once('error', (error) => fail(error.message));
      child.once('close', (code, signal) => fail(`it ended with ${signal ?? code}`));
      child.stdin.on('error', (error) => fail(error.message));
      readJsonLines(
        child.stdout,
        (value) => {
          const answer = value as SpawnerAnswer;
          if ('ready' in answer) {
            clearTimeout(deadline);
            client = new SpawnerClient(child, scratch, own, answer);
            resolve(client);
          } else if (client !== undefined) {
            client.#settle(answer);
          }
        },
        fail,
      );
    });
  }

  /** Whether it ended, so that nothing can be asked of it any more. */
  get gone(): boolean {
    return this.#gone !== undefined;
  }

  /** Absolute path of something in the numbered folder, as this process sees it. */
  path(folder: number, name: (typeof folderNames)[keyof typeof folderNames]): string {
    const path = this.ownPath(folder, name);
    // The mount is in the spawner's namespace only, which the kernel shows to whoever may trace the spawner. Source: proc(5), /proc/PID/root.
    return name === folderNames.merged ? `/proc/${this.#child.pid}/root${path}` : path;
  }

  /** The same as the spawner sees it. */
  ownPath(folder: number, name: (typeof folderNames)[keyof typeof folderNames]): string {
    return `${this.#scratch}/${folder}/${name}`;
  }

  /** Words to put before a command that is to see the spawner's mounts without being started by it. */
  get enter(): readonly string[] {
    const { pid } = this.#child;
    if (this.#own === 'none' || pid === undefined) return [];
    // The program that made the namespaces stayed outside of the one for processes; its child is the spawner.
    const spawner = readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1').trim();
    const user = this.#own === 'user' ? ['--user', '--preserve-credentials'] : [];
    return [findProgram('nsenter') ?? 'nsenter', `--target=${spawner}`, ...user, '--mount', '--pid', '--'];
  }

  /** Lays an overlay over these folders; its merged root is at `path(folder, 'm')` for this process. */
  async mount(folder: number, lowers: readonly string[]): Promise<void> {
    await this.#ask({ op: 'mount', folder, lowers });
  }

  /** Runs bwrap with these arguments. */
  async run(folder: number, args: readonly string[]): Promise<RunAnswer> {
    return (await this.#ask({ op: 'run', folder, arguments: args })).run ?? {};
  }

  /** Kills what runs there; `run` settles once it is gone. */
  async kill(folder: number): Promise<void> {
    await this.#ask({ op: 'kill', folder });
  }

  /** Copies the merged root, for debugging. */
  async keep(folder: number, to: string): Promise<void> {
    await this.#ask({ op: 'keep', folder, to });
  }

  /** Links files beside this process; gives the indexes of those that could not be linked. */
  async link(jobs: readonly LinkJob[]): Promise<readonly number[]> {
    return (await this.#ask({ op: 'link', jobs })).notLinked ?? [];
  }

  /**
   * Takes away what the action left.
   * @param mayRest whether a mount that the action did not change may stay for the next one
   */
  async release(folder: number, mayRest: boolean): Promise<void> {
    await this.#ask({ op: 'release', folder, mayRest });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#gone !== undefined) return;
    this.#child.stdin?.end();
    const deadline = setTimeout(() => this.#child.kill('SIGKILL'), closeDeadlineMs);
    await this.#exited;
    clearTimeout(deadline);
  }

  async #ask(request: WithoutId<SpawnerRequest>): Promise<Exclude<Answer, { readonly error: string }>> {
    if (this.#gone !== undefined) throw this.#gone;
    this.#lastId += 1;
    const id = this.#lastId;
    const line = `${JSON.stringify({ id, ...request })}\n`;
    // The spawner would give up, and take all other actions along.
    if (Buffer.byteLength(line) > maxLineBytes) {
      throw new SandwrightError('SANDBOX_FAILED', `a request of ${line.length} characters is too long`, { details: { errno: 'E2BIG' } });
    }
    const answer = await new Promise<Answer>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#child.stdin?.write(line);
    });
    if (!('error' in answer)) return answer;
    throw new SandwrightError('SANDBOX_FAILED', answer.error, { details: { errno: answer.code } });
  }

  #settle(answer: Answer): void {
    this.#waiting.get(answer.id)?.resolve(answer);
    this.#waiting.delete(answer.id);
  }

  #end(reason: string): void {
    this.#gone ??= new SandwrightError('SANDBOX_FAILED', `the process that starts actions is gone: ${reason}`);
    for (const { reject } of this.#waiting.values()) reject(this.#gone);
    this.#waiting.clear();
  }
}
