// Runs the checks and all tests, then says as its very last line how many passed and failed.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runChecks } from './check.mjs';

const root = join(import.meta.dirname, '..');
const scratch = mkdtempSync(join(tmpdir(), 'sandwright-test-'));
const patterns = process.argv.slice(2);
const total = { passed: 0, failed: 0, skipped: 0 };

for (const check of patterns.length > 0 ? [] : await runChecks()) {
  if (check.ok) total.passed += 1;
  else total.failed += 1;
}

const report = join(scratch, 'report.json');
const run = spawnSync(
  process.execPath,
  [
    '--disable-warning=ExperimentalWarning',
    '--experimental-vm-modules',
    join(root, 'node_modules/jest/bin/jest.js'),
    `--config=${join(root, 'jest.all.config.js')}`,
    '--json',
    `--outputFile=${report}`,
    '--passWithNoTests',
    '--silent=false',
    ...patterns,
  ],
  { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, CI: process.env.CI ?? 'true' }, timeout: 40 * 60_000 },
);
try {
  const counted = JSON.parse(readFileSync(report, 'utf8'));
  total.passed += counted.numPassedTests;
  total.failed += counted.numFailedTests + counted.numRuntimeErrorTestSuites;
  total.skipped += counted.numPendingTests + counted.numTodoTests;
} catch {
  process.stderr.write(`✗ Jest wrote no report (${run.error ? String(run.error) : `exit ${run.status}, signal ${run.signal}`})\n`);
  total.failed += 1;
}

rmSync(scratch, { recursive: true, force: true });
process.exitCode = total.failed === 0 ? 0 : 1;
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
process.stdout.write(`${total.passed} passed, ${total.failed} failed${skipped}\n`);
