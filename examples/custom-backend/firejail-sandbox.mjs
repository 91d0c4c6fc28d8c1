import { mkdtempSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { linkAbort, SandwrightError, Semaphore, throwIfAborted } from '@sandwright/core';
import {
  checkAction,
  copyTree,
  DirectoryReader,
  keepForDebugging,
  loadInputTree,
  prepareOutputParents,
  removeTree,
  ScratchArea,
  storeCapturedOutput,
  WalkingOutputCollector,
} from '@sandwright/sandbox-local/kit';
import { probeFirejail } from './probe-firejail.mjs';
import { runInFirejail } from './run-in-firejail.mjs';

/**
 * @import { Action, ActionResult, Availability, CallOptions, ExecutedAction, ExecutionContext, Sandbox, SandboxServices } from '@sandwright/core'
 * @import { FirejailConfig } from './firejail-backend.mjs'
 * @import { EndedCommand } from './run-in-firejail.mjs'
 */

const outputBytes = 1024 ** 3;

/**
 * Runs each action on a copy of its inputs; firejail keeps the command from the network, from other processes, and from changing files.
 * @implements {Sandbox}
 */
export class FirejailSandbox {
  name = 'firejail';
  /** @type {Sandbox['capabilities']} */
  capabilities = new Set(['isolated-network', 'isolated-processes', 'read-only-inputs']);
  #config;
  #services;
  #slots;
  #directories;
  #collector;
  #disposal = new AbortController();
  /** @type {Set<Promise<unknown>>} */
  #running = new Set();
  /** @type {Promise<ScratchArea> | undefined} */
  #scratch;
  /** @type {Promise<Availability> | undefined} */
  #probed;

  /**
   * @param {FirejailConfig} config
   * @param {SandboxServices} services
   */
  constructor(config, services) {
    const { storage, concurrency, logger } = services;
    this.#config = config;
    this.#services = services;
    this.#slots = new Semaphore(concurrency);
    this.#directories = new DirectoryReader(storage);
    this.#collector = new WalkingOutputCollector({
      storage,
      onSkipped: (path, reason) => logger.log('warn', 'left out of an output folder', { path, reason }),
    });
  }

  /** @param {CallOptions} options */
  async probe(options = {}) {
    throwIfAborted(options.signal);
    this.#probed ??= probeFirejail(this.#config, this.#services.cacheDirectory);
    return this.#probed;
  }

  /**
   * @param {Action} action
   * @param {ExecutionContext} context
   * @returns {Promise<ExecutedAction>}
   */
  async execute(action, context) {
    throwIfAborted(context.signal);
    throwIfAborted(this.#disposal.signal);
    refuse(action, context);
    using abort = linkAbort(context.signal);
    const end = () => abort.abort(this.#disposal.signal.reason);
    this.#disposal.signal.addEventListener('abort', end, { once: true });
    const running = this.#execute(action, { ...context, signal: abort.signal });
    this.#running.add(running);
    try {
      return { result: await running, origin: { where: 'local', cached: false, sandbox: this.name } };
    } catch (error) {
      throw SandwrightError.from(error);
    } finally {
      this.#running.delete(running);
      this.#disposal.signal.removeEventListener('abort', end);
    }
  }

  async [Symbol.asyncDispose]() {
    this.#disposal.abort(new SandwrightError('SANDBOX_FAILED', 'the sandbox was disposed of'));
    await Promise.allSettled(this.#running);
    const scratch = await this.#scratch;
    await scratch?.[Symbol.asyncDispose]();
  }

  /**
   * @param {Action} action
   * @param {ExecutionContext} context
   */
  async #execute(action, context) {
    const { signal } = context;
    const { storage, cacheDirectory } = this.#services;
    const { command } = action;
    const availability = await this.probe({ signal });
    if (!availability.available) {
      const { reason, fix: hint, cause } = availability;
      throw new SandwrightError('SANDBOX_UNAVAILABLE', reason, { details: { cause }, ...(hint === undefined ? {} : { hint }) });
    }
    using _slot = await this.#slots.acquire({ signal });
    this.#scratch ??= ScratchArea.open(join(cacheDirectory, this.name));
    const folder = mkdtempSync(join((await this.#scratch).path, 'action-'));
    const root = join(folder, 'root');
    let failed = true;
    try {
      context.onStage?.('staging');
      throwIfAborted(signal);
      const tree = await loadInputTree(this.#directories, action.inputRoot, { signal });
      await copyTree(storage, tree, root, { signal });
      prepareOutputParents(root, command);
      context.onStage?.('running');
      throwIfAborted(signal);
      const ended = await runInFirejail({ config: this.#config, command, folder, root, outputBytes, signal });
      if (signal?.aborted) throw await this.#stopped(ended, signal);
      context.onStage?.('collecting');
      throwIfAborted(signal);
      const outputs = await this.#collector.collect(root, command, { signal });
      failed = ended.exitCode !== 0;
      return { ...(await this.#resultOf(ended, { signal })), outputs };
    } finally {
      await keepForDebugging(context, command, { folder, staged: root, failed, keepBelow: join(cacheDirectory, 'kept') });
      await removeTree(folder);
    }
  }

  /**
   * Why the command was ended; where that was its time, with its output so far.
   * @param {EndedCommand} ended
   * @param {AbortSignal} signal
   */
  async #stopped(ended, { reason }) {
    if (!SandwrightError.is(reason)) return new SandwrightError('CANCELLED', 'cancelled', { cause: reason });
    if (reason.code !== 'TIMED_OUT') return reason;
    const result = await this.#resultOf(ended, {});
    return new SandwrightError('TIMED_OUT', reason.message, { cause: reason, details: { ...reason.details, result } });
  }

  /**
   * @param {EndedCommand} ended
   * @param {CallOptions} options
   * @returns {Promise<ActionResult>} without outputs
   */
  async #resultOf({ exitCode, stdoutPath, stderrPath }, options) {
    const { storage } = this.#services;
    const stdout = await storeCapturedOutput(storage, stdoutPath, outputBytes, options);
    const stderr = await storeCapturedOutput(storage, stderrPath, outputBytes, options);
    return {
      exitCode,
      stdout: stdout.digest,
      stderr: stderr.digest,
      ...(stdout.raw === undefined ? {} : { stdoutRaw: stdout.raw }),
      ...(stderr.raw === undefined ? {} : { stderrRaw: stderr.raw }),
      outputs: [],
      metadata: { worker: hostname() },
    };
  }
}

/**
 * What this sandbox cannot honour is refused, so that the environment can fall back on another.
 * @param {Action} action
 * @param {ExecutionContext} context
 */
function refuse(action, { appendOnlyCaches = [] }) {
  const { uid, gid } = checkAction(action, { network: 'off' });
  const another = (uid ?? process.getuid?.()) !== process.getuid?.() || (gid ?? process.getgid?.()) !== process.getgid?.();
  const what = another ? 'another user' : appendOnlyCaches.length > 0 ? 'append-only caches' : undefined;
  if (what !== undefined) throw new SandwrightError('CAPABILITY_MISSING', `the action wants ${what}; the sandbox "firejail" has none`);
}
