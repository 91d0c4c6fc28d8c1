import {
  type Action,
  type Availability,
  type CallOptions,
  type ExecutedAction,
  type ExecutionContext,
  emptyDigest,
  type Sandbox,
  type SandboxCapability,
  SandwrightError,
} from '@sandwright/core';

/** What a `ShellSandbox` does with an action. */
export interface ShellSandboxOptions {
  /** A sandbox that promises `interactive`. */
  readonly inner: Sandbox;
  /** argv; empty for an interactive shell. */
  readonly command: readonly string[];
  /** Lends the terminal until its result is disposed of. */
  readonly lendTerminal: () => Disposable;
}

/**
 * Opens a shell where an action would run, so that the engine stages for a shell what it stages for an action. The result that it gives is
 * a failure whatever the shell ended with, for those are never kept.
 */
export class ShellSandbox implements Sandbox {
  readonly name: string;
  readonly capabilities: ReadonlySet<SandboxCapability>;
  readonly #options: ShellSandboxOptions;
  #exitCode: number | undefined;

  constructor(options: ShellSandboxOptions) {
    this.name = options.inner.name;
    this.capabilities = options.inner.capabilities;
    this.#options = options;
  }

  /** What the shell ended with; undefined if none was opened. */
  get exitCode(): number | undefined {
    return this.#exitCode;
  }

  async probe(options?: CallOptions): Promise<Availability> {
    return await this.#options.inner.probe(options);
  }

  async execute(action: Action, context: ExecutionContext): Promise<ExecutedAction> {
    const { inner, command, lendTerminal } = this.#options;
    if (inner.openShell === undefined) throw new SandwrightError('CAPABILITY_MISSING', `${this.name} opens no shells`);
    const { workingDirectory, environment } = action.command;
    using _lent = lendTerminal();
    this.#exitCode = await inner.openShell({ inputRoot: action.inputRoot, workingDirectory, environment, command }, context);
    return {
      result: { exitCode: 1, stdout: emptyDigest, stderr: emptyDigest, outputs: [], metadata: { worker: '' } },
      origin: { where: 'local', cached: false, sandbox: this.name },
    };
  }

  // The inner one belongs to the catalog.
  async [Symbol.asyncDispose](): Promise<void> {}
}
