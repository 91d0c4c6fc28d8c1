import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { BuildEvent } from '@sandwright/core';

/** The program as it is shipped. */
const program = join(import.meta.dirname, '../../bundle/sandwright.js');

/** What the program knows of this machine's tools; learning it takes a second, so the rigs of one test file share it. */
let hostTools: string | undefined;

/** What a finished program left. */
export interface FinishedRun {
  /** Null where a signal ended it. */
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How to start the program. */
export interface RunOptions {
  /** Relative to the project; the project itself by default. */
  readonly directory?: string;
  /** Variables on top of the rig's own few; undefined takes one away. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Milliseconds until it is killed; 240,000 by default. */
  readonly timeoutMs?: number;
}

/** A program that runs. */
export interface RunningCli {
  readonly process: ChildProcess;
  readonly finished: Promise<FinishedRun>;
  /** What it has printed on stdout so far. */
  stdout(): string;
}

/** A temporary project with a private cache, and the real program to run in it. */
export class Rig implements Disposable {
  /** Absolute path of the project; links resolved. */
  readonly root: string;
  /** Absolute path of the folder for caches. */
  readonly cache: string;
  readonly #base: string;
  readonly #running = new Set<ChildProcess>();

  /** @param files what the project holds, by path; nothing is added */
  constructor(files: Readonly<Record<string, string>> = {}) {
    this.#base = realpathSync(mkdtempSync(join(tmpdir(), 'sandwright-rig-')));
    this.root = join(this.#base, 'project');
    this.cache = join(this.#base, 'cache');
    for (const directory of [this.root, this.cache, join(this.#base, 'home'), join(this.#base, 'tmp')]) mkdirSync(directory);
    for (const [path, content] of Object.entries(files)) this.write(path, content);
    if (hostTools !== undefined) {
      mkdirSync(join(this.cache, 'sandwright'));
      writeFileSync(this.#hostTools, hostTools);
    }
  }

  /** Writes a file of the project; `mode` for those that are programs. */
  write(path: string, content: string | Uint8Array, mode = 0o644): void {
    const absolute = this.path(path);
    mkdirSync(dirname(absolute), { recursive: true });
    writeFileSync(absolute, content);
    chmodSync(absolute, mode);
  }

  /** The text of a file of the project. */
  read(path: string): string {
    return readFileSync(this.path(path), 'utf8');
  }

  /** Absolute path of something in the project. */
  path(path: string): string {
    return join(this.root, path);
  }

  /** Runs the program to its end. */
  run(argv: readonly string[], options: RunOptions = {}): Promise<FinishedRun> {
    return this.start(argv, options).finished;
  }

  /** Runs the program with `--json`, and gives the events that it printed. */
  async events(argv: readonly string[], options: RunOptions = {}): Promise<FinishedRun & { readonly events: readonly BuildEvent[] }> {
    const run = await this.run([...argv, '--json'], options);
    const events = run.stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as BuildEvent);
    return { ...run, events };
  }

  /** Starts the program in a process group of its own, so that a test can signal it as a terminal does. */
  start(argv: readonly string[], options: RunOptions = {}): RunningCli {
    const child = spawn(process.execPath, [program, ...argv], {
      cwd: join(this.root, options.directory ?? '.'),
      detached: true,
      env: this.environment(options.environment),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#running.add(child);
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (piece: Buffer) => stdout.push(piece));
    child.stderr.on('data', (piece: Buffer) => stderr.push(piece));
    const limit = setTimeout(() => child.kill('SIGKILL'), options.timeoutMs ?? 240_000);
    const finished = new Promise<FinishedRun>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (exitCode, signal) => {
        clearTimeout(limit);
        this.#running.delete(child);
        resolve({ exitCode, signal, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() });
      });
    });
    return { process: child, finished, stdout: () => Buffer.concat(stdout).toString() };
  }

  /** All that the program sees of the environment. */
  environment(more: Readonly<Record<string, string | undefined>> = {}): NodeJS.ProcessEnv {
    return {
      PATH: process.env.PATH,
      HOME: join(this.#base, 'home'),
      TMPDIR: join(this.#base, 'tmp'),
      XDG_CACHE_HOME: this.cache,
      ...more,
    };
  }

  get #hostTools(): string {
    return join(this.cache, 'sandwright/host-tools.json');
  }

  [Symbol.dispose](): void {
    if (hostTools === undefined && existsSync(this.#hostTools)) hostTools = readFileSync(this.#hostTools, 'utf8');
    for (const child of this.#running) child.kill('SIGKILL');
    rmSync(this.#base, { recursive: true, force: true, maxRetries: 3 });
  }
}
