import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { exactExecArguments, exactExecProgram } from './exact-exec.ts';

const program = exactExecProgram();

describe('exactExecProgram', () => {
  it('exists for x64 only', () => {
    expect(exactExecProgram('x64')?.byteLength).toBe(281);
    expect(exactExecProgram('arm64')).toBeUndefined();
  });

  (program === undefined || process.platform !== 'linux' ? it.skip : it)('gives the command its environment and nothing else', () => {
    const folder = mkdtempSync(join(tmpdir(), 'sandwright-exec-'));
    try {
      const path = join(folder, 'exec');
      writeFileSync(path, program ?? '', { mode: 0o755 });
      writeFileSync(join(folder, 'own-script'), 'echo script "$1" $X', { mode: 0o755 });
      writeFileSync(join(folder, 'plain'), 'text', { mode: 0o644 });
      const run = (argv: readonly string[], environment: readonly string[]) => {
        const { status, stdout, stderr } = spawnSync(path, exactExecArguments(argv, environment), { cwd: folder, encoding: 'utf8' });
        return { status, stdout, stderr };
      };
      expect(run(['env'], ['PATH=/nowhere:/usr/bin:/bin', 'A.b=c=d'])).toEqual({
        status: 0,
        stdout: 'PATH=/nowhere:/usr/bin:/bin\nA.b=c=d\n',
        stderr: '',
      });
      expect(run(['none'], ['PATH=/usr/bin'])).toEqual({ status: 127, stdout: '', stderr: 'sandwright: none: command not found\n' });
      expect(run(['./plain'], ['PATH=/usr/bin'])).toEqual({ status: 126, stdout: '', stderr: 'sandwright: ./plain: cannot be executed\n' });
      expect(run(['./own-script', 'two words'], ['PATH=/usr/bin', 'X=1'])).toEqual({
        status: 0,
        stdout: 'script two words 1\n',
        stderr: '',
      });
      // A part of PATH that is empty means the working directory.
      expect(run(['own-script'], ['PATH=/usr/bin:']).stdout).toBe('script \n');
      expect(run([''], ['PATH=/usr/bin']).status).toBe(127);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
