import { existsSync } from 'node:fs';
import {
  type Action,
  type Availability,
  type CallOptions,
  digestKey,
  type ExecutedAction,
  type ExecutionContext,
  linkAbort,
  type OutputCollector,
  type Sandbox,
  type SandboxCapability,
  type SandboxServices,
  SandwrightError,
  type ShellRequest,
  throwIfAborted,
} from '@sandwright/core';
import { WalkingOutputCollector } from '../collection/walking-output-collector.ts';
import { canBoundResources } from '../limits/can-bound-resources.ts';
import { OverlaidInputs } from '../staging/overlaid-inputs.ts';
import type { StagedRoot } from '../staging/root-stager.ts';
import { untilAborted } from '../staging/until-aborted.ts';
import { ActionRun } from './action-run.ts';
import type { BubblewrapConfig } from './bubblewrap-config.ts';
import { checkAction } from './check-action.ts';
import { findProgram } from './find-program.ts';
import { isAlone } from './is-alone.ts';
import { probeBubblewrap } from './probe-bubblewrap.ts';
import { Surroundings } from './surroundings.ts';

/** What the sandbox promises on this machine. */
export function bubblewrapCapabilities(): ReadonlySet<SandboxCapability> {
  const capabilities = new Set<SandboxCapability>([
    'isolated-filesystem',
    'isolated-network',
    'isolated-processes',
    'input-root-as-root',
    'read-only-inputs',
    'interactive',
  ]);
  if (canBoundResources()) capabilities.add('resource-limits');
  return capabilities;
}

/** What a folder is used for. */
interface FolderUse {
  readonly purpose: string;
  /** Whether what the folder holds is out of everybody's reach once the action is gone. */
  readonly alone: boolean;
}

type FolderWork<T> = (
  signal: AbortSignal,
  surroundings: Surroundings,
  folder: number,
  onStaged: (staged: StagedRoot) => void,
) => Promise<T>;

/** Runs actions in bubblewrap: every namespace of their own, inputs as an overlay over a cache of trees. */
export class BubblewrapSandbox implements Sandbox {
  readonly name = 'bubblewrap';
  readonly capabilities = bubblewrapCapabilities();
  readonly #config: BubblewrapConfig;
  readonly #services: SandboxServices;
  readonly #mayWork: boolean;
  readonly #end = new AbortController();
  readonly #running = new Set<Promise<unknown>>();
  /** What still cleans up after actions that have their results. */
  readonly #releasing = new Set<Promise<void>>();
  #probed: Promise<Availability> | undefined;
  #surroundings: Promise<Surroundings> | undefined;

  constructor(config: BubblewrapConfig, services: SandboxServices) {
    this.#config = config;
    this.#services = services;
    this.#mayWork = existsSync(findProgram(config.bwrap) ?? '');
  }

