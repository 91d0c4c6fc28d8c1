// Format, lint, types, dead code and generated files, each with a deadline.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const bin = (name) => join(root, 'node_modules', '.bin', name);
const fix = process.argv.includes('--fix');

/** Every check by its name; `fix` is what to run instead with `./dev fix`. */
export const checks = [
  { name: 'format', command: [bin('biome'), 'check', '--error-on-warnings', '.'], fix: [bin('biome'), 'check', '--write', '.'] },
  { name: 'lint', command: [bin('oxlint'), '--type-aware', '--deny-warnings', '.'], fix: [bin('oxlint'), '--type-aware', '--fix', '.'] },
  { name: 'types', command: [bin('tsc'), '-b'] },
  { name: 'dead code', command: [bin('knip'), '--no-progress', '--no-config-hints'] },
  ...(existsSync(join(root, 'scripts/generate.mjs'))
    ? [{ name: 'generated files', command: [process.execPath, join(root, 'scripts/generate.mjs'), '--check'] }]
    : []),
];

/**
 * Runs every check: all at once, but those that mend one after the other.
 * @returns {Promise<{ name: string, ok: boolean }[]>}
 */
export async function runChecks() {
  if (!fix) return await Promise.all(checks.map(run));
  const done = [];
  for (const check of checks) done.push(await run(check));
  return done;
}

async function run(check) {
  const [file, ...args] = fix && check.fix ? check.fix : check.command;
  const started = Date.now();
  const { ok, said } = await ended(file, args);
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  process.stderr.write(`${ok ? '✓' : '✗'} ${check.name} (${seconds} s)\n${ok ? '' : said}`);
  return { name: check.name, ok };
}

/** Runs a program to its end; gives what it said. */
function ended(file, args) {
  return new Promise((resolve) => {
    execFile(file, args, { cwd: root, timeout: 180_000, maxBuffer: 64 << 20 }, (error, stdout, stderr) =>
      resolve({ ok: error === null, said: `${stdout}${stderr}${error === null || stdout || stderr ? '' : `${error}\n`}` }),
    );
  });
}

if (process.argv[1] === import.meta.filename) {
  process.exitCode = (await runChecks()).every((check) => check.ok) ? 0 : 1;
}
