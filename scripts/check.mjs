// Format, lint, types, dead code and generated files, one after the other, each with a deadline.
import { spawnSync } from 'node:child_process';
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
 * Runs every check.
 * @returns {{ name: string, ok: boolean }[]}
 */
export function runChecks() {
  return checks.map((check) => {
    const [file, ...args] = fix && check.fix ? check.fix : check.command;
    const started = Date.now();
    const done = spawnSync(file, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      encoding: 'utf8',
      timeout: 180_000,
      maxBuffer: 64 << 20,
    });
    const ok = done.status === 0;
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    process.stderr.write(`${ok ? '✓' : '✗'} ${check.name} (${seconds} s)\n`);
    if (!ok) process.stderr.write(`${done.stdout}${done.stderr}${done.error ? String(done.error) : ''}\n`);
    return { name: check.name, ok };
  });
}

if (process.argv[1] === import.meta.filename) {
  process.exitCode = runChecks().every((check) => check.ok) ? 0 : 1;
}
