import { afterEach, expect } from '@jest/globals';
import {
  type Action,
  type ActionResult,
  type Blob,
  createAction,
  digestOf,
  type ExecutedAction,
  type ExecutionContext,
  InputRootBuilder,
  MemoryContentAddressableStorage,
  SandwrightError,
  silentLogger,
  systemClock,
  writeBlobs,
} from '@sandwright/core';
import { openConnection } from '../remote-connection.ts';
import { RemoteSandbox } from '../remote-sandbox.ts';
import { runningOperation, type ScriptedCall, ScriptedExecutionServer, type ScriptedServerOptions, succeeded } from '../testing/index.ts';

/** What the action of the rig reads. */
export const input: Blob = { data: Buffer.from('what the action reads'), digest: digestOf(Buffer.from('what the action reads')) };

/** An action, a sandbox, and a server that plays a script. */
export interface Rig extends AsyncDisposable {
  readonly server: ScriptedExecutionServer;
  readonly local: MemoryContentAddressableStorage;
  readonly action: Action;
  /** Waits between tries, milliseconds. */
  readonly waits: number[];
  readonly execute: (options?: Pick<ExecutionContext, 'signal' | 'onStage'> & { readonly action?: Action }) => Promise<ExecutedAction>;
}

async function rig(
  script: readonly ScriptedCall[],
  options: ScriptedServerOptions & { readonly overallDeadlineMs?: number; readonly quietMs?: number; readonly answerMs?: number } = {},
): Promise<Rig> {
  await using stack = new AsyncDisposableStack();
  const server = stack.use(await ScriptedExecutionServer.start({ ...options, script }));
  const local = new MemoryContentAddressableStorage();
  const builder = new InputRootBuilder();
  builder.addFile('in', input.digest, false);
  const { root, directories } = builder.build();
  const { action, blobs } = createAction({
    command: {
      arguments: ['true'],
      environment: [],
      outputPaths: ['out'],
      outputFiles: [],
      outputDirectories: [],
      workingDirectory: '',
      platform: [],
      outputNodeProperties: [],
      outputDirectoryFormat: 'TREE_ONLY',
    },
    inputRoot: root,
    platform: [],
  });
  await writeBlobs(local, [...blobs, ...directories.values(), input]);
  const waits: number[] = [];
  const connection = openConnection({
    storeAddress: server.address,
    executionRetries: 3,
    patience: { answerMs: options.answerMs ?? 5_000, quietMs: options.quietMs ?? 5_000 },
    clock: {
      now: () => systemClock.now(),
      sleep: async (milliseconds) => {
        waits.push(milliseconds);
        await systemClock.sleep(1);
      },
    },
  });
  const sandbox = stack.use(new RemoteSandbox({ connection, local, overallDeadlineMs: options.overallDeadlineMs }));
  const owned = stack.move();
  return {
    server,
    local,
    action,
    waits,
    execute: ({ signal, onStage, action: other = action } = {}) =>
      sandbox.execute(other, {
        logger: silentLogger,
        signal,
        ...(onStage && { onStage }),
        request: { toolName: 'sandwright', toolVersion: '1', invocationId: 'i', targetId: '//a:b', mnemonic: 'command' },
      }),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

const open: Rig[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one[Symbol.asyncDispose]();
});

/** A rig that is taken down after the test. */
export async function play(...args: Parameters<typeof rig>): Promise<Rig> {
  const made = await rig(...args);
  open.push(made);
  return made;
}

/** What the action of the rig makes. */
export const output = Buffer.from('made');
/** A result that goes well. */
export const good = {
  exitCode: 0,
  stdoutRaw: Buffer.from('hello'),
  outputFiles: [{ path: 'out', digest: digestOf(output), contents: output }],
};
/** The server expects Execute. */
export const execute = (...steps: ScriptedCall['steps']): ScriptedCall => ({ call: 'Execute', steps });
/** The server expects WaitExecution. */
export const wait = (...steps: ScriptedCall['steps']): ScriptedCall => ({ call: 'WaitExecution', steps });
/** Execute that goes well. */
export const ends = execute({ send: runningOperation('b') }, { send: succeeded('b', good) });

/** What a promise rejects with. */
export async function failure(promise: Promise<unknown>): Promise<SandwrightError> {
  return await promise.then(
    () => {
      throw new Error('it was expected to fail');
    },
    (error: unknown) => {
      if (SandwrightError.is(error)) return error;
      throw error;
    },
  );
}

/** Checks that a result is that of `good`. */
export const expectGood = ({ result }: { readonly result: ActionResult }) => {
  expect(result.exitCode).toBe(0);
  expect(result.outputs).toEqual([expect.objectContaining({ path: 'out', digest: digestOf(output) })]);
};
