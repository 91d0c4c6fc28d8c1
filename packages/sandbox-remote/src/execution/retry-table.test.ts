import { describe, expect, test } from '@jest/globals';
import { type ActionResult, digestOf, networkBackoff, type SandwrightError } from '@sandwright/core';
import type { StatusValue } from '@sandwright/core/reapi';
import { doneOperation, failedOperation, missingBlobs, runningOperation, type ScriptedCall, succeeded } from '../testing/index.ts';
import { ends, execute, expectGood, failure, good, input, play, wait } from './execution-rig.ts';

describe('what passes and is tried again', () => {
  test.each([
    ['UNAVAILABLE', 14],
    ['ABORTED', 10],
    ['INTERNAL', 13],
    ['UNKNOWN', 2],
    ['RESOURCE_EXHAUSTED', 8],
  ])('Execute refused with %s: Execute again', async (_, code) => {
    const { server, execute: run, waits } = await play([execute({ fail: { code, message: 'later' } }), ends]);
    expectGood(await run());
    expect(server.executionCalls).toEqual(['Execute', 'Execute']);
    expect(waits).toHaveLength(1);
    expect(waits[0]).toBeLessThanOrEqual(networkBackoff.initialMs);
  });

  test.each([
    ['UNAVAILABLE', 14],
    ['ABORTED', 10],
    ['INTERNAL', 13],
    ['UNKNOWN', 2],
    ['RESOURCE_EXHAUSTED', 8],
  ])('the operation ended with %s in its answer: Execute again', async (_, code) => {
    const { server, execute: run } = await play([execute({ send: failedOperation('a', code, 'the worker went away') }), ends]);
    expectGood(await run());
    expect(server.executionCalls).toEqual(['Execute', 'Execute']);
  });

  test('Operation.error that may pass: Execute again', async () => {
    const error = { code: 14, message: 'lost', details: [] };
    const { server, execute: run } = await play([execute({ send: { name: 'a', done: true, error } }), ends]);
    expectGood(await run());
    expect(server.executionCalls).toEqual(['Execute', 'Execute']);
  });

  test('the connection breaks: WaitExecution of the same operation', async () => {
    const { server, execute: run } = await play([
      execute({ send: runningOperation('a', 'queued') }, { wait: 20 }, 'cut'),
      wait({ send: runningOperation('a') }, { send: succeeded('a', good) }),
    ]);
    expectGood(await run());
    expect(server.executionCalls).toEqual(['Execute', 'WaitExecution']);
    expect(server.received.at(-1)?.request).toMatchObject({ name: 'a' });
  });

  test('the stream ends well before the operation does: WaitExecution', async () => {
    const { server, execute: run } = await play([execute({ send: runningOperation('a') }), wait({ send: succeeded('a', good) })]);
    expectGood(await run());
    expect(server.executionCalls).toEqual(['Execute', 'WaitExecution']);
  });

  test('WaitExecution does not know the operation: Execute again', async () => {
    const { server, execute: run } = await play([
      execute({ send: runningOperation('a') }),
      wait({ fail: { code: 5, message: 'no such operation' } }),
      ends,
    ]);
    expectGood(await run());
    expect(server.executionCalls).toEqual(['Execute', 'WaitExecution', 'Execute']);
  });

  test('WaitExecution is not offered: Execute again', async () => {
    const { server, execute: run } = await play([
      execute({ send: runningOperation('a') }),
      wait({ fail: { code: 12, message: 'what?' } }),
      ends,
    ]);
    expectGood(await run());
    expect(server.executionCalls).toEqual(['Execute', 'WaitExecution', 'Execute']);
  });

  test('WaitExecution never answers: given up after a while and asked again', async () => {
    const { server, execute: run } = await play(
      [execute({ send: runningOperation('a') }), wait('hang'), wait({ send: succeeded('a', good) })],
      { answerMs: 500 },
    );
    expectGood(await run());
    expect(server.executionCalls).toEqual(['Execute', 'WaitExecution', 'WaitExecution']);
  });

  test('Execute never answers: given up after a while and asked again', async () => {
    const { server, execute: run } = await play([execute('hang'), ends], { answerMs: 500 });
    expectGood(await run());
    expect(server.executionCalls).toEqual(['Execute', 'Execute']);
  });

  test('nothing is heard of an operation for long: WaitExecution', async () => {
    const { server, execute: run } = await play([execute({ send: runningOperation('a') }, 'hang'), wait({ send: succeeded('a', good) })], {
      quietMs: 400,
    });
    expectGood(await run());
    expect(server.executionCalls).toEqual(['Execute', 'WaitExecution']);
  });

  test('RetryInfo is honoured', async () => {
    const details: StatusValue['details'] = [{ type: 'RetryInfo', retryDelayMs: 7_500 }];
    const { execute: run, waits } = await play([
      execute({ fail: { code: 14, message: 'busy', details } }),
      execute({ send: failedOperation('a', 8, 'full', details) }),
      ends,
    ]);
    expectGood(await run());
    expect(waits).toEqual([7_500, 7_500]);
  });

  test('it is not tried for ever, and who gets the error need not try either', async () => {
    const { server, execute: run } = await play(Array.from({ length: 9 }, () => execute({ send: failedOperation('a', 14, 'lost') })));
    const error = await failure(run());
    expect(error).toMatchObject({ code: 'REMOTE_UNAVAILABLE', retryable: false });
    expect(error.message).toContain('tried 4 times');
    expect(server.executionCalls).toHaveLength(4);
  });
});

