import { describe, expect, test } from '@jest/globals';
import { parseEndpoint } from './endpoint.ts';

describe('parseEndpoint', () => {
  test.each([
    ['grpc://127.0.0.1:8980', 'dns:127.0.0.1:8980', false],
    ['localhost:8980', 'dns:localhost:8980', false],
    ['grpcs://build.example', 'dns:build.example:443', true],
    ['grpcs://build.example:444/', 'dns:build.example:444', true],
    ['https://build.example:443', 'dns:build.example:443', true],
    ['http://build.example:80', 'dns:build.example:80', false],
    ['grpc://[::1]:8980', 'dns:[::1]:8980', false],
    ['unix:/run/s.sock', 'unix:/run/s.sock', false],
    ['unix:///run/s.sock', 'unix:/run/s.sock', false],
  ])('%s', (address, target, secure) => {
    expect(parseEndpoint(address)).toEqual({ target, secure, address });
  });

  test.each([
    '',
    'grpc://',
    'grpc://host',
    'ftp://host:1',
    'unix:relative',
    'grpc://u:p@host:1',
    'grpc://host:1/main',
    'grpc://host:99999',
  ])('refuses %p, naming the option', (address) => {
    expect(() => parseEndpoint(address, 'remote_store_address')).toThrow(
      expect.objectContaining({ code: 'CONFIG_INVALID', message: expect.stringContaining('remote_store_address') }),
    );
  });
});
