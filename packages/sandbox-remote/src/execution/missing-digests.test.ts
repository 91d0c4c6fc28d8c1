import { expect, test } from '@jest/globals';
import { digestOf } from '@sandwright/core';
import type { StatusValue } from '@sandwright/core/reapi';
import { missingDigests } from './missing-digests.ts';

const digest = digestOf(Buffer.from('x'));
const name = `${digest.hash}/${digest.sizeBytes}`;
const status = (...violations: readonly [type: string, subject: string][]): StatusValue => ({
  code: 9,
  message: '',
  details: [{ type: 'PreconditionFailure', violations: violations.map(([type, subject]) => ({ type, subject, description: '' })) }],
});

test.each([`blobs/${name}`, `blobs/sha256/${name}`, `farm/main/blobs/${name}`])('reads %s', (subject) => {
  expect(missingDigests(status(['MISSING', subject]))).toEqual([digest]);
});

test.each([
  ['another violation', status(['MISSING', `blobs/${name}`], ['INVALID', 'x'])],
  ['a subject that is none', status(['MISSING', 'the input root'])],
  ['nothing said', { code: 9, message: '', details: [] }],
  ['no status', undefined],
])('says nothing for %s', (_, given) => {
  expect(missingDigests(given)).toEqual([]);
});
