import { describe, expect, it } from '@jest/globals';
import { emptyDigest } from '@sandwright/core';
import { chooseRoot } from './choose-root.ts';

const folders = (...names: readonly string[]) => ({
  files: [],
  directories: names.map((name) => ({ name, digest: emptyDigest })),
  symlinks: [],
});

describe('chooseRoot', () => {
  it('takes what was configured', () => {
    expect(chooseRoot('host', folders('dev', 'proc', 'tmp'))).toBe('host');
    expect(chooseRoot('input', folders())).toBe('input');
  });

  it('knows a file system by dev, proc and tmp, or by its mark', () => {
    expect(chooseRoot('auto', folders('dev', 'proc', 'src', 'tmp'))).toBe('input');
    expect(chooseRoot('auto', folders('dev', 'proc'))).toBe('host');
    const marked = { ...folders('usr'), nodeProperties: { properties: [{ name: 'SubtreeReadOnly', value: 'true' }] } };
    expect(chooseRoot('auto', marked)).toBe('input');
  });
});
