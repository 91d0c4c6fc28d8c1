// The engine from a user's point of view: whole runs of `./dev sandwright`, start-up included. Each figure is the median of several runs.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const dev = join(import.meta.dirname, '../dev');
const scratch = mkdtempSync(join(tmpdir(), 'sandwright-bench-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];

/** A project with a cache of its own. */
function makeProject(name, targets, fill) {
  const directory = join(scratch, name);
  mkdirSync(directory, { recursive: true });
  fill(directory);
  writeFileSync(join(directory, 'sandwright.yaml'), targets);
  return { directory, cache: join(scratch, `${name}-cache`) };
}

const environmentOf = (project) => ({ ...process.env, XDG_CACHE_HOME: project.cache, NO_COLOR: '1' });

function build(project) {
  const started = performance.now();
  const run = spawnSync(dev, ['sandwright', 'build'], { cwd: project.directory, env: environmentOf(project), encoding: 'utf8' });
  const seconds = (performance.now() - started) / 1000;
  const ran = Number(/\((?<ran>\d+) ran/u.exec(run.stdout)?.groups.ran);
  if (run.status !== 0 || Number.isNaN(ran)) throw new Error(`the build failed:\n${run.stdout}${run.stderr}`);
  return { seconds, ran };
}

/** Everything about the project; what is known of the machine's tools (they are hashed once) stays, as it does between projects. */
function forget(project) {
  rmSync(join(project.directory, 'out'), { recursive: true, force: true });
  const cache = join(project.cache, 'sandwright');
  for (const name of readdirSync(cache)) if (name !== 'host-tools.json') rmSync(join(cache, name), { recursive: true, force: true });
}

function timedBuilds(project, { rounds, cold, ran }) {
  const seconds = [];
  for (let round = 0; round < rounds; round += 1) {
    if (cold) forget(project);
    const built = build(project);
    if (built.ran !== ran) throw new Error(`${built.ran} actions ran, not ${ran}`);
    seconds.push(built.seconds);
  }
  return median(seconds);
}

/** CPU of a whole process tree in milliseconds, as bash counts it. */
function cpuOf(argv) {
  const script = 'TIMEFORMAT="%3U %3S"; time "$@" >/dev/null 2>&1';
  const run = spawnSync('bash', ['-c', script, 'bash', ...argv], { encoding: 'utf8', cwd: scratch, env: { ...process.env, LC_ALL: 'C' } });
  const [user, system] = run.stderr.trim().split(' ').map(Number);
  return (user + system) * 1000;
}

function childrenOf(pid) {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
      readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean),
    );
  } catch {
    return [];
  }
}

function peakOf(pid) {
  try {
    return Number(/VmHWM:\s+(?<kilobytes>\d+)/u.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.groups.kilobytes ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** The high-water mark in MB of the largest process of a build, looked at every few milliseconds while it runs. */
async function peakMemory(project) {
  const child = spawn(dev, ['sandwright', 'build'], { cwd: project.directory, env: environmentOf(project), stdio: 'ignore' });
  let largest = 0;
  const ended = new AbortController();
  child.on('close', () => ended.abort());
  while (!ended.signal.aborted) {
    for (const queue = [String(child.pid)]; queue.length > 0; ) {
      const pid = queue.pop();
      queue.push(...childrenOf(pid));
      largest = Math.max(largest, peakOf(pid));
    }
    await sleep(3);
  }
  return largest;
}

const met = [];
function report(what, value, unit, aim, digits = 2) {
  met.push(value <= aim);
  const shown = `${what.padEnd(44)} ${value.toFixed(digits).padStart(7)} ${unit.padEnd(2)}   aim ${String(aim).padStart(4)} ${unit.padEnd(2)}`;
  process.stdout.write(`${shown}   ${value <= aim ? 'met' : 'NOT MET'}\n`);
}

const fifty = makeProject(
  'fifty',
  `targets:\n  copy:\n    for_each: in/*.txt\n    command: cp {path} {name}.out\n    outputs: ["{name}.out"]\n`,
  (directory) => {
    mkdirSync(join(directory, 'in'));
    for (let file = 0; file < 50; file += 1) writeFileSync(join(directory, 'in', `f${file}.txt`), `content ${file}\n`);
  },
);
const many = makeProject(
  'many',
  `targets:\n  count:\n    command: find src -type f | wc -l > count.txt\n    sources: ["src/**"]\n    outputs: [count.txt]\n`,
  (directory) => {
    const folder = join(directory, 'src/d0');
    mkdirSync(folder, { recursive: true });
    for (let file = 0; file < 100; file += 1)
      writeFileSync(join(folder, `f${file}.c`), `int f${file}(void) { return ${file}; }\n`.repeat(30));
    for (let copy = 1; copy < 200; copy += 1) cpSync(folder, join(directory, `src/d${copy}`), { recursive: true });
  },
);

build(fifty); // The bundle and the compile cache are there from now on.
report('50 trivial targets, cold', timedBuilds(fifty, { rounds: 5, cold: true, ran: 50 }), 's', 1);
report('50 trivial targets, no-op', timedBuilds(fifty, { rounds: 9, cold: false, ran: 0 }), 's', 0.2);
build(many);
report('no-op over 20,000 source files', timedBuilds(many, { rounds: 9, cold: false, ran: 0 }), 's', 0.4);
const helpCpu = Array.from({ length: 9 }, () => cpuOf([dev, 'sandwright', '--help']));
report('sandwright --help, CPU', median(helpCpu), 'ms', 80, 0);
for (const { what, project, cold } of [
  { what: '50 targets, cold', project: fifty, cold: true },
  { what: '20,000 sources, cold', project: many, cold: true },
  { what: '20,000 sources, no-op', project: many, cold: false },
]) {
  if (cold) forget(project);
  report(`largest process: ${what}`, await peakMemory(project), 'MB', 150, 0);
}
process.exitCode = met.every(Boolean) ? 0 : 1;
