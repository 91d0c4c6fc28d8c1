import { describe, expect, test } from '@jest/globals';
import { decodeStatus, encodeStatus, okStatus, type StatusValue, statusFromMessage } from './status.ts';

describe('status', () => {
  test('every sort of detail goes both ways', () => {
    const status: StatusValue = {
      code: 9,
      message: 'not stored',
      details: [
        { type: 'PreconditionFailure', violations: [{ type: 'MISSING', subject: 'blobs/ab/1', description: 'gone' }] },
        { type: 'BadRequest', violations: [{ field: 'digest', description: 'malformed' }] },
        { type: 'RetryInfo', retryDelayMs: 1500.25 },
        { type: 'ErrorInfo', reason: 'QUOTA', domain: 'sandwright', metadata: { limit: '5', setting: 'max_blob' } },
        { type: 'DebugInfo', stackEntries: ['at a', 'at b'], detail: 'why' },
        { type: 'Help', links: [{ description: 'docs', url: 'https://example.org' }] },
        { type: 'unknown', packed: { typeUrl: 'type.example.org/some.Thing', value: Buffer.from([1, 2]) } },
      ],
    };
    expect(decodeStatus(encodeStatus(status))).toEqual(status);
  });

  test('the bytes are those of google.rpc.Status', () => {
    // By hand: 08 code, 12 message, 1a Any{0a type_url, 12 RetryInfo{0a Duration{08 seconds}}}.
    const typeUrl = Buffer.from('type.googleapis.com/google.rpc.RetryInfo');
    const any = Buffer.concat([Buffer.from([0x0a, typeUrl.length]), typeUrl, Buffer.from('12040a020802', 'hex')]);
    const expected = Buffer.concat([Buffer.from('080e120262791a', 'hex'), Buffer.from([any.length]), any]);
    const status: StatusValue = { code: 14, message: 'by', details: [{ type: 'RetryInfo', retryDelayMs: 2000 }] };
    expect(encodeStatus(status).toString('hex')).toBe(expected.toString('hex'));
  });

  test('an absent status is success, and a detail that does not decode is kept as it came', () => {
    expect(statusFromMessage(null)).toEqual(okStatus);
    const packed = { typeUrl: 'type.googleapis.com/google.rpc.RetryInfo', value: Buffer.from([0x0a, 0x7f]) };
    expect(statusFromMessage({ code: 14, message: '', details: [packed] }).details).toEqual([{ type: 'unknown', packed }]);
    expect(
      statusFromMessage({ code: 1, message: '', details: [{ typeUrl: 'x/google.rpc.constructor', value: Buffer.alloc(0) }] }).details,
    ).toEqual([{ type: 'unknown', packed: { typeUrl: 'x/google.rpc.constructor', value: Buffer.alloc(0) } }]);
    expect(decodeStatus(Buffer.from([0xff]))).toBeUndefined();
  });
});
