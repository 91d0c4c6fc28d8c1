import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { errorCodes } from '@sandwright/core';

const page = readFileSync(join(import.meta.dirname, '../../../../docs/errors.md'), 'utf8');

describe('docs/errors.md', () => {
  it('has one row for each error code, with its exit code and whether to try again', () => {
    const documented = [...page.matchAll(/^\| `(?<code>[A-Z_]+)` \| (?<exit>\d+) \| (?<again>yes|no) \| .{20,} \|$/gmu)].map(
      ([, code, exit, again]) => `${code} ${exit} ${again}`,
    );
    const real = Object.entries(errorCodes).map(
      ([code, properties]) => `${code} ${properties.exitCode} ${properties.retryable ? 'yes' : 'no'}`,
    );
    expect([...documented].sort()).toEqual([...real].sort());
  });

  it('explains every exit code that an error has', () => {
    const explained = [...page.matchAll(/^\| (?<exit>\d+) \| /gmu)].map(([, exit]) => exit);
    expect(explained).toEqual(expect.arrayContaining(Object.values(errorCodes).map((one) => String(one.exitCode))));
  });
});
