import { describe, expect, it } from '@jest/globals';
import { ProjectFixture } from './project.fixture.ts';

const files = {
  'sandwright.yaml': `
environments:
  strict: { type: local_environment, root: input }
targets:
  hello: { command: a, dependencies: ["//lib", "//lib/deep:x"], environment: [__local__, strict] }
  each: { for_each: "*.c", command: a, environment: [__local__, strict] }
`,
  'a.c': '',
  'b.c': '',
  'lib/BUILD.yaml': 'targets: { lib: { command: a, environment: [strict, __local__] }, other: { command: a } }',
  'lib/deep/BUILD.yaml': 'targets: { x: { command: a }, hello: { command: a } }',
};

describe('asking for targets', () => {
  it.each([
    ['//:hello', '', ['//:hello']],
    [':hello', 'lib/deep', ['//lib/deep:hello']],
    ['hello', 'lib/deep', ['//lib/deep:hello']],
    ['hello', '', ['//:hello']],
    ['lib', '', ['//lib:lib']],
    ['lib', 'lib', ['//lib:lib']],
    ['//lib', 'lib/deep', ['//lib:lib']],
    ['deep:x', 'lib', ['//lib/deep:x']],
    ['//lib:', '', ['//lib:lib', '//lib:lib@__local__', '//lib:other']],
    ['//lib::', '', ['//lib/deep:hello', '//lib/deep:x', '//lib:lib', '//lib:lib@__local__', '//lib:other']],
    ['//lib/...', '', ['//lib/deep:hello', '//lib/deep:x', '//lib:lib', '//lib:lib@__local__', '//lib:other']],
    ['...', 'lib/deep', ['//lib/deep:hello', '//lib/deep:x']],
    ['::', 'lib/deep', ['//lib/deep:hello', '//lib/deep:x']],
    [':', 'lib/deep', ['//lib/deep:hello', '//lib/deep:x']],
    ['//:each', '', ['//:each/a.c', '//:each/b.c']],
    ['//:each@strict', '', ['//:each/a.c@strict', '//:each/b.c@strict']],
    ['//:each/a.c', '', ['//:each/a.c']],
    ['//:hello@strict', '', ['//:hello@strict']],
  ])('%s from "%s"', async (pattern, from, expected) => {
    using fixture = new ProjectFixture(files);
    const project = await fixture.load();
    expect(project.match([pattern], from).map((target) => target.label)).toEqual(expected);
  });

  it('takes away what has a minus in front', async () => {
    using fixture = new ProjectFixture(files);
    const project = await fixture.load();
    expect(project.match(['//lib:', '-//lib:other']).map((target) => target.label)).toEqual(['//lib:lib', '//lib:lib@__local__']);
  });

  it.each([
    ['//lbi:lib', 'TARGET_UNKNOWN', 'there is no target //lbi:lib; did you mean "//lib:lib"?'],
    ['//elsewhere/deep:other', 'TARGET_UNKNOWN', 'there is no target //elsewhere/deep:other; did you mean "//lib:other"?'],
    ['//lbi:', 'TARGET_UNKNOWN', 'there are no targets in lbi; did you mean "//lib:"?'],
    ['//lbi::', 'TARGET_UNKNOWN', 'there are no targets in lbi or below it; did you mean "//lib::"?'],
    ['//lib:libb', 'TARGET_UNKNOWN', 'there is no target //lib:libb; did you mean "//lib:lib"?'],
    ['//nowhere:', 'TARGET_UNKNOWN', 'there are no targets in nowhere'],
    ['//nowhere/...', 'TARGET_UNKNOWN', 'there are no targets in nowhere or below it'],
    ['//', 'USAGE_INVALID', '"//" is not a target: the root folder has no name of its own; write //:NAME'],
    ['/lib:lib', 'USAGE_INVALID', '"/lib:lib" is not a target: a label begins with two slashes'],
    ['//../x:y', 'USAGE_INVALID', '"//../x:y" is not a target: it leaves its folder with ".."'],
    ['', 'USAGE_INVALID', '"" is not a target: it is empty'],
  ])('refuses %j', async (pattern, code, message) => {
    using fixture = new ProjectFixture(files);
    const project = await fixture.load();
    expect(() => project.match([pattern])).toThrow(expect.objectContaining({ code, message }));
  });
});

describe('several environments of one target', () => {
  it('make one target each, and dependencies are taken in the same one where they are in it', async () => {
    using fixture = new ProjectFixture(files);
    const { targets } = await fixture.load();
    expect(targets.get('//:hello')).toMatchObject({
      environment: '__local__',
      variant: undefined,
      dependencies: ['//lib:lib', '//lib/deep:x'],
    });
    expect(targets.get('//:hello@strict')).toMatchObject({
      environment: 'strict',
      variant: 'strict',
      dependencies: ['//lib:lib', '//lib/deep:x'],
    });
    expect(targets.get('//lib:lib@__local__')).toMatchObject({ environment: '__local__', variant: '__local__' });
  });
});
