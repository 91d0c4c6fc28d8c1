import { type ChildProcess, spawn } from 'node:child_process';

/** A shell that stays, so that starting bwrap copies the page tables of a small process. Runs one script at a time. */
export class ShellSlot {
  readonly #joinFiles: readonly string[];
  #shell: ChildProcess | undefined;
  #finish: ((status: number | undefined) => void) | undefined;

  /** @param joinFiles files that the shell writes 0 into, to join control groups with all that it will start */
  constructor(joinFiles: readonly string[] = []) {
    this.#joinFiles = joinFiles;
  }

  /**
   * @param script shell code of one command
   * @returns its exit status; undefined if the shell itself was killed
   */
  async run(script: string): Promise<number | undefined> {
    this.#shell ??= this.#start();
    const { stdin } = this.#shell;
    return new Promise((resolve) => {
      this.#finish = resolve;
      stdin?.write(`${script}\necho $?\n`);
    });
  }

  /** Ends the shell. */
  async close(): Promise<void> {
    const shell = this.#shell;
    if (shell === undefined) return;
    const exited = new Promise((resolve) => {
      shell.once('exit', resolve);
    });
    shell.stdin?.end();
    await exited;
  }

  #start(): ChildProcess {
    const shell = spawn('/bin/sh', [], { stdio: ['pipe', 'pipe', 'inherit'], env: {}, cwd: '/' });
    const gone = (): void => {
      // More than one of these events tells of its end, and by the second another shell may be at work.
      if (this.#shell !== shell) return;
      this.#shell = undefined;
      this.#settle(undefined);
    };
    shell.once('error', gone);
    shell.once('exit', gone);
    shell.stdin?.on('error', gone);
    let line = '';
    shell.stdout?.setEncoding('latin1').on('data', (text: string) => {
      line += text;
      if (!line.endsWith('\n')) return;
      const status = Number(line);
      line = '';
      this.#settle(status);
    });
    for (const file of this.#joinFiles) shell.stdin?.write(`echo 0 >${quoted(file)}\n`);
    return shell;
  }

  #settle(status: number | undefined): void {
    const finish = this.#finish;
    this.#finish = undefined;
    finish?.(status);
  }
}

/**
 * A string as one word of shell code.
 * @param text anything without NUL
 */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
