// Runs tests at full counts: `./dev soak`, `./dev soak sandbox`, `./dev soak sandbox --runs 10000`.
// A test scales itself by SANDWRIGHT_SOAK=1, and takes the number of its rounds from SANDWRIGHT_SOAK_RUNS where that is set.
// `./dev soak cas --runs 250 --from 500` goes through rounds 500 to 749, where a test counts its rounds, so that turns add up.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const root = join(import.meta.dirname, '..');

function usage(message) {
  process.stderr.write(`soak: ${message}\nusage: ./dev soak [NAME] [--runs N] [--from N]\n`);
  process.exit(2);
}

let parsed;
try {
  parsed = parseArgs({ allowPositionals: true, options: { runs: { type: 'string' }, from: { type: 'string' } } });
} catch (error) {
  usage(error.message);
}
const { positionals, values } = parsed;
if (positionals.length > 1) usage('one NAME at most');
if (values.runs !== undefined && !/^[1-9]\d*$/u.test(values.runs)) usage(`--runs needs a whole number, not ${values.runs}`);
if (values.from !== undefined && !/^\d+$/u.test(values.from)) usage(`--from needs a whole number, not ${values.from}`);

/** Names for what no one path has in it. */
const groups = {
  remote: ['sandbox-remote/', 'cli/src/join/faulty-network'],
  cas: ['core/src/storage/', 'server/src/codecs/', 'cli/src/join/killed-server', 'cli/src/join/large-blobs'],
};

// Only tests that scale are worth a long run: they speak of it, or run a kit that does.
const name = positionals[0] ?? '';
const wanted = groups[name] ?? [name];
const files = readdirSync(join(root, 'packages'), { recursive: true, encoding: 'utf8' })
  .filter((path) => /^[^/]+\/src\/.*\.test\.ts$/u.test(path) && wanted.some((part) => path.includes(part)))
  .map((path) => join(root, 'packages', path))
  .filter((path) => /soak|describeHostileActions/iu.test(readFileSync(path, 'utf8')));
if (files.length === 0) usage(`no test that scales has "${name}" in its path`);

const environment = {
  ...process.env,
  SANDWRIGHT_SOAK: '1',
  ...(values.runs === undefined ? {} : { SANDWRIGHT_SOAK_RUNS: values.runs }),
  ...(values.from === undefined ? {} : { SANDWRIGHT_SOAK_FROM: values.from }),
};
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
