// The bubblewrap sandbox beside the bare cost of its parts, in the same run: other programs disturb both alike, so only ratios mean much.
import { existsSync, linkSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createAction,
  digestOf,
  InputRootBuilder,
  MemoryContentAddressableStorage,
  silentLogger,
  systemClock,
  writeBlobs,
} from '../packages/core/src/index.ts';
import { bubblewrapBackend } from '../packages/sandbox-local/src/bubblewrap/bubblewrap-backend.ts';
import { SpawnerClient } from '../packages/sandbox-local/src/spawner/spawner-client.ts';
import { findSpawnerEntry } from '../packages/sandbox-local/src/spawner/spawner-entry.ts';
import { bareBubblewrap } from './bare-bubblewrap.mjs';

const scratch = mkdtempSync(join(tmpdir(), 'sandwright-bench-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));
const storage = new MemoryContentAddressableStorage();
const many = 20_000;

const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
const print = (what, figure, aim = '') => process.stdout.write(`${what.padEnd(62)} ${figure.padStart(22)}  ${aim}\n`);

/** An input root of so many small files, 20 to a folder, 25 folders to a folder above. */
async function inputRoot(files, salt) {
  const builder = new InputRootBuilder();
  const blobs = [];
  for (let index = 0; index < files; index += 1) {
    const data = Buffer.from(`${salt} ${index}\n`.repeat(20));
    blobs.push({ digest: digestOf(data), data });
    builder.addFile(`src/d${Math.floor(index / 500)}/e${Math.floor(index / 20) % 25}/f${index}.c`, digestOf(data), false);
  }
  const { root, directories } = builder.build();
  await writeBlobs(storage, [...blobs, ...directories.values()]);
  return root;
}

async function actionOn(root, argv, outputPaths = []) {
  const { action, blobs } = createAction({
    command: {
      arguments: argv,
      environment: [{ name: 'PATH', value: '/usr/bin:/bin' }],
      outputPaths,
      outputFiles: [],
      outputDirectories: [],
      workingDirectory: '',
      platform: [],
      outputNodeProperties: [],
      outputDirectoryFormat: 'TREE_ONLY',
    },
    inputRoot: root,
    platform: [],
    timeoutMs: undefined,
    doNotCache: true,
  });
  await writeBlobs(storage, blobs);
  return action;
}

const makeSandbox = (config = {}, cacheDirectory = join(scratch, 'cache')) =>
  bubblewrapBackend.create(bubblewrapBackend.configSchema.parse(config), {
    storage,
    clock: systemClock,
    logger: silentLogger,
    cacheDirectory,
    concurrency: 4,
  });

async function execute(sandbox, action) {
  const { result } = await sandbox.execute(action, { logger: silentLogger });
  if (result.exitCode !== 0) throw new Error(`exit ${result.exitCode}: ${Buffer.from(result.stderrRaw ?? [])}`);
}

async function timed(work) {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** Several things in turns, so that what disturbs one disturbs all; the median time of each, milliseconds. */
async function inTurns(works, rounds) {
  const times = works.map(() => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, work] of works.entries()) times[index].push(await timed(work));
  }
  return times.map(median);
}

async function rate(work, count, inFlight) {
  let left = count;
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      await work();
    }
  };
  return (count / (await timed(() => Promise.all(Array.from({ length: inFlight }, worker))))) * 1000;
}

const { bareArguments, bare } = bareBubblewrap(scratch);

async function startCost(sandbox, overlaid) {
  const small = await actionOn(await inputRoot(10, 'small'), ['true']);
  const large = await actionOn(await inputRoot(many, 'large'), ['true']);
  const onSmall = () => execute(sandbox, small);
  const onSmallOverlay = () => execute(overlaid, small);
  const onLarge = () => execute(sandbox, large);
  for (const work of [bare, onSmall, onSmallOverlay, onLarge]) await work();
  const [bareMs, smallMs, overlayMs, largeMs] = await inTurns([bare, onSmall, onSmallOverlay, onLarge], 100);
  print('bare bwrap, `true`', `${bareMs.toFixed(2)} ms`);
  print('sandboxed `true`, 10 files, copied', `${smallMs.toFixed(2)} ms = ${(smallMs / bareMs).toFixed(2)} x bare`);
  print('sandboxed `true`, 10 files, overlay', `${overlayMs.toFixed(2)} ms = ${(overlayMs / bareMs).toFixed(2)} x bare`, 'at most 1.3 x');
  print(`sandboxed \`true\`, ${many} files, warm`, `${largeMs.toFixed(2)} ms = ${(largeMs / bareMs).toFixed(2)} x bare`, 'at most 1.3 x');
  print(`${many} files over 10 files`, `${(largeMs / smallMs).toFixed(2)} x`, 'at most 1.3 x');
  const ratios = [];
  for (let round = 0; round < 5; round += 1) {
    const bareRate = await rate(bare, 200, 4);
    const largeRate = await rate(onLarge, 200, 4);
    ratios.push({ bareRate, largeRate, ratio: largeRate / bareRate });
  }
  const middle = ratios.toSorted((a, b) => a.ratio - b.ratio)[2];
  print(
    'four running',
    `${middle.largeRate.toFixed(0)}/s of ${middle.bareRate.toFixed(0)}/s = ${middle.ratio.toFixed(2)}`,
    'at least 0.75',
  );
}

