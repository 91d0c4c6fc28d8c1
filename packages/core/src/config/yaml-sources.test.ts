import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { stringify } from 'yaml';
import { nearestName } from './nearest-name.ts';
import { printDiagnostic } from './print-diagnostic.ts';
import { parseWithPositions } from './yaml-positions.ts';
import { loadQuickParser } from './yaml-sources.ts';

const parseQuickly = await loadQuickParser();

describe('the quick parser and the careful one', () => {
  it('read the same out of whatever both accept', () => {
    const leaf = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.integer(),
      fc.boolean(),
      fc.constantFrom('on', '~', '0x1f', '1e3', 'null', '- a', '# b', ': ', '2026-01-01'),
    );
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(fc.stringMatching(/^[a-z][a-z -]{0,8}$/), tie('value'), { maxKeys: 4 }),
      ),
    }));
    const options = fc.record({
      collectionStyle: fc.constantFrom('any' as const, 'block' as const, 'flow' as const),
      lineWidth: fc.constantFrom(0, 40),
    });
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), value, { minKeys: 1, maxKeys: 4 }), options, (content, style) => {
        const text = stringify(content, style);
        const careful = parseWithPositions('x.yaml', text);
        expect(careful.problems).toEqual([]);
        const quick = parseQuickly(text);
        if (quick !== undefined) expect(quick.value).toEqual(careful.value);
      }),
      { seed: 11, numRuns: 500 },
    );
  });

  it('both survive any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab:-[]{}"\'&*#|>!%@? \n\t,0'.split('')), maxLength: 60 }), (text) => {
        parseQuickly(text);
        const { problems } = parseWithPositions('x.yaml', text);
        for (const problem of problems) {
          expect(problem.line).toBeGreaterThan(0);
          expect(problem.column).toBeGreaterThan(0);
          expect(problem.message).not.toBe('');
          expect(problem.message).not.toContain('\n');
        }
      }),
      { seed: 12, numRuns: 1500 },
    );
  });

  it('refuse what is far too large', () => {
    expect(parseQuickly('a'.repeat((16 << 20) + 1))).toBeUndefined();
  });
});

describe('places', () => {
  const yaml = parseWithPositions('x.yaml', 'targets:\n  a:\n    sources: [x, "y"]\n    "odd key": { b: c }\n');

  it.each([
    [['targets', 'a', 'sources', 1], 'value', 3, 18],
    [['targets', 'a', 'sources'], 'key', 3, 5],
    [['targets', 'a', 'odd key', 'b'], 'value', 4, 21],
    [['targets', 'a', 'nothing'], 'value', 3, 5],
    [['targets', 'a', 'sources', 7], 'value', 3, 14],
    [[], 'value', 1, 1],
  ] as const)('%j (%s) is at %d:%d', (path, on, line, column) => {
    expect(yaml.locate(path, on)).toEqual({ file: 'x.yaml', line, column });
  });

  it('are shown with a marker that stands right below tabs and wide characters too', () => {
    const print = (line: string, column: number) =>
      printDiagnostic({ file: 'x', line: 1, column, message: 'm' }, { root: '/', readText: () => `${line}\r\nnext` }).split('\n');
    expect(print('\ta: b', 5)).toEqual(['x:1:5 m', '  1 | \ta: b', '    | \t   ^']);
    expect(print('', 1)).toEqual(['x:1:1 m']);
    expect(printDiagnostic({ file: '--flag', line: 0, column: 0, message: 'm' }, { root: '/' })).toBe('--flag: m');
  });
});

describe('the nearest name', () => {
  it.each([
    ['soruces', ['sources', 'outputs'], 'sources'],
    ['remote_excution', ['remote_execution', 'remote_execution_address'], 'remote_execution'],
    ['xyz', ['sources'], undefined],
    ['a', ['b'], 'b'],
    ['', ['b'], 'b'],
    ['Sources', ['sources'], 'sources'],
  ])('%j of %j is %j', (wrong, names, expected) => {
    expect(nearestName(wrong, names)).toBe(expected);
  });
});
