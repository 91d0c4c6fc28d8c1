// Runs bench/NAME.bench.mjs, or all of them one after the other. Speed is never judged by a test: a benchmark prints figures beside its aims.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const suffix = '.bench.mjs';
const known = readdirSync(join(root, 'bench'))
  .filter((file) => file.endsWith(suffix))
  .map((file) => file.slice(0, -suffix.length));
const [wanted, ...rest] = process.argv.slice(2);
const names = wanted === undefined ? known : [wanted];

if (!names.every((name) => known.includes(name))) {
  process.stderr.write(`bench: there is no "${wanted}"; there is ${known.join(', ')}\n`);
  process.exit(2);
}
for (const name of names) {
  const run = spawnSync(
    process.execPath,
    ['--conditions=source', '--disable-warning=ExperimentalWarning', join(root, 'bench', `${name}${suffix}`), ...rest],
    { stdio: 'inherit' },
  );
  if (run.status !== 0) process.exit(run.status ?? 1);
}
