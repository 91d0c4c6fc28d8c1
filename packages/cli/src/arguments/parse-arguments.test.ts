import { describe, expect, it } from '@jest/globals';
import { SandwrightError } from '@sandwright/core';
import type { FlagTable } from './flag.ts';
import { parseArguments } from './parse-arguments.ts';

const table = {
  force: { kind: 'boolean', help: '' },
  jobs: { kind: 'integer', help: '', short: 'j', placeholder: 'N', minimum: 1, maximum: 64 },
  output: { kind: 'choice', help: '', choices: ['all', 'errors'] },
  name: { kind: 'text', help: '', placeholder: 'NAME' },
  config: { kind: 'list', help: '', placeholder: 'FILE' },
} as const satisfies FlagTable;

const parse = (...argv: string[]) => parseArguments(table, argv);

function failure(...argv: string[]): SandwrightError {
  try {
    parse(...argv);
  } catch (caught) {
    return SandwrightError.from(caught);
  }
  throw new Error(`${argv.join(' ')} was accepted`);
}

describe('parseArguments', () => {
  it.each([
    [['--output', 'all'], { output: 'all' }],
    [['--output=all'], { output: 'all' }],
    [['--force'], { force: true }],
    [['--no-force'], { force: false }],
    [['--force=false'], { force: false }],
    [['-j4'], { jobs: 4 }],
    [['-j', '4'], { jobs: 4 }],
    [['-j=4'], { jobs: 4 }],
    [['--jobs=64'], { jobs: 64 }],
    [['--name='], { name: '' }],
    [['--name=a=b'], { name: 'a=b' }],
    [['--name', '--force'], { name: '--force' }],
    [['--config=a', '--config', 'b'], { config: ['a', 'b'] }],
    [[], {}],
  ])('reads %j', (argv, values) => {
    expect(parse(...argv).values).toEqual(values);
  });

  it('takes positionals before, between and after flags', () => {
    expect(parse('//a', '--force', '//b', '-j', '2', ':c').positionals).toEqual(['//a', '//b', ':c']);
  });

  it('takes targets to be left out as positionals', () => {
    expect(parse('//...', '-//a:b', '-:c').positionals).toEqual(['//...', '-//a:b', '-:c']);
  });

  it('passes on what stands after the first --', () => {
    expect(parse('//a', '--', '--force', '--', 'x')).toEqual({ values: {}, positionals: ['//a'], rest: ['--force', '--', 'x'] });
  });

  it.each([
    [['--outptu=all'], /unknown flag --outptu/, /--output/],
    [['--no-jobs'], /unknown flag --no-jobs/, /./],
    [['-x'], /unknown flag -x/, /./],
    [['--output=al'], /none of all, errors/, /all/],
    [['--jobs=0'], /from 1 to 64/, undefined],
    [['--jobs=65'], /from 1 to 64/, undefined],
    [['--jobs=1e1'], /from 1 to 64/, undefined],
    [['--jobs=-1'], /from 1 to 64/, undefined],
    [['--jobs'], /needs a value/, /--jobs=N/],
    [['--jobs', '--'], /needs a value/, /--jobs=N/],
    [['--force=maybe'], /neither true nor false/, /--no-force/],
    [['--no-force=true'], /takes no value/, /--force=true/],
    [['--force', '--force'], /given twice/, undefined],
    [['--force', '--no-force'], /given twice/, undefined],
    [['--constructor'], /unknown flag/, undefined],
  ])('refuses %j', (argv, message, hint) => {
    const error = failure(...argv);
    expect(error.code).toBe('USAGE_INVALID');
    expect(error.message).toMatch(message);
    if (hint !== undefined) expect(error.hint).toMatch(hint);
  });
});
