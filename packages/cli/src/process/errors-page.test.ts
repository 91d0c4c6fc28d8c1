import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { errorCodes } from '@sandwright/core';

const page = readFileSync(join(import.meta.dirname, '../../../../docs/errors.md'), 'utf8');

describe('docs/errors.md', () => {
  it('has one row for each error code, with its exit code and whether to try again', () => {
    const rows = page
      .split('\n')
      .flatMap((line) => /^\| `(?<code>[A-Z_]+)` \| (?<exit>\d+) \| (?<again>yes|no) \| .{20,} \|$/u.exec(line)?.groups ?? []);
    const documented = rows.map((row) => `${row.code} ${row.exit} ${row.again}`);
    const real = Object.entries(errorCodes).map(
      ([code, properties]) => `${code} ${properties.exitCode} ${properties.retryable ? 'yes' : 'no'}`,
    );
    expect([...documented].sort()).toEqual([...real].sort());
  });

  it('explains every exit code that an error has', () => {
    const explained = page.split('\n').flatMap((line) => (/^\| (\d+) \| /u.exec(line)?.[1] ?? []) as string[] | string);
    expect(explained).toEqual(expect.arrayContaining(Object.values(errorCodes).map((one) => String(one.exitCode))));
  });
});
