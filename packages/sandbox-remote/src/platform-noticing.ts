import { readFile, writeFile } from 'node:fs/promises';
import { arch, type as systemType } from 'node:os';
import { join } from 'node:path';
import {
  type Action,
  type Availability,
  type CallOptions,
  type Clock,
  type ContentAddressableStorage,
  createAction,
  type ExecutedAction,
  type ExecutionContext,
  InputRootBuilder,
  type Logger,
  makeDirectory,
  type PlatformProperties,
  readBlob,
  type Sandbox,
  type SandboxCapability,
  writeBlobs,
} from '@sandwright/core';

/** What the look at a server's platform works with. */
export interface PlatformNoticingOptions {
  /** Runs actions there. */
  readonly inner: Sandbox;
  /** As messages name it. */
  readonly address: string;
  readonly local: ContentAddressableStorage;
  /** Absolute; remembers what servers are. */
  readonly cacheDirectory: string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** What `uname -sm` says here; by default of this machine. */
  readonly here?: string;
}

/** So long a server is believed to be what it was. */
const believedMs = 24 * 60 * 60_000;
const patienceMs = 10_000;
const command = ['uname', '-sm'];
/** Whoever asks for one of these has thought about platforms. */
const properties = new Set(['isa', 'arch', 'cpu', 'osfamily']);
const machines: Readonly<Record<string, string>> = { x64: 'x86_64', arm64: 'aarch64' };

/**
 * Notices a server of another platform than this machine's, which a project that does not speak of platforms assumes to be the same. The
 * protocol does not tell, so the first action that really runs is followed by a tiny one, in the same slot; a day long nobody asks again.
 */
export class PlatformNoticing implements Sandbox {
  readonly #options: PlatformNoticingOptions;
  #looked = false;

  constructor(options: PlatformNoticingOptions) {
    this.#options = options;
  }

  get name(): string {
    return this.#options.inner.name;
  }

  get capabilities(): ReadonlySet<SandboxCapability> {
    return this.#options.inner.capabilities;
  }

  probe(options?: CallOptions): Promise<Availability> {
    return this.#options.inner.probe(options);
  }

  async execute(action: Action, context: ExecutionContext): Promise<ExecutedAction> {
    const executed = await this.#options.inner.execute(action, context);
    if (this.#looked || executed.origin.cached || isSpokenOf(action.platform)) return executed;
    this.#looked = true;
    try {
      await this.#look(action.platform, context);
    } catch (error) {
      context.logger.log('debug', `the platform of ${this.#options.address} is not known: ${String(error)}`);
    }
    return executed;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#options.inner[Symbol.asyncDispose]();
  }

  async #look(platform: PlatformProperties, context: ExecutionContext): Promise<void> {
    const { address, logger, here = `${systemType()} ${machines[arch()] ?? arch()}` } = this.#options;
    const there = (await this.#remembered(platform)) ?? (await this.#ask(platform, context));
    if (there === '' || plain(there) === plain(here)) return;
    logger.log(
      'warn',
      `${address} runs commands on ${there}, and this machine is ${here}: what is made there may not work here. ` +
        'Say "platform:" in the environment if that is meant.',
    );
  }

  async #ask(platform: PlatformProperties, context: ExecutionContext): Promise<string> {
    const { inner, local } = this.#options;
    const { root, directories } = new InputRootBuilder().build();
    const environment = [{ name: 'PATH', value: '/usr/local/bin:/usr/bin:/bin' }];
    const { action, blobs } = createAction({
      command: {
        arguments: command,
        environment,
        outputPaths: [],
        outputFiles: [],
        outputDirectories: [],
        workingDirectory: '',
        platform,
        outputNodeProperties: [],
        outputDirectoryFormat: 'TREE_ONLY',
      },
      inputRoot: root,
      platform,
      timeoutMs: patienceMs,
    });
    await writeBlobs(local, [...blobs, ...directories.values()], context);
    const patience = AbortSignal.timeout(patienceMs);
    const signal = context.signal === undefined ? patience : AbortSignal.any([context.signal, patience]);
    const { logger, request } = context;
    const { result } = await inner.execute(action, { logger, signal, ...(request === undefined ? {} : { request }) });
    const said = result.stdoutRaw ?? (await readBlob(local, result.stdout, { signal, maxBytes: 1024 }));
    const there = result.exitCode === 0 ? Buffer.from(said).toString().trim() : '';
    await this.#remember(platform, there);
    return there;
  }

  async #remembered(platform: PlatformProperties): Promise<string | undefined> {
    const { clock } = this.#options;
    try {
      const [key, at, there] = JSON.parse(await readFile(this.#file, 'utf8')) as readonly [string, number, string];
      const age = clock.now() - at;
      return key === this.#keyOf(platform) && age >= 0 && age < believedMs && typeof there === 'string' ? there : undefined;
    } catch {
      return undefined;
    }
  }

  async #remember(platform: PlatformProperties, there: string): Promise<void> {
    const { cacheDirectory, clock } = this.#options;
    makeDirectory(cacheDirectory, 0o700);
    await writeFile(this.#file, JSON.stringify([this.#keyOf(platform), clock.now(), there]));
  }

  get #file(): string {
    return join(this.#options.cacheDirectory, 'remote-platform.json');
  }

  #keyOf(platform: PlatformProperties): string {
    return JSON.stringify([this.#options.address, platform]);
  }
}

function isSpokenOf(platform: PlatformProperties): boolean {
  return platform.some(({ name }) => properties.has(name.toLowerCase()));
}

/** Systems disagree about the name of one processor. */
function plain(said: string): string {
  return said.toLowerCase().replace('arm64', 'aarch64').replace('amd64', 'x86_64');
}
