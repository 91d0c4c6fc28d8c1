import {
  type Action,
  type ActionResult,
  type ContentAddressableStorage,
  createAction,
  digestOf,
  InputRootBuilder,
  type PlatformProperties,
  readBlob,
  type Sandbox,
  silentLogger,
  writeBlobs,
} from '@sandwright/core';

/** What a shell action may have besides its script. */
export interface ShellActionOptions {
  /** Contents of the file `in`; no file by default. */
  readonly input?: Uint8Array;
  /** Relative to the input root. */
  readonly outputPaths?: readonly string[];
  readonly platform?: PlatformProperties;
  readonly doNotCache?: boolean;
}

/**
 * An action that runs a shell script.
 * @param storage where its blobs are put
 * @param script what `sh -c` is given
 */
export async function shellAction(
  storage: ContentAddressableStorage,
  script: string,
  { input, outputPaths = [], platform = [], doNotCache = false }: ShellActionOptions = {},
): Promise<Action> {
  const builder = new InputRootBuilder();
  if (input !== undefined) builder.addFile('in', digestOf(input), false);
  const { root, directories } = builder.build();
  const { action, blobs } = createAction({
    command: {
      arguments: ['sh', '-c', script],
      environment: [],
      outputPaths,
      outputFiles: [],
      outputDirectories: [],
      workingDirectory: '',
      platform: [],
      outputNodeProperties: [],
      outputDirectoryFormat: 'TREE_ONLY',
    },
    inputRoot: root,
    platform,
    doNotCache,
  });
  const inputs = input === undefined ? [] : [{ digest: digestOf(input), data: input }];
  await writeBlobs(storage, [...blobs, ...directories.values(), ...inputs]);
  return action;
}

/**
 * Has an action write its input twice, and compares what came of it.
 * @param sandbox runs it
 * @param local the sandbox's storage
 * @param input what is written twice
 * @param before more of the script, for instance `sleep 1; `
 * @returns the result
 * @throws if the output is not the input twice, or whatever the sandbox throws
 */
export async function writeTwice(
  sandbox: Sandbox,
  local: ContentAddressableStorage,
  input: Uint8Array,
  before = '',
): Promise<ActionResult> {
  const action = await shellAction(local, `${before}cat in in > out`, { input, outputPaths: ['out'] });
  const { result } = await sandbox.execute(action, { logger: silentLogger });
  const [out] = result.outputs;
  if (result.exitCode !== 0 || out?.kind !== 'file') throw new Error(`exit code ${result.exitCode}, output ${out?.kind ?? 'missing'}`);
  if (!Buffer.concat([input, input]).equals(await readBlob(local, out.digest))) throw new Error('the output has wrong bytes');
  return result;
}
