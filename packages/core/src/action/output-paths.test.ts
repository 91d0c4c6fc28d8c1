import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { outputsOfCommand, resolveOutputPath, resolveWorkingDirectory } from './output-paths.ts';

const command = {
  arguments: ['true'],
  environment: [],
  outputPaths: [],
  outputFiles: ['b', 'a'],
  outputDirectories: ['d'],
  workingDirectory: 'w',
  platform: [],
  outputNodeProperties: [],
  outputDirectoryFormat: 'TREE_ONLY',
} as const;

describe('outputs of a Command', () => {
  test('the older two lists count only where output_paths is empty', () => {
    expect(outputsOfCommand(command)).toEqual([
      { path: 'b', resolved: 'w/b', type: 'file' },
      { path: 'a', resolved: 'w/a', type: 'file' },
      { path: 'd', resolved: 'w/d', type: 'directory' },
    ]);
    expect(outputsOfCommand({ ...command, outputPaths: ['./x/', 'x', 'x'] })).toEqual([
      { path: './x/', resolved: 'w/x', type: 'any' },
      { path: 'x', resolved: 'w/x', type: 'any' },
    ]);
  });

  test.each([
    ['', '.', ''],
    ['', '', ''],
    ['buildstream/project/element.bst', '../../../buildstream-install', 'buildstream-install'],
    ['a/b', '../..', ''],
    ['a//./b/', 'c', 'a/b/c'],
    ['a/b', '../x/../y', 'a/y'],
  ])('in %j, %j is %j', (workingDirectory, path, resolved) => {
    expect(resolveOutputPath(workingDirectory, path)).toBe(resolved);
  });

  test('nothing that is accepted ever leaves the input root', () => {
    const part = fc.constantFrom('..', '.', '', 'a', 'b', '...');
    const path = fc.array(part, { maxLength: 7 }).map((parts) => parts.join('/'));
    fc.assert(
      fc.property(path, path, (workingDirectory, output) => {
        let resolved: string;
        try {
          resolved = resolveOutputPath(workingDirectory, output);
        } catch (error) {
          expect(error).toMatchObject({ code: 'ACTION_INVALID' });
          return;
        }
        expect(resolved === '' || resolved.split('/').every((each) => !['', '.', '..'].includes(each))).toBe(true);
        expect(resolveWorkingDirectory(resolved)).toBe(resolved);
      }),
      { numRuns: 1000 },
    );
  });
});