/** Milliseconds for the bare calls: as many files, in folders as many as an input root of the benchmark has. */
function bareFiles(name, make) {
  const folder = join(scratch, name);
  const started = performance.now();
  for (let index = 0; index < many; index += 1) {
    const inner = join(folder, `d${Math.floor(index / 500)}/e${Math.floor(index / 20) % 25}`);
    if (index % 20 === 0) mkdirSync(inner, { recursive: true });
    make(`${inner}/f${index}`);
  }
  return performance.now() - started;
}

async function stagingCost() {
  const cacheDirectory = join(scratch, 'cold');
  const written = [];
  const linked = [];
  for (let round = 0; round < 3; round += 1) {
    const action = await actionOn(await inputRoot(many, `cold ${round}`), ['true']);
    const once = async () => {
      const sandbox = await makeSandbox({}, cacheDirectory);
      await execute(sandbox, await actionOn(await inputRoot(1, 'warm up'), ['true']));
      const time = await timed(() => execute(sandbox, action));
      await sandbox[Symbol.asyncDispose]();
      return time;
    };
    written.push(await once());
    rmSync(join(cacheDirectory, 'trees/trees'), { recursive: true });
    linked.push(await once());
  }
  const bareWrite = bareFiles('written', (path) => writeFileSync(path, 'cold 0 12345\n'.repeat(20), { flag: 'wx' }));
  const source = join(scratch, 'source');
  writeFileSync(source, 'x');
  const bareLink = bareFiles('linked', (path) => linkSync(source, path));
  const figure = (ms, bareMs) => `${((ms / many) * 1000).toFixed(0)} µs = ${(ms / bareMs).toFixed(1)} x bare`;
  print('first staging, a file that is written and linked', figure(median(written), bareWrite), 'at most 80 µs');
  print('first staging, a file of the tree cache', figure(median(linked), bareLink), 'at most 20 µs');
}

async function collectionCost(sandbox) {
  const script = 'mkdir out; for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19; do echo "$i $0" > out/$i; done; echo x > src/d0/new';
  const outputs = Array.from({ length: 19 }, (_, index) => `out/${index + 1}`).concat('src/d0/new');
  const action = await actionOn(await inputRoot(many, 'large'), ['sh', '-c', script], outputs);
  const times = [];
  for (let round = 0; round < 20; round += 1) {
    let collecting = 0;
    const { result } = await sandbox.execute(action, {
      logger: silentLogger,
      onStage: (stage) => {
        if (stage === 'collecting') collecting = performance.now();
      },
    });
    times.push(performance.now() - collecting);
    if (result.outputs.length !== 20) throw new Error(`${result.outputs.length} outputs`);
  }
  print(`collecting 20 outputs on ${many} files`, `${median(times).toFixed(2)} ms`, 'at most 2 ms');
}

async function spawnerMemory() {
  const folder = join(scratch, 'spawner');
  mkdirSync(folder);
  const bundled = join(import.meta.dirname, '../packages/cli/bundle/sandwright-spawner.js');
  const entry = existsSync(bundled) ? findSpawnerEntry(pathToFileURL(bundled).href) : findSpawnerEntry();
  const limits = { outputBytes: 1 << 20 };
  const spawner = await SpawnerClient.start({ entry, scratch: folder, bwrap: '/usr/bin/bwrap', limits, controlGroups: false });
  mkdirSync(join(folder, '1'));
  for (let index = 1; index <= 300; index += 1) {
    const { exitCode } = await spawner.run(1, [...bareArguments, '--', '/usr/bin/true']);
    if (exitCode !== 0) throw new Error(`exit ${exitCode}`);
    await spawner.release(1);
  }
  const mb =
    Number(/VmHWM:\s+(\d+)/u.exec(readFileSync(spawner.path(1, 'm').replace(/root\/.*/u, 'root/proc/1/status'), 'utf8'))?.[1]) / 1024;
  print('peak memory of the spawner after 300 actions', `${mb.toFixed(0)} MB`, 'under 60 MB');
  await spawner[Symbol.asyncDispose]();
}

const sandbox = await makeSandbox();
const overlaid = await makeSandbox({ staging: 'overlay' });
await startCost(sandbox, overlaid);
await stagingCost();
await collectionCost(sandbox);
await spawnerMemory();
for (const each of [sandbox, overlaid]) await each[Symbol.asyncDispose]();
