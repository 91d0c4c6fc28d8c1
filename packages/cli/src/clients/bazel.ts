import { existsSync, readFileSync } from 'node:fs';
import { execa } from 'execa';
import type { Rig } from '../test-rig/rig.ts';
import { stubFlags, workspace } from './bazel-workspace.ts';

/** What one call of Bazel left. */
export interface BazelRun {
  readonly exitCode: number | undefined;
  /** All that it printed. */
  readonly output: string;
  /** How often an action ran in which way, in Bazel's words: `remote`, `remote cache hit`, `local`, `internal`, … */
  readonly ran: Readonly<Record<string, number>>;
}

/** A real Bazel with a server of its own, which disposing ends. All its files are below the rig's project. */
export class Bazel implements AsyncDisposable {
  readonly #rig: Rig;
  readonly #program: string;
  readonly #flags: readonly string[];

  /**
   * @param program absolute path of Bazel
   * @param rig where `writeWorkspace` wrote
   */
  constructor(program: string, rig: Rig) {
    this.#program = program;
    this.#rig = rig;
    this.#flags = [
      ...stubFlags(rig),
      '--verbose_failures',
      '--color=no',
      '--curses=no',
      '--noshow_progress',
      '--incompatible_strict_action_env',
      '--jobs=8',
      '--remote_timeout=60',
    ];
  }

  /** Runs a command that takes build flags: `build` or `test`. */
  async run(command: 'build' | 'test', ...flagsAndTargets: readonly string[]): Promise<BazelRun> {
    const { exitCode, output } = await this.#call(command, [...this.#flags, ...flagsAndTargets]);
    return { exitCode, output, ran: processesOf(output) };
  }

  /** The same, where it must succeed; the error holds what Bazel printed. */
  async succeed(command: 'build' | 'test', ...flagsAndTargets: readonly string[]): Promise<BazelRun> {
    const run = await this.run(command, ...flagsAndTargets);
    if (run.exitCode !== 0) throw new Error(`bazel ${command} ended with ${run.exitCode}:\n${run.output}`);
    return run;
  }

  /** Forgets all outputs and what Bazel knows of its actions. */
  async clean(): Promise<void> {
    const { exitCode, output } = await this.#call('clean');
    if (exitCode !== 0) throw new Error(`bazel clean: ${output}`);
  }

  /** Absolute path of an output. */
  output(path: string): string {
    return this.#rig.path(`${workspace}/bazel-bin/${path}`);
  }

  /** What a test printed. */
  testLog(name: string): string {
    return readFileSync(this.#rig.path(`${workspace}/bazel-testlogs/${name}/test.log`), 'utf8');
  }

  async #call(command: string, argv: readonly string[] = []): Promise<{ exitCode: number | undefined; output: string }> {
    const { exitCode, all } = await execa(this.#program, [...this.#startup, command, ...argv], {
      cwd: this.#rig.path(workspace),
      // Without a locale Java cannot open files with such names.
      env: this.#rig.environment({ LC_ALL: 'C.UTF-8' }),
      extendEnv: false,
      all: true,
      reject: false,
      stdin: 'ignore',
      timeout: 100_000,
      killSignal: 'SIGINT',
    });
    return { exitCode, output: all };
  }

  /** Removes what Bazel made, some of which only it can remove, and ends its server. */
  async [Symbol.asyncDispose](): Promise<void> {
    const pidFile = `${this.#base}/server/server.pid.txt`;
    const pid = existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8')) : undefined;
    const { exitCode } = await this.#call('clean', ['--expunge']);
    if (exitCode !== 0 && pid !== undefined) process.kill(pid, 'SIGKILL');
  }

  get #startup(): readonly string[] {
    return [
      `--output_user_root=${this.#rig.path('bazel-root')}`,
      `--output_base=${this.#base}`,
      '--nohome_rc',
      '--noworkspace_rc',
      '--max_idle_secs=60',
      // A server that lives for a minute gains nothing from good machine code, nor from many threads.
      ...['-Xmx600m', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'].map((flag) => `--host_jvm_args=${flag}`),
    ];
  }

  get #base(): string {
    return this.#rig.path('bazel-base');
  }
}

/** Reads Bazel's summary: `INFO: 14 processes: 1 internal, 13 remote.` */
function processesOf(output: string): Record<string, number> {
  const summary = [...output.matchAll(/^INFO: \d+ process(?:es)?: (.*)\.$/gmu)].at(-1)?.[1] ?? '';
  return Object.fromEntries(
    summary.split(', ').flatMap((part) => {
      const [, count, kind] = /^(\d+) (.+)$/u.exec(part) ?? [];
      return kind === undefined ? [] : [[kind, Number(count)]];
    }),
  );
}
