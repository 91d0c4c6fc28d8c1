import type { Action } from '../action/action.ts';
import type { ActionResult } from '../action/action-result.ts';
import { emptyDigest } from '../digest/digest.ts';
import type { Availability } from '../sandbox/availability.ts';
import type { SandboxCapability } from '../sandbox/capability.ts';
import type { ExecutionContext } from '../sandbox/execution-context.ts';
import type { ExecutedAction, Sandbox } from '../sandbox/sandbox.ts';
import { throwIfAborted } from '../util/abort.ts';

/** What a fake sandbox is told to do for an action: give (part of) a result, or throw. */
export type FakeRun = (action: Action, context: ExecutionContext) => Promise<Partial<ActionResult>> | Partial<ActionResult>;

/** How a fake sandbox behaves. */
export interface FakeSandboxOptions {
  readonly name?: string;
  readonly where?: 'local' | 'remote';
  readonly capabilities?: readonly SandboxCapability[];
  readonly availability?: Availability;
  /** Runs after the stages `staging` and `running` were reported; by default nothing happens and the exit code is 0. */
  readonly run?: FakeRun;
}

/** A sandbox without a sandbox: does in this process what it is told, and remembers what it was asked. */
export class FakeSandbox implements Sandbox {
  readonly name: string;
  readonly capabilities: ReadonlySet<SandboxCapability>;
  /** Every action that was executed, in order of their starts. */
  readonly executed: Action[] = [];
  /** How many ran at once, at most. */
  mostAtOnce = 0;
  disposed = 0;
  #running = 0;
  readonly #options: FakeSandboxOptions;

  constructor(options: FakeSandboxOptions = {}) {
    this.#options = options;
    this.name = options.name ?? 'fake';
    this.capabilities = new Set(options.capabilities);
  }

  get running(): number {
    return this.#running;
  }

  async probe(): Promise<Availability> {
    return this.#options.availability ?? { available: true };
  }

  async execute(action: Action, context: ExecutionContext): Promise<ExecutedAction> {
    throwIfAborted(context.signal);
    this.executed.push(action);
    this.#running += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#running);
    try {
      context.onStage?.('staging');
      context.onStage?.('running');
      const made = await this.#options.run?.(action, context);
      const result: ActionResult = {
        exitCode: 0,
        stdout: emptyDigest,
        stderr: emptyDigest,
        outputs: [],
        metadata: { worker: this.name },
        ...made,
      };
      return { result, origin: { where: this.#options.where ?? 'local', cached: false, sandbox: this.name } };
    } finally {
      this.#running -= 1;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.disposed += 1;
  }
}
