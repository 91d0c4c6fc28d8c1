import type { Action } from '../action/action.ts';
import { SandwrightError } from '../errors/sandwright-error.ts';
import type { Availability } from '../sandbox/availability.ts';
import type { SandboxCapability } from '../sandbox/capability.ts';
import type { ExecutionContext } from '../sandbox/execution-context.ts';
import type { ExecutedAction, Sandbox } from '../sandbox/sandbox.ts';
import type { ShellRequest } from '../sandbox/shell.ts';
import type { CallOptions } from '../util/call-options.ts';
import { codeOfCause } from './cause-of-error.ts';

const nothingYet: ReadonlySet<SandboxCapability> = new Set();

/**
 * A sandbox that is made, and tried out, when the first action needs it: a build that finds every result in the cache loads none. It is
 * tried out once; if it does not work here, every execution ends at once with that cause, so that a dead server costs one wait.
 */
export class LazySandbox implements Sandbox {
  readonly name: string;
  private readonly make: () => Promise<Sandbox>;
  private made: Promise<Sandbox> | undefined;
  private opened: Sandbox | undefined;
  private tried: Promise<Availability> | undefined;

  /**
   * @param name the kind of sandbox
   * @param make makes it; called once
   */
  constructor(name: string, make: () => Promise<Sandbox>) {
    this.name = name;
    this.make = make;
  }

  /** Nothing before `open`, `probe` or `execute`. */
  get capabilities(): ReadonlySet<SandboxCapability> {
    return this.opened?.capabilities ?? nothingYet;
  }

  /** The sandbox itself. */
  open(): Promise<Sandbox> {
    this.made ??= this.make().then((sandbox) => {
      this.opened = sandbox;
      return sandbox;
    });
    return this.made;
  }

  async probe(options: CallOptions = {}): Promise<Availability> {
    const tried = (this.tried ??= this.open().then(async (sandbox) => await sandbox.probe(options)));
    try {
      return await tried;
    } catch (caught) {
      // An answer that was cut off by somebody's signal is none for the others.
      if (this.tried === tried) this.tried = undefined;
      throw caught;
    }
  }

  async execute(action: Action, context: ExecutionContext): Promise<ExecutedAction> {
    const availability = await this.probe({ signal: context.signal });
    if (!availability.available) {
      const { cause, reason, fix } = availability;
      throw new SandwrightError(codeOfCause(cause), `${this.name}: ${reason}`, {
        retryable: false,
        details: { unavailable: cause, reason },
        ...(fix === undefined ? {} : { hint: fix }),
      });
    }
    return await (await this.open()).execute(action, context);
  }

  async openShell(request: ShellRequest, context: ExecutionContext): Promise<number> {
    const sandbox = await this.open();
    if (sandbox.openShell === undefined) throw new SandwrightError('CAPABILITY_MISSING', `${this.name} cannot open a shell`);
    return await sandbox.openShell(request, context);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const made = this.made;
    if (made === undefined) return;
    const sandbox = await made.catch(() => undefined);
    await sandbox?.[Symbol.asyncDispose]();
  }
}
