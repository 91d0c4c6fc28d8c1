import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';

/** Stripping the types of all sources takes a second; so it is done once. */
const compiled = mkdtempSync(join(tmpdir(), 'tidy-tasks-compiled-'));
afterAll(() => rmSync(compiled, { recursive: true, force: true }));

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
  const env = { PATH: process.env['PATH'], XDG_CACHE_HOME: join(base, 'cache'), NODE_COMPILE_CACHE: compiled };
  const options = { cwd: project, env, timeout: 60_000 };
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

/** Starts the cache server and farm of sandwright on a free port. */
async function startFarm(): Promise<{ readonly address: string } & AsyncDisposable> {
  const program = join(import.meta.dirname, '../../packages/cli/bundle/sandwright.js');
  const server = spawn(process.execPath, [program, 'serve', '--listen', '127.0.0.1:0', '--data', join(base, 'farm')], {
    env: { PATH: process.env['PATH'], XDG_CACHE_HOME: join(base, 'cache') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(server, 'exit');
  let printed = '';
  for await (const piece of server.stdout.iterator({ destroyOnReturn: false })) {
    printed += String(piece);
    const address = /serves (grpc:\/\/[\d.:]+)/.exec(printed)?.[1];
    if (address === undefined) continue;
    const stop = async (): Promise<void> => {
      server.kill();
      await ended;
    };
    return { address, [Symbol.asyncDispose]: stop };
  }
  throw new Error(`the server does not start: ${printed}`);
}

describe('one backend alone, in 20 lines', () => {
  test('of typed code', () => {
    const lines = readFileSync(join(import.meta.dirname, 'one-backend.ts'), 'utf8')
      .trimEnd()
      .split('\n');
    expect(lines.length).toBeLessThanOrEqual(20);
  });

  // chroot takes root by its nature.
  test.each(process.geteuid?.() === 0 ? ['bubblewrap', 'chroot', 'host'] : ['bubblewrap', 'host'])('%s', async (kind) => {
    expect(await run('one-backend.ts', kind)).toEqual({ code: 0, stdout: `${kind}, exit 0: 3 text\n`, stderr: '' });
  });

  test('remote, with its addresses as configuration', async () => {
    await using farm = await startFarm();
    const config = { remote_execution: true, remote_execution_address: farm.address };
    expect(await run('one-backend.ts', 'remote', JSON.stringify(config))).toEqual({
      code: 0,
      stdout: 'remote, exit 0: 3 text\n',
      stderr: '',
    });
  });
});

describe('one command in an environment of the project, in 20 lines', () => {
  test('of typed code', () => {
    const text = readFileSync(join(import.meta.dirname, 'one-command.ts'), 'utf8');
    expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(20);
  });

  test('runs it with its inputs, puts its output in place, and finds it the next time', async () => {
    writeFileSync(join(project, 'sandwright.yaml'), 'environments:\n  boxed: { type: local_environment, sandbox: bubblewrap }\n');
    const command = 'wc -l < text.txt | tee lines.txt';
    const first = await run('one-command.ts', 'boxed', command, 'text.txt', 'lines.txt');
    expect(first).toMatchObject({ code: 0, stdout: expect.stringMatching(/^bubblewrap: +\d+\n$/) as unknown, stderr: '' });
    expect(readFileSync(join(project, 'out/lines.txt'), 'utf8')).toBe(first.stdout.replace('bubblewrap: ', ''));
    expect(await run('one-command.ts', 'boxed', command, 'text.txt', 'lines.txt')).toMatchObject({
      code: 0,
      stdout: first.stdout.replace('bubblewrap', 'cached'),
    });
    expect(await run('one-command.ts', 'boxd', 'true')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('did you mean "boxed"') as unknown,
    });
  });
});

describe('a client of a server, as the page shows it', () => {
  test('uploads, executes, downloads, and finds the result the next time', async () => {
    const page = readFileSync(join(import.meta.dirname, '../../docs/remote.md'), 'utf8');
    expect(page).toContain(`\`\`\`ts\n${readFileSync(join(import.meta.dirname, 'on-a-server.ts'), 'utf8')}\`\`\`\n`);
    await using farm = await startFarm();
    const first = await run('on-a-server.ts', farm.address);
    expect(first).toMatchObject({ code: 0, stdout: expect.stringMatching(/^ *\d+\n$/) as unknown });
    expect(first.stderr.trimEnd().split('\n')).toEqual(expect.arrayContaining(['uploaded', 'executing', 'stdout', 'completed']));
    expect(readFileSync(join(project, 'out/made/words.txt'), 'utf8')).toBe(first.stdout);
    expect(await run('on-a-server.ts', farm.address)).toMatchObject({
      code: 0,
      stdout: first.stdout,
      stderr: expect.stringContaining('cache-hit') as unknown,
    });
  });
});
