import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { execa } from 'execa';
import type { Rig } from '../test-rig/rig.ts';
import { project } from './buildstream-project.ts';

/** What a client uses the server for. */
export interface BuildStreamUses {
  /** Remote execution, with storage and action cache. */
  readonly execution: boolean;
  /** A server of artifacts and sources. */
  readonly artifacts: boolean;
}

/** What one call of BuildStream left. */
export interface BuildStreamRun {
  readonly exitCode: number | undefined;
  /** All that it printed. */
  readonly output: string;
}

/** A real BuildStream with a cache of its own below the rig's project; it starts its own buildbox-casd each time, and ends it. */
export class BuildStream {
  readonly #rig: Rig;
  readonly #program: string;
  readonly #name: string;

  /**
   * @param options.program absolute path of `bst`
   * @param options.name tells the clients of one rig apart
   * @param options.address `HOST:PORT` of the server
   */
  constructor(rig: Rig, options: { program: string; name: string; address: string; uses: BuildStreamUses }) {
    this.#rig = rig;
    this.#program = options.program;
    this.#name = options.name;
    const url = `url: 'http://${options.address}'`;
    rig.write(
      `${this.#name}.conf`,
      [
        `cachedir: ${rig.path(`${this.#name}-cache`)}`,
        `logdir: ${this.#logs}`,
        'scheduler: {on-error: continue, network-retries: 0}',
        options.uses.execution
          ? `remote-execution:\n  execution-service: {${url}}\n  storage-service: {${url}}\n  action-cache-service: {${url}, push: true}`
          : '',
        options.uses.artifacts ? `artifacts: {servers: [{${url}, push: true}]}\nsource-caches: {servers: [{${url}, push: true}]}` : '',
        '',
      ].join('\n'),
    );
  }

  /** Runs a command. */
  async run(...argv: readonly string[]): Promise<BuildStreamRun> {
    const environment = this.#rig.environment();
    const { exitCode, all } = await execa(
      this.#program,
      ['--no-interactive', '--no-colors', '--config', this.#rig.path(`${this.#name}.conf`), ...argv],
      {
        cwd: this.#rig.path(project),
        // It looks for its own helpers on the PATH.
        env: { ...environment, PATH: `${dirname(this.#program)}:${environment.PATH}` },
        extendEnv: false,
        all: true,
        reject: false,
        stdin: 'ignore',
        timeout: 90_000,
        // On anything stronger it leaves its buildbox-casd behind.
        killSignal: 'SIGINT',
        forceKillAfterDelay: 20_000,
      },
    );
    return { exitCode, output: all };
  }

  /** The same, where it must succeed; the error holds what it printed. */
  async succeed(...argv: readonly string[]): Promise<string> {
    const { exitCode, output } = await this.run(...argv);
    if (exitCode !== 0) throw new Error(`bst ${argv.join(' ')} ended with ${exitCode}:\n${output}`);
    return output;
  }

  /** Writes an artifact out, without running anything, and gives the path of its folder. */
  async checkout(element: string): Promise<string> {
    const directory = this.#rig.path(`${this.#name}-out/${element}`);
    rmSync(directory, { recursive: true, force: true });
    await this.succeed('artifact', 'checkout', '--no-integrate', '--deps', 'none', '--directory', directory, `${element}.bst`);
    return directory;
  }

  /** All that an element's builds said. */
  buildLog(element: string): string {
    const folder = `${this.#logs}/clients/${element}`;
    return readdirSync(folder)
      .filter((name) => name.includes('-build.'))
      .map((name) => readFileSync(`${folder}/${name}`, 'utf8'))
      .join('');
  }

  get #logs(): string {
    return this.#rig.path(`${this.#name}-logs`);
  }
}
