import { describe, expect, test } from '@jest/globals';
import { type CallOptions, type Digest, digestOf, SandwrightError } from '@sandwright/core';
import { GatheredQuestions } from './gathered-questions.ts';

const digests = Array.from({ length: 200 }, (_, index) => digestOf(Buffer.from(`blob ${index}`)));
const at = (index: number): Digest => digests[index] as Digest;

function asking(answer: (asked: readonly Digest[], options: CallOptions) => Promise<readonly Digest[]>) {
  const calls: (readonly Digest[])[] = [];
  const questions = new GatheredQuestions((asked, options) => {
    calls.push(asked);
    return answer(asked, options);
  });
  return { calls, questions };
}

const untilAborted = ({ signal }: CallOptions) =>
  new Promise<never>((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));

describe('questions of one moment', () => {
  test('go in one call, each blob named once, and each gets the answer to its own', async () => {
    const { calls, questions } = asking(async (asked) => asked.filter((_, index) => index % 2 === 0));
    const asked = [...digests.slice(0, 100), at(4), at(5)];
    const answers = await Promise.all(asked.map((digest) => questions.missing([digest], {})));
    expect(calls).toEqual([digests.slice(0, 100)]);
    expect(answers).toEqual(asked.map((digest) => (digests.indexOf(digest) % 2 === 0 ? [digest] : [])));
    expect(await questions.missing([at(0), at(1)], {})).toEqual([at(0)]);
    expect(calls).toHaveLength(2);
  });

  test('a large one waits for nobody', async () => {
    const { calls, questions } = asking(async () => []);
    const small = questions.missing([at(0)], {});
    const large = questions.missing(digests, {});
    expect(calls).toEqual([digests]);
    await Promise.all([small, large]);
    expect(calls).toHaveLength(2);
  });

  test('one that is given up leaves the others alone, and the call ends when all are', async () => {
    const ends: unknown[] = [];
    const { questions } = asking((_, options) =>
      untilAborted(options).catch((error: unknown) => {
        ends.push(error);
        throw error;
      }),
    );
    const [first, second] = [new AbortController(), new AbortController()];
    const asked = [questions.missing([at(0)], first), questions.missing([at(1)], second)];
    const early = new AbortController();
    early.abort(new Error('too early'));
    const late = questions.missing([at(2)], early);
    await expect(late).rejects.toThrow('too early');
    first.abort(new Error('first'));
    await expect(asked[0]).rejects.toThrow('first');
    expect(ends).toEqual([]);
    second.abort(new Error('second'));
    await expect(asked[1]).rejects.toThrow('second');
    expect(ends).toEqual([second.signal.reason]);
  });

  test('a blob that the server refuses to hear of spoils only the question that names it', async () => {
    const { calls, questions } = asking(async (asked) => {
      if (asked.includes(at(1))) throw new SandwrightError('REMOTE_REJECTED', 'no such digest');
      return asked;
    });
    const answers = await Promise.allSettled([0, 1, 2].map((index) => questions.missing([at(index)], {})));
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(calls).toHaveLength(4);
  });

  test('a server that cannot be reached is not asked once for each of them', async () => {
    const { calls, questions } = asking(async () => {
      throw new SandwrightError('REMOTE_UNAVAILABLE', 'gone');
    });
    const answers = await Promise.allSettled(digests.map((digest) => questions.missing([digest], {})));
    expect(answers.every(({ status }) => status === 'rejected')).toBe(true);
    expect(calls).toHaveLength(1);
  });
});