  async probe(options: CallOptions = {}): Promise<Availability> {
    this.#probed ??= probeBubblewrap(this.#config.bwrap, { boundTmpfs: this.#config.limits.diskBytes !== undefined });
    return untilAborted(this.#probed, options.signal);
  }

  async execute(action: Action, context: ExecutionContext): Promise<ExecutedAction> {
    const request = checkAction(action, this.#config);
    const use = { purpose: digestKey(action.inputRoot), alone: isAlone(this.#config, request, context) };
    const result = await this.#inFolder(context, use, (signal, surroundings, folder, onStaged) =>
      new ActionRun({
        action,
        request,
        context,
        signal,
        surroundings,
        folder,
        alone: use.alone,
        onStaged,
        config: this.#config,
        services: this.#services,
        collector: (staged) => this.#collector(staged, action, surroundings, { signal }),
      }).run(),
    );
    return { result, origin: { where: 'local', cached: false, sandbox: this.name } };
  }

  async openShell(request: ShellRequest, context: ExecutionContext): Promise<number> {
    const { openShell } = await import('./open-shell.ts');
    const use = { purpose: digestKey(request.inputRoot), alone: false };
    return await this.#inFolder(context, use, (signal, surroundings, folder) =>
      openShell({ request, context, signal, surroundings, folder, config: this.#config }),
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#end.abort(new SandwrightError('SANDBOX_FAILED', 'the sandbox was closed'));
    await Promise.allSettled(this.#running);
    await Promise.allSettled(this.#releasing);
    const surroundings = await this.#surroundings?.catch(() => undefined);
    this.#surroundings = undefined;
    await surroundings?.[Symbol.asyncDispose]();
  }

  /** Does something in a numbered folder of its own. The end of the sandbox ends it, and waits for it. */
  async #inFolder<T>(context: ExecutionContext, use: FolderUse, work: FolderWork<T>): Promise<T> {
    throwIfAborted(this.#end.signal);
    throwIfAborted(context.signal);
    const running = this.#prepareAndDo(context, use, work);
    this.#running.add(running);
    try {
      return await running;
    } finally {
      this.#running.delete(running);
    }
  }

  async #prepareAndDo<T>(context: ExecutionContext, use: FolderUse, work: FolderWork<T>): Promise<T> {
    using abort = linkAbort(context.signal);
    using end = onAbort(this.#end.signal, () => abort.abort(this.#end.signal.reason));
    void end;
    const { signal } = abort;
    // Both take a while the first time; so where bwrap is there at all, both begin at once.
    const ready = this.#mayWork ? this.#ready() : undefined;
    ready?.catch(() => {});
    await this.#requireAvailable({ signal });
    const surroundings = await untilAborted(ready ?? this.#ready(), signal);
    // Cleaning up keeps nobody waiting, but it must not fall behind either.
    while (this.#releasing.size > this.#services.concurrency) await untilAborted(Promise.race(this.#releasing), signal);
    const folder = surroundings.scratch.takeFolder(use.purpose);
    try {
      let staged: StagedRoot | undefined;
      const result = await work(signal, surroundings, folder, (root) => {
        staged = root;
      });
      // Not where something went wrong: nobody knows then what is still alive.
      await staged?.putAway?.();
      return result;
    } finally {
      const releasing = this.#release(surroundings, folder, use).finally(() => this.#releasing.delete(releasing));
      this.#releasing.add(releasing);
    }
  }

  #collector(staged: StagedRoot, action: Action, surroundings: Surroundings, options: CallOptions): OutputCollector {
    const { storage, logger } = this.#services;
    const onSkipped = (path: string, reason: string): void => logger.log('warn', 'left out an output', { path, reason });
    const { path: merged, upper } = staged;
    const { inputRoot } = action;
    const inputs =
      upper === undefined ? undefined : new OverlaidInputs({ merged, upper, inputRoot, reader: surroundings.reader, onSkipped }, options);
    return new WalkingOutputCollector({ storage, onSkipped, inputs });
  }

  async #release(surroundings: Surroundings, folder: number, { purpose, alone }: FolderUse): Promise<void> {
    try {
      await surroundings.spawner.release(folder, alone);
      surroundings.scratch.giveBack(folder, purpose);
    } catch (error) {
      // It must not hide what became of the action. The folder goes with the scratch area at the latest.
      this.#services.logger.log('warn', 'the folder of an action could not be removed', { folder, error: String(error) });
    }
  }

  async #requireAvailable(options: CallOptions): Promise<void> {
    const availability = await this.probe(options);
    if (availability.available) return;
    throw new SandwrightError('SANDBOX_UNAVAILABLE', availability.reason, {
      ...(availability.fix === undefined ? {} : { hint: availability.fix }),
      details: { cause: availability.cause },
    });
  }

  /** What actions need; set up anew if the process that starts them was killed, or somebody removed their folders. */
  async #ready(): Promise<Surroundings> {
    for (;;) {
      throwIfAborted(this.#end.signal);
      this.#surroundings ??= Surroundings.setUp(this.#config, this.#services);
      const current = this.#surroundings;
      try {
        const surroundings = await current;
        if (!surroundings.spawner.gone && existsSync(surroundings.scratch.path)) return surroundings;
        if (this.#surroundings === current) {
          this.#surroundings = undefined;
          await surroundings[Symbol.asyncDispose]();
        }
      } catch (error) {
        // The next action may find that what was wrong was mended.
        if (this.#surroundings === current) this.#surroundings = undefined;
        throw error;
      }
    }
  }
}

function onAbort(signal: AbortSignal, listener: () => void): Disposable {
  if (signal.aborted) listener();
  signal.addEventListener('abort', listener, { once: true });
  return { [Symbol.dispose]: () => signal.removeEventListener('abort', listener) };
}
