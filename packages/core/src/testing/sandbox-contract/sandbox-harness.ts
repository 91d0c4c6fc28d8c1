import assert from 'node:assert/strict';
import type { Action } from '../../action/action.ts';
import type { ActionResult } from '../../action/action-result.ts';
import { createAction } from '../../action/create-action.ts';
import { type Digest, digestOf, emptyDigest } from '../../digest/digest.ts';
import { silentLogger } from '../../logging/logger.ts';
import { InputRootBuilder } from '../../merkle/input-root-builder.ts';
import type { ExecutionContext } from '../../sandbox/execution-context.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import type { Blob, ContentAddressableStorage } from '../../storage/content-addressable-storage.ts';
import { readBlob } from '../../storage/read-blob.ts';
import { writeBlobs } from '../../storage/write-blobs.ts';
import type { SampleAction, SandboxSubject, TestedLimits } from './sandbox-case.ts';
import type { ToolRoot } from './tool-root.ts';

/** The folder of an input root in which sample actions run. */
export const jobFolder = 'job';

/** What a harness is made of. */
export interface SandboxHarnessOptions {
  readonly sandbox: Sandbox;
  readonly storage: ContentAddressableStorage;
  readonly root: 'host' | 'input';
  readonly toolRoot: ToolRoot | undefined;
  readonly cacheDirectory: string;
  readonly enforcesTimeouts: boolean;
  readonly printedMebibytes: number;
  readonly limits?: TestedLimits | undefined;
}

/** Makes actions of few words and runs them in one sandbox. */
export class SandboxHarness implements SandboxSubject {
  readonly sandbox: Sandbox;
  readonly storage: ContentAddressableStorage;
  readonly root: 'host' | 'input';
  readonly cacheDirectory: string;
  readonly enforcesTimeouts: boolean;
  readonly printedMebibytes: number;
  readonly limits: TestedLimits | undefined;
  readonly #toolRoot: ToolRoot | undefined;
  readonly #toolDigests = new Map<Uint8Array, Digest>();

  constructor(options: SandboxHarnessOptions) {
    this.sandbox = options.sandbox;
    this.storage = options.storage;
    this.root = options.root;
    this.cacheDirectory = options.cacheDirectory;
    this.enforcesTimeouts = options.enforcesTimeouts;
    this.printedMebibytes = options.printedMebibytes;
    this.limits = options.limits;
    this.#toolRoot = options.root === 'input' ? options.toolRoot : undefined;
  }

  async dispose(): Promise<void> {
    await this.sandbox[Symbol.asyncDispose]();
  }

  async action(sample: SampleAction): Promise<Action> {
    const {
      script,
      environment = {},
      workingDirectory = '',
      platform = [],
      timeoutMs,
      files: _files,
      links: _links,
      folders: _folders,
      ...command
    } = sample;
    const { action, blobs } = createAction({
      command: {
        arguments: script === undefined ? [] : ['sh', '-c', script],
        outputPaths: [],
        outputFiles: [],
        outputDirectories: [],
        outputNodeProperties: [],
        outputDirectoryFormat: 'TREE_ONLY',
        ...command,
        environment: Object.entries(environment).map(([name, value]) => ({ name, value })),
        workingDirectory: workingDirectory === '' ? jobFolder : `${jobFolder}/${workingDirectory}`,
        platform: [],
      },
      inputRoot: await this.#storeInputs(sample),
      platform,
      timeoutMs,
      doNotCache: true,
    });
    await writeBlobs(this.storage, blobs);
    return action;
  }

  async run(sample: SampleAction, context: Partial<ExecutionContext> = {}): Promise<ActionResult> {
    const { result } = await this.sandbox.execute(await this.action(sample), { logger: silentLogger, ...context });
    return result;
  }

  async print(sample: SampleAction): Promise<string> {
    const result = await this.run(sample);
    assert.equal(result.exitCode, 0, `the command failed: ${await this.text(result.stderr)}`);
    return this.text(result.stdout);
  }

  async blob(digest: Digest): Promise<Buffer> {
    return Buffer.from(await readBlob(this.storage, digest));
  }

  async text(digest: Digest): Promise<string> {
    return (await this.blob(digest)).toString('utf8');
  }

  async #storeInputs({ files = {}, links = {}, folders = [] }: SampleAction): Promise<Digest> {
    const builder = new InputRootBuilder();
    const blobs = new Map<string, Blob>();
    const add = (path: string, data: Uint8Array, isExecutable: boolean, digest = digestOf(data)): void => {
      if (data.byteLength > 0) blobs.set(digest.hash, { digest, data });
      builder.addFile(path, data.byteLength === 0 ? emptyDigest : digest, isExecutable);
    };
    builder.addEmptyDirectory(jobFolder);
    for (const [path, data] of this.#toolRoot?.files ?? []) add(path, data, true, this.#digestOfTool(data));
    for (const folder of this.#toolRoot?.folders ?? []) builder.addEmptyDirectory(folder);
    for (const [path, file] of Object.entries(files)) {
      const { contents, isExecutable } =
        typeof file === 'string' || file instanceof Uint8Array ? { contents: file, isExecutable: String(file).startsWith('#!') } : file;
      add(`${jobFolder}/${path}`, Buffer.from(contents), isExecutable);
    }
    for (const [path, target] of Object.entries(links)) builder.addSymlink(`${jobFolder}/${path}`, target);
    for (const folder of folders) builder.addEmptyDirectory(`${jobFolder}/${folder}`);
    const { root, directories } = builder.build();
    await writeBlobs(this.storage, [...blobs.values(), ...directories.values()]);
    return root;
  }

  #digestOfTool(data: Uint8Array): Digest {
    const digest = this.#toolDigests.get(data) ?? digestOf(data);
    this.#toolDigests.set(data, digest);
    return digest;
  }
}
