import {
  type ActionCache,
  type ActionResult,
  type ArtifactServer,
  type BlobOptions,
  type CallOptions,
  type Clock,
  type ContentAddressableStorage,
  type Digest,
  type ErrorCode,
  type Logger,
  SandwrightError,
  Semaphore,
} from '@sandwright/core';
import type { Variables } from '../config/connection-options.ts';
import { ArtifactServerConnection } from './artifact-server-connection.ts';

/** What artifact servers are lent. */
export interface ArtifactCacheOptions {
  readonly servers: readonly ArtifactServer[];
  /** Takes what is pulled; holds what is pushed. */
  readonly storage: ContentAddressableStorage;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Where SANDWRIGHT_AUTH_TOKEN is looked for. */
  readonly variables: Variables;
}

/** What became of what was pushed. */
export interface PushCount {
  readonly address: string;
  readonly pushed: number;
  readonly failed: number;
}

/** Pushes that may be under way; more wait. */
const maxPushes = 16;
/** How long disposal waits for them, milliseconds; who wants them all waits for `settled` before. */
const lastPushesMs = 2_000;

/** What is wrong with one result, and no fault of the server: something of it got lost, or it fits into no folder. */
const faultsOfResults: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['BLOB_MISSING', 'BLOB_CORRUPT', 'ACTION_INVALID']);

interface Server {
  readonly connection: ArtifactServerConnection;
  /** Set once it failed: a build does not wait for it again. */
  leftAlone: boolean;
  /** Results of which it had only part. */
  lost: number;
  pushed: number;
  failed: number;
}

/**
 * Whole results on artifact servers. They are asked in their order, and what they have comes here whole or counts as not found; what is made
 * is pushed in the background to all that take it. A server that cannot be used is told once and left alone: builds go on without it.
 */
export class ArtifactCache implements ActionCache, AsyncDisposable {
  readonly #options: ArtifactCacheOptions;
  readonly #servers: readonly Server[];
  readonly #slots = new Semaphore(maxPushes);
  readonly #pending = new Set<Promise<void>>();
  readonly #ended = new AbortController();

  /** @throws SandwrightError CONFIG_INVALID for an address, certificate or token that cannot be used */
  constructor(options: ArtifactCacheOptions) {
    this.#options = options;
    const { clock, variables, storage: local } = options;
    this.#servers = options.servers.map((server) => ({
      connection: new ArtifactServerConnection({ server, local, clock, variables }),
      leftAlone: false,
      lost: 0,
      pushed: 0,
      failed: 0,
    }));
  }

  /** What was pushed to whom so far. */
  get pushes(): readonly PushCount[] {
    return this.#servers
      .filter(({ connection }) => connection.push)
      .map(({ connection, pushed, failed }) => ({ address: connection.address, pushed, failed }));
  }

  async get(actionDigest: Digest, { signal }: BlobOptions = {}): Promise<ActionResult | undefined> {
    for (const server of this.#servers) {
      signal?.throwIfAborted();
      if (server.leftAlone) continue;
      try {
        const found = await server.connection.pull(actionDigest, { signal });
        // A failure may be cured by trying again.
        if (found?.exitCode === 0) return found;
      } catch (caught) {
        signal?.throwIfAborted();
        const error = SandwrightError.from(caught);
        // The next server may have it whole.
        if (error.code === 'BLOB_MISSING') this.#tellOfLoss(server, error);
        else this.#leaveAlone(server, error);
      }
    }
    return undefined;
  }

  /** Returns when the pushes have begun; `settled` waits for their end. */
  async put(actionDigest: Digest, result: ActionResult, { signal }: BlobOptions = {}): Promise<void> {
    signal?.throwIfAborted();
    if (result.exitCode !== 0) return;
    for (const server of this.#servers) {
      if (!server.connection.push) continue;
      if (server.leftAlone) {
        server.failed += 1;
        continue;
      }
      const slot = await this.#slots.acquire({ signal });
      const pushing = this.#push(server, actionDigest, result).finally(() => {
        slot[Symbol.dispose]();
        this.#pending.delete(pushing);
      });
      this.#pending.add(pushing);
    }
  }

  /** Waits for all pushes that have begun; they have failed or are done then. A signal ends them. */
  async settled({ signal }: CallOptions = {}): Promise<void> {
    const end = (): void => this.#ended.abort(signal?.reason);
    if (signal?.aborted === true) end();
    signal?.addEventListener('abort', end, { once: true });
    await Promise.all(this.#pending);
    signal?.removeEventListener('abort', end);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const timer = setTimeout(() => this.#ended.abort(), lastPushesMs);
    await this.settled();
    clearTimeout(timer);
    for (const { connection } of this.#servers) connection[Symbol.dispose]();
  }

  async #push(server: Server, actionDigest: Digest, result: ActionResult): Promise<void> {
    try {
      await server.connection.store(actionDigest, result, { signal: this.#ended.signal });
      server.pushed += 1;
    } catch (caught) {
      server.failed += 1;
      // Who interrupts a build knows that it did not come to its end.
      if (this.#ended.signal.aborted) return;
      const error = SandwrightError.from(caught);
      if (!faultsOfResults.has(error.code)) this.#leaveAlone(server, error);
      else {
        const { code, message } = error;
        this.#options.logger.log('warn', `a result could not be pushed to the artifact server ${server.connection.address}: ${message}`, {
          code,
        });
      }
    }
  }

  /** A server that is too small loses much; that is said once. */
  #tellOfLoss(server: Server, { code, message }: SandwrightError): void {
    const { address } = server.connection;
    const level = server.lost === 0 ? 'warn' : 'debug';
    server.lost += 1;
    this.#options.logger.log(level, `the artifact server ${address} has lost part of a result, which counts as none: ${message}`, { code });
  }

  #leaveAlone(server: Server, { code, message, hint }: SandwrightError): void {
    if (server.leftAlone) return;
    server.leftAlone = true;
    const { address } = server.connection;
    const why = code === 'UNIMPLEMENTED' ? 'it has no Remote Asset API' : message;
    const advice = hint === undefined || code === 'UNIMPLEMENTED' ? '' : `; ${hint}`;
    this.#options.logger.log('warn', `the artifact server ${address} is left alone: ${why}${advice}`, {
      code,
    });
  }
}