describe('missing blobs', () => {
  const withMissing = (details: StatusValue['details']): readonly (readonly [string, ScriptedCall])[] => [
    ['in the status of the call', execute({ fail: { code: 9, message: 'missing', details } })],
    ['in the answer', execute({ send: failedOperation('a', 9, 'missing', details) })],
  ];

  test.each(withMissing(missingBlobs([input.digest])))('said %s: exactly those are sent', async (_, first) => {
    const { server, execute: run } = await play([{ ...first, steps: ['forget', ...first.steps] }, ends]);
    expectGood(await run());
    expect(server.executionCalls).toEqual(['Execute', 'Execute']);
    expect(await server.storage.findMissing([input.digest])).toEqual([]);
    const uploads = server.received.filter(({ method }) => method === 'BatchUpdateBlobs');
    expect(uploads.at(-1)?.request['requests']).toEqual([expect.objectContaining({ digest: input.digest })]);
  });

  test('a server that keeps dropping them is given up', async () => {
    const call = execute({ send: failedOperation('a', 9, 'missing', missingBlobs([input.digest])) });
    const { server, execute: run } = await play(Array.from({ length: 20 }, () => call));
    expect(await failure(run())).toMatchObject({ code: 'REMOTE_REJECTED', retryable: false });
    expect(server.executionCalls.length).toBeLessThan(10);
  });

  test('a blob that nobody has is an error of its own', async () => {
    const unknown = digestOf(Buffer.from('never heard of'));
    const { execute: run } = await play([execute({ send: failedOperation('a', 9, 'missing', missingBlobs([unknown])) })]);
    expect(await failure(run())).toMatchObject({ code: 'BLOB_MISSING', details: { missing: [unknown] } });
  });

  test('other violations beside them are final', async () => {
    const details: StatusValue['details'] = [
      {
        type: 'PreconditionFailure',
        violations: [
          { type: 'MISSING', subject: `blobs/${input.digest.hash}/${input.digest.sizeBytes}`, description: '' },
          { type: 'INVALID', subject: 'platform', description: '' },
        ],
      },
    ];
    const { server, execute: run } = await play([execute({ send: failedOperation('a', 9, 'bad', details) })]);
    expect(await failure(run())).toMatchObject({ code: 'REMOTE_REJECTED' });
    expect(server.executionCalls).toEqual(['Execute']);
  });
});

describe('what is final', () => {
  test.each<[string, ScriptedCall, Partial<SandwrightError>]>([
    ['FAILED_PRECONDITION alone', execute({ send: failedOperation('a', 9, 'no') }), { code: 'REMOTE_REJECTED' }],
    ['no worker', execute({ send: failedOperation('a', 9, 'no worker offers what the action needs') }), { code: 'NO_WORKER' }],
    ['INVALID_ARGUMENT', execute({ fail: { code: 3, message: 'malformed' } }), { code: 'REMOTE_REJECTED' }],
    ['PERMISSION_DENIED', execute({ fail: { code: 7, message: 'not you' } }), { code: 'UNAUTHORISED' }],
    ['UNAUTHENTICATED', execute({ fail: { code: 16, message: 'who?' } }), { code: 'UNAUTHORISED' }],
    ['NOT_FOUND of Execute itself', execute({ fail: { code: 5, message: 'no such instance' } }), { code: 'REMOTE_REJECTED' }],
    ['UNIMPLEMENTED', execute({ fail: { code: 12, message: 'a cache' } }), { code: 'UNIMPLEMENTED' }],
    ['cancelled by somebody', execute({ send: failedOperation('a', 1, 'by an operator') }), { code: 'CANCELLED' }],
    ['Operation.error', execute({ send: { name: 'a', done: true, error: { code: 3, message: 'x' } } }), { code: 'REMOTE_REJECTED' }],
    ['done without answer', execute({ send: { name: 'a', done: true } }), { code: 'REMOTE_REJECTED' }],
    ['OK without result', execute({ send: doneOperation('a', { status: { code: 0 } }) }), { code: 'REMOTE_REJECTED' }],
    [
      'an answer that is none',
      execute({ send: { name: 'a', done: true, response: { typeUrl: 'type.googleapis.com/x.Y', value: new Uint8Array() } } }),
      { code: 'REMOTE_REJECTED' },
    ],
  ])('%s', async (_, call, expected) => {
    const { server, execute: run } = await play([call]);
    expect(await failure(run())).toMatchObject({ ...expected, retryable: false });
    expect(server.executionCalls).toEqual(['Execute']);
  });

  test('the time of the action is over: TIMED_OUT with what there is', async () => {
    const { execute: run, local } = await play([
      execute({
        send: doneOperation('a', { status: { code: 4, message: 'too slow' }, result: { exitCode: 137, stdoutRaw: Buffer.from('begun') } }),
      }),
    ]);
    const error = await failure(run());
    expect(error.code).toBe('TIMED_OUT');
    const { stdout } = error.details['result'] as ActionResult;
    expect(await local.findMissing([stdout])).toEqual([]);
  });
});
