// Runs tests at full counts: `./dev soak`, `./dev soak sandbox`, `./dev soak sandbox --runs 10000`.
// A test scales itself by SANDWRIGHT_SOAK=1, and takes the number of its rounds from SANDWRIGHT_SOAK_RUNS where that is set.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const root = join(import.meta.dirname, '..');

function usage(message) {
  process.stderr.write(`soak: ${message}\nusage: ./dev soak [NAME] [--runs N]\n`);
  process.exit(2);
}

let parsed;
try {
  parsed = parseArgs({ allowPositionals: true, options: { runs: { type: 'string' } } });
} catch (error) {
  usage(error.message);
}
const { positionals, values } = parsed;
if (positionals.length > 1) usage('one NAME at most');
if (values.runs !== undefined && !/^[1-9]\d*$/u.test(values.runs)) usage(`--runs needs a whole number, not ${values.runs}`);

// Only tests that scale are worth a long run: they speak of it.
const name = positionals[0] ?? '';
const files = readdirSync(join(root, 'packages'), { recursive: true, encoding: 'utf8' })
  .filter((path) => /^[^/]+\/src\/.*\.test\.ts$/u.test(path) && path.includes(name))
  .map((path) => join(root, 'packages', path))
  .filter((path) => /soak/iu.test(readFileSync(path, 'utf8')));
if (files.length === 0) usage(`no test that scales has "${name}" in its path`);

const environment = { ...process.env, SANDWRIGHT_SOAK: '1', ...(values.runs === undefined ? {} : { SANDWRIGHT_SOAK_RUNS: values.runs }) };
const run = spawnSync(
  process.execPath,
  [
    '--disable-warning=ExperimentalWarning',
    '--experimental-vm-modules',
    join(root, 'node_modules/jest/bin/jest.js'),
    `--config=${join(root, 'jest.soak.config.js')}`,
    '--runInBand',
    '--runTestsByPath',
    ...files,
  ],
  { cwd: root, stdio: 'inherit', env: environment },
);
process.exit(run.status ?? 1);
