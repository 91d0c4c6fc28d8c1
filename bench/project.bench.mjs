// Reading projects. "Adds" is against a project with one target, in the same process model: what resolving 10,000 targets costs beyond start-up.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const scratch = mkdtempSync(join(tmpdir(), 'sandwright-bench-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

const loader = join(import.meta.dirname, '../packages/core/src/project/load-project.ts');
const fingerprints = join(import.meta.dirname, '../packages/core/src/environment/host-fingerprint.ts');
const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
const print = (what, wall, cpu, aim) =>
  process.stdout.write(`${what.padEnd(52)} ${wall.toFixed(0).padStart(6)} ms ${`(${cpu.toFixed(0)} ms CPU)`.padStart(16)}  ${aim}\n`);

/** Writes files that are not quite new, as those of a checkout are. */
function write(path, text) {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
  utimesSync(path, 1_700_000_000, 1_700_000_000);
}

/** Median over fresh processes of what a piece of code takes that stands after the imports; nothing but reading counts. */
function measure(imports, code, runs = 7) {
  const script = `${imports}
const start = performance.now(); const cpu = process.cpuUsage();
${code}
const used = process.cpuUsage(cpu);
console.log(JSON.stringify([performance.now() - start, (used.user + used.system) / 1000]));`;
  const figures = Array.from({ length: runs }, () => {
    const run = spawnSync(process.execPath, ['--conditions=source', '--input-type=module', '-e', script], { encoding: 'utf8' });
    if (run.status !== 0) throw new Error(run.stderr);
    return JSON.parse(run.stdout);
  });
  return { wall: median(figures.map(([wall]) => wall)), cpu: median(figures.map(([, cpu]) => cpu)) };
}

const load = (directory, cache) =>
  measure(
    `import { loadProject } from ${JSON.stringify(loader)};`,
    `await loadProject(${JSON.stringify({ directory, ...(cache === undefined ? {} : { cacheDirectory: cache }) })});`,
  );

const small = join(scratch, 'small');
write(join(small, 'sandwright.yaml'), 'targets: { a: { command: a } }\n');

const large = join(scratch, 'large');
write(
  join(large, 'sandwright.yaml'),
  'environments:\n  remote: { type: remote_environment, fallback_environment: __local__ }\ndefaults: { all: { environment: remote } }\n',
);
for (let folder = 0; folder < 1000; folder += 1) {
  const targets = Array.from({ length: 10 }, (_, at) => {
    const dependency = folder === 0 ? '' : `\n    dependencies: ["//d${folder - 1}:t${at}"]`;
    return `  t${at}:\n    command: cc -O2 -o t${at} main${at}.c\n    sources: [main${at}.c, "*.h"]${dependency}\n    outputs: [t${at}]`;
  });
  write(join(large, `d${folder}`, 'BUILD.yaml'), `targets:\n${targets.join('\n')}\n`);
}

const wide = join(scratch, 'wide');
write(join(wide, 'sandwright.yaml'), 'targets: { a: { command: a, sources: "**/*.c" } }\n');
for (let at = 0; at < 20_000; at += 1) write(join(wide, `s${Math.floor(at / 100)}`, `f${at}.c`), '');

// A project is remembered once its files are two seconds old.
await sleep(2500);

const base = load(small);
const cold = load(large);
print('one target', base.wall, base.cpu, '');
print('10,000 targets in 1,000 build files, cold: adds', cold.wall - base.wall, cold.cpu - base.cpu, 'aim: 500 ms or less');
const cache = join(scratch, 'cache');
load(small, cache);
load(large, cache);
const warmBase = load(small, cache);
const warm = load(large, cache);
print('the same, warm: adds', warm.wall - warmBase.wall, warm.cpu - warmBase.cpu, 'aim: 100 ms or less');

const globbed = measure(
  `import { loadProject } from ${JSON.stringify(loader)};\nconst project = await loadProject(${JSON.stringify({ directory: wide })});`,
  `const [target] = project.match(['a']); if ((await project.expandSources(target)).length !== 20000) throw new Error('wrong');`,
);
print('one glob over 20,000 files in 200 folders', globbed.wall, globbed.cpu, 'aim: 100 ms or less');

const take = (runs) =>
  measure(
    `import { HostFingerprints } from ${JSON.stringify(fingerprints)};`,
    `await new HostFingerprints(${JSON.stringify(cache)}).take({ tools: 'default' });`,
    runs,
  );
const first = take(1);
print("fingerprint of the machine's tools, the first time", first.wall, first.cpu, '');
const remembered = take();
print("fingerprint of the machine's tools, remembered", remembered.wall, remembered.cpu, 'aim: 20 ms or less');
