import { describe, expect, test } from '@jest/globals';
import { digestOf } from '@sandwright/core';
import { ends, execute, expectGood, failure, good, output, play } from './execution/execution-rig.ts';
import { failedOperation, runningOperation, succeeded } from './testing/index.ts';

describe('results', () => {
  test('a failure that runs is a result', async () => {
    const { execute: run } = await play([execute({ send: succeeded('a', { exitCode: 3, stderrRaw: Buffer.from('no') }) })]);
    expect((await run()).result.exitCode).toBe(3);
  });

  test.each([
    ['a failure', { ...good, exitCode: 1 }],
    ['a result without its outputs', { exitCode: 0 }],
  ])('%s out of the cache of the server is not believed: the action runs', async (_, stored) => {
    const { server, execute: run } = await play([execute({ send: succeeded('a', stored, true) }), ends]);
    const { result, origin } = await run();
    expectGood({ result });
    expect(origin).toMatchObject({ where: 'remote', cached: false });
    expect(server.received.filter(({ method }) => method === 'Execute').map(({ request }) => request['skipCacheLookup'])).toEqual([
      false,
      true,
    ]);
  });

  test('a result whose blobs are gone is none: the action runs', async () => {
    const gone = { exitCode: 0, outputFiles: [{ path: 'out', digest: digestOf(Buffer.from('gone')) }] };
    const { execute: run } = await play([execute({ send: succeeded('a', gone, true) }), ends]);
    expectGood(await run());
  });

  test('bytes that do not fit their digest are refused', async () => {
    const lie = { ...good, outputFiles: [{ path: 'out', digest: digestOf(output), contents: Buffer.from('lies') }] };
    const { execute: run } = await play([execute({ send: succeeded('a', lie) })]);
    expect(await failure(run())).toMatchObject({ code: 'BLOB_CORRUPT' });
  });

  test('who asks and why goes along with every call', async () => {
    const { server, execute: run } = await play([ends]);
    await run();
    const asked = server.received.filter(({ method }) => method !== 'GetCapabilities');
    expect(asked.map(({ method }) => method)).toEqual(['FindMissingBlobs', 'BatchUpdateBlobs', 'Execute']);
    for (const { metadata } of asked) {
      const [sent] = metadata.get('build.bazel.remote.execution.v2.requestmetadata-bin');
      expect(String(sent)).toContain('//a:b');
    }
  });

  test('a second action on the same inputs asks for two digests only', async () => {
    const { server, execute: run } = await play([ends, ends]);
    await run();
    server.received.length = 0;
    await run();
    const [find] = server.received;
    expect(find?.request['blobDigests']).toHaveLength(2);
    expect(server.received.map(({ method }) => method)).toEqual(['FindMissingBlobs', 'Execute']);
  });
});

describe('giving up', () => {
  test('a signal cancels the operation that runs, the last one if there were several', async () => {
    const controller = new AbortController();
    const { server, execute: run } = await play([
      execute({ send: failedOperation('first', 14, 'lost') }),
      execute({ send: runningOperation('second') }, 'hang'),
    ]);
    const onStage = (stage: string): void => void (stage === 'running' && controller.abort());
    expect(await failure(run({ signal: controller.signal, onStage }))).toMatchObject({ code: 'CANCELLED' });
    expect(server.executionCalls).toEqual(['Execute', 'Execute', 'CancelOperation']);
    expect(server.received.at(-1)?.request).toMatchObject({ name: 'second' });
  });

  test('an operation that is done is not cancelled', async () => {
    const controller = new AbortController();
    const { server, execute: run } = await play([execute({ send: failedOperation('a', 14, 'lost') }, { then: () => controller.abort() })]);
    expect(await failure(run({ signal: controller.signal }))).toMatchObject({ code: 'CANCELLED' });
    expect(server.executionCalls).not.toContain('CancelOperation');
  });

  test('the overall deadline ends it, with every retry, and cancels the operation', async () => {
    const { server, execute: run } = await play([execute({ send: runningOperation('a') }, 'hang')], { overallDeadlineMs: 200 });
    const error = await failure(run());
    expect(error).toMatchObject({ code: 'REMOTE_UNAVAILABLE', retryable: false });
    expect(error.message).toContain('remote_execution_overall_deadline_secs');
    expect(server.executionCalls).toEqual(['Execute', 'CancelOperation']);
  });
});
