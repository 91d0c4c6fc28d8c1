import { execFile } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

let base: string;
let project: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'tidy-tasks-'));
  project = join(base, 'project');
  cpSync(join(import.meta.dirname, 'sample'), project, { recursive: true, filter: (path) => !path.endsWith('/out') });
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program of this package with plain node; the condition finds the packages of this checkout as sources. */
function run(program: string, ...argv: readonly string[]): Promise<Ended> {
  const options = { cwd: project, env: { PATH: process.env['PATH'], XDG_CACHE_HOME: join(base, 'cache') }, timeout: 60_000 };
  return new Promise((resolve) => {
    const argvOfNode = ['--conditions=source', join(import.meta.dirname, program), ...argv];
    const child = execFile(process.execPath, argvOfNode, options, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}

describe('tidy-tasks', () => {
  test('runs tasks in a sandbox, each after those that it needs, and finds them the next time', async () => {
    expect(await run('tidy-tasks.ts', 'report')).toEqual({
      code: 0,
      stdout: '✓ words (ran in bubblewrap)\n✓ report (ran in bubblewrap)\n',
      stderr: '',
    });
    expect(readFileSync(join(project, 'out/report.txt'), 'utf8')).toMatch(/^Most used:\n +4 a\n$/);
    rmSync(join(project, 'out'), { recursive: true });
    expect(await run('tidy-tasks.ts', 'report')).toMatchObject({ code: 0, stdout: '✓ words (cached)\n✓ report (cached)\n' });
    expect(readFileSync(join(project, 'out/report.txt'), 'utf8')).toMatch(/4 a\n$/);
    appendFileSync(join(project, 'text.txt'), 'the end\n');
    expect((await run('tidy-tasks.ts', 'report')).stdout).toMatch(/^✓ words \(ran in bubblewrap\)\n✓ report \(ran/);
  });

  test('shows what a failing task said, and its exit code; a task sees nothing that it does not declare', async () => {
    writeFileSync(join(project, 'secret.txt'), 'the secret itself\n');
    const { code, stdout } = await run('tidy-tasks.ts', 'broken');
    expect(code).toBe(1);
    expect(stdout).toMatch(/^✓ words .*\n✗ broken \(exit code 3\)\nthis will not do\ncat: secret\.txt: No such file/);
    expect(stdout).not.toContain('the secret itself');
  });

  test.each([
    ['a task that is not there', {}, 'there is no task "none", only '],
    ['tasks that wait for one another', { a: { run: 'true', after: ['b'] }, b: { run: 'true', after: ['a'] } }, 'a -> b -> a'],
    ['an input that is not there', { none: { run: 'true', reads: ['absent'] } }, 'there is no input "absent"'],
    ['an output that was not made', { none: { run: 'true', makes: ['absent'] } }, 'absent'],
  ])('says what is wrong: %s', async (_, tasks, message) => {
    writeFileSync(join(project, 'tasks.json'), JSON.stringify(tasks));
    const { code, stderr } = await run('tidy-tasks.ts', 'none');
    expect(code).toBe(2);
    expect(stderr).toContain('tidy-tasks: ');
    expect(stderr).toContain(message);
  });
});

// chroot takes root by its nature.
const kinds = process.geteuid?.() === 0 ? ['bubblewrap', 'chroot', 'host'] : ['bubblewrap', 'host'];

test.each(kinds)('the backend %s alone, in 20 lines', async (kind) => {
  expect(
    readFileSync(join(import.meta.dirname, 'one-backend.ts'), 'utf8')
      .trim()
      .split('\n').length,
  ).toBeLessThanOrEqual(20);
  expect(await run('one-backend.ts', kind)).toEqual({ code: 0, stdout: `${kind}, exit 0: 3 text\n`, stderr: '' });
});
