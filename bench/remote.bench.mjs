// The remote sandbox from a user's point of view: `sandwright serve` in a process of its own, builds by the real program, and transfers by
// the library in a process whose memory is watched. Everything is on this machine.
import { fork, spawn, spawnSync } from 'node:child_process';
import { createHash, randomFillSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

const dev = join(import.meta.dirname, '../dev');
const packages = join(import.meta.dirname, '../packages');
const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
const seconds = async (work) => {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
};

/** Actions on a large input root. */
async function inputs(address, scratch) {
  const { connect, createAction, digestOf, InputRootBuilder, openLocalStore, RemoteSandbox, silentLogger, writeBlobs } =
    await library(scratch);
  const figures = [];
  await using store = await openLocalStore({ directory: join(scratch, 'client-store'), mode: 'exclusive' });
  const { storage: local } = store;
  await using sandbox = new RemoteSandbox({ connection: connect({ storeAddress: address, instanceName: 'bench' }), local });

  const builder = new InputRootBuilder();
  const files = [];
  for (let file = 0; file < 20_000; file += 1) {
    const data = Buffer.from(`int f${file}(void) { return ${file}; }\n`.repeat(30));
    files.push({ data, digest: digestOf(data) });
    builder.addFile(`src/d${file % 200}/f${file}.c`, files[file].digest, false);
  }
  const { root, directories } = builder.build();
  await writeBlobs(local, [...files, ...directories.values()]);
  const run = async (name) => {
    const { action, blobs } = createAction({
      command: {
        arguments: ['echo', name],
        environment: [{ name: 'PATH', value: '/usr/bin:/bin' }],
        outputPaths: [],
        outputFiles: [],
        outputDirectories: [],
        workingDirectory: '',
        platform: [],
        outputNodeProperties: [],
        outputDirectoryFormat: 'TREE_ONLY',
      },
      inputRoot: root,
      platform: [],
    });
    await writeBlobs(local, blobs);
    let queuedAt;
    const started = performance.now();
    const onStage = () => (queuedAt ??= performance.now());
    await sandbox.execute(action, { logger: silentLogger, onStage });
    return { upload: (queuedAt - started) / 1000, whole: (performance.now() - started) / 1000 };
  };
  figures.push(['20,000 files, first upload', (await run('first')).upload, 's', 4]);
  const further = [];
  for (let n = 0; n < 9; n += 1) further.push((await run(`further ${n}`)).upload);
  figures.push(['20,000 files, each further action, upload', median(further), 's', 0.05, 3]);

  process.send(figures);
}

const largeBytes = 1 << 30;
const library = (scratch) => import(join(scratch, 'library.mjs'));

/** A gibibyte that does not compress, in a local store; made by a process of its own, for its memory is not that of the transfer. */
async function prepare(_, scratch) {
  const { openLocalStore } = await library(scratch);
  const piece = randomFillSync(Buffer.alloc(1 << 20));
  const pieces = async function* () {
    for (let n = 0; n < largeBytes / piece.byteLength; n += 1) {
      piece.writeUInt32LE(n, 0);
      yield Buffer.from(piece);
    }
  };
  const hash = createHash('sha256');
  for await (const data of pieces()) hash.update(data);
  const digest = { hash: hash.digest('hex'), sizeBytes: largeBytes };
  await using store = await openLocalStore({ directory: join(scratch, 'large-store'), mode: 'exclusive' });
  await store.storage.write(digest, pieces());
  writeFileSync(join(scratch, 'large.json'), JSON.stringify(digest));
  process.send([]);
}

/** One large blob up and down, in a process of its own, so that the memory is that of the transfer. */
async function transfers(address, scratch) {
  const { connect, openLocalStore } = await library(scratch);
  const digest = JSON.parse(readFileSync(join(scratch, 'large.json'), 'utf8'));
  const figures = [];
  await using store = await openLocalStore({ directory: join(scratch, 'large-store'), mode: 'exclusive' });
  const { storage: local } = store;
  const connection = connect({ storeAddress: address, instanceName: 'bench' });
  // A store verifies what another process wrote when it is first read; whoever uploads has mostly written it themselves.
  for await (const _ of local.read(digest, { lent: true }));
  let peak = 0;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 20);
  figures.push([
    '1 GiB up',
    await seconds(() => connection.storage.writeFrom(digest, (offset, lent) => local.read(digest, { offset, lent }))),
    's',
    10,
  ]);
  await using other = await openLocalStore({ directory: join(scratch, 'other-store'), mode: 'exclusive' });
  figures.push(['1 GiB down', await seconds(() => other.storage.write(digest, connection.storage.readUnverified(digest))), 's', 10]);
  clearInterval(watch);
  figures.push(['1 GiB up and down, memory at most', peak / 1e6, 'MB', 150, 0]);
  connection[Symbol.dispose]();
  process.send(figures);
}

/** Many small calls at once: of the library, which sends those of one moment together, and of the wire, one by one. */
async function calls(address, scratch) {
  const { connect, contentAddressableStorageService, digestOf } = await library(scratch);
  const connection = connect({ storeAddress: address, instanceName: 'bench' });
  const channel = connection.execution;
  let sent = 0;
  const unary = channel.unary.bind(channel);
  channel.unary = (...rest) => {
    sent += 1;
    return unary(...rest);
  };
  const perSecond = async (count, call) => {
    let left = count;
    const lane = async () => {
      while (left-- > 0) await call(left);
    };
    return count / (await seconds(() => Promise.all(Array.from({ length: 64 }, lane))));
  };
  const asked = Array.from({ length: 20_000 }, (_, n) => digestOf(Buffer.from(`small ${n}`)));
  const find = (n) => connection.storage.findMissing([asked[Math.max(0, n)]]);
  await perSecond(2_000, find);
  sent = 0;
  const together = await perSecond(asked.length, find);
  const gathered = sent;
  const one = { instanceName: 'bench', blobDigests: [asked[0]] };
  const alone = () => channel.unary(contentAddressableStorageService.findMissingBlobs, one, { timeoutMs: 30_000 });
  await perSecond(2_000, alone);
  const profile = await profiled(() => perSecond(8_000, alone));
  const raw = await perSecond(8_000, alone);
  connection[Symbol.dispose]();
  process.send([
    [`small calls, 64 at once (${asked.length} in ${gathered} RPCs)`, together, '/s', 6_000, 0],
    [`the same, an RPC each: ${profile}`, raw, '/s', undefined, 0],
  ]);
}

/** Where the time of this process goes, by who the code is from. */
async function profiled(work) {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.start');
  await work();
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  const owners = new Map(profile.nodes.map(({ id, callFrame }) => [id, ownerOf(callFrame)]));
  const spent = new Map();
  let all = 0;
  for (const [index, id] of profile.samples.entries()) {
    const owner = owners.get(id);
    if (owner === undefined) continue;
    all += profile.timeDeltas[index];
    spent.set(owner, (spent.get(owner) ?? 0) + profile.timeDeltas[index]);
  }
  const parts = [...spent].toSorted(([, a], [, b]) => b - a).map(([owner, time]) => `${owner} ${Math.round((100 * time) / all)} %`);
  return parts.join(', ');
}

/** Undefined for what is no work. */
function ownerOf({ functionName, url }) {
  if (functionName === '(idle)') return undefined;
  if (functionName === '(garbage collector)') return 'garbage collector';
  if (url.startsWith('node:')) return url.includes('http2') ? 'node:http2' : 'rest of node';
  if (url.includes('grpc-js')) return 'grpc-js';
  return url === '' ? 'native' : 'sandwright';
}

/** The library as an installation has it: JavaScript. */
async function bundleLibrary(scratch) {
  const entry = (path) => JSON.stringify(join(packages, path));
  const own = ['core/src/index.ts', 'core/src/reapi/index.ts', 'sandbox-remote/src/index.ts'];
  await build({
    stdin: { contents: own.map((path) => `export * from ${entry(path)};`).join('\n'), resolveDir: packages },
    outfile: join(scratch, 'library.mjs'),
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    conditions: ['source'],
    external: ['koffi'],
    plugins: [
      {
        name: 'grpc-js stays a package, so that profiles tell it apart',
        setup: (bundling) =>
          bundling.onResolve({ filter: /^@grpc\/grpc-js$/ }, () => ({
            path: createRequire(join(packages, 'sandbox-remote/package.json')).resolve('@grpc/grpc-js'),
            external: true,
          })),
      },
    ],
    banner: { js: "const require=(id)=>process.getBuiltinModule('node:module').createRequire(import.meta.url)(id);" },
    logLevel: 'warning',
  });
}

async function serve(directory) {
  const child = spawn(dev, ['sandwright', 'serve', '--listen', '127.0.0.1:0', '--data', directory], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const address = await new Promise((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (data) => {
      said += data;
      const found = /grpc:\/\/[\d.]+:\d+/.exec(said);
      if (found !== null) resolve(found[0]);
    });
    child.once('close', (code) => reject(new Error(`serve ended with ${code}: ${said}`)));
  });
  return { child, address };
}

async function main() {
  const scratch = mkdtempSync(join(tmpdir(), 'sandwright-bench-'));
  process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));
  const met = [];
  const report = (what, value, unit, aim, digits = 2) => {
    const shown = `${what.padEnd(44)} ${value.toFixed(digits).padStart(7)} ${unit.padEnd(2)}`;
    if (typeof aim !== 'number') {
      process.stdout.write(`${shown}\n`);
      return;
    }
    const good = unit === '/s' ? value >= aim : value <= aim;
    met.push(good);
    process.stdout.write(`${shown}   aim ${String(aim).padStart(5)} ${unit.padEnd(2)}   ${good ? 'met' : 'NOT MET'}\n`);
  };
  const project = join(scratch, 'project');
  mkdirSync(join(project, 'in'), { recursive: true });
  let round = 0;
  /** Other contents, so that no cache knows them. */
  const change = () => {
    round += 1;
    for (let file = 0; file < 50; file += 1) writeFileSync(join(project, `in/f${file}.txt`), `content ${round} ${file}\n`);
  };
  writeFileSync(
    join(project, 'sandwright.yaml'),
    [
      'environments:\n  remote:\n    type: remote_environment',
      'defaults:\n  all: { environment: remote }',
      'targets:\n  copy:\n    for_each: in/*.txt\n    command: cp {path} {name}.out\n    outputs: ["{name}.out"]\n',
    ].join('\n'),
  );
  const cache = join(scratch, 'cache');
  const { child, address } = await serve(join(scratch, 'server'));
  const environment = {
    ...process.env,
    NO_COLOR: '1',
    XDG_CACHE_HOME: cache,
    SANDWRIGHT_REMOTE_EXECUTION: 'true',
    SANDWRIGHT_REMOTE_STORE_ADDRESS: address,
    SANDWRIGHT_REMOTE_EXECUTION_ADDRESS: address,
    SANDWRIGHT_REMOTE_INSTANCE_NAME: 'bench',
    SANDWRIGHT_REMOTE_CACHE_READ: 'true',
  };
  const buildOnce = (expected) => {
    const started = performance.now();
    const run = spawnSync(dev, ['sandwright', 'build'], { cwd: project, env: environment, encoding: 'utf8' });
    const ran = Number(/\((?<ran>\d+) ran/u.exec(run.stdout)?.groups.ran);
    if (run.status !== 0 || ran !== expected) throw new Error(`${ran} ran, not ${expected}:\n${run.stdout}${run.stderr}`);
    return (performance.now() - started) / 1000;
  };
  const forget = () => [cache, join(project, 'out')].forEach((path) => rmSync(path, { recursive: true, force: true }));
  const rounds = (count, before, ran) =>
    median(
      Array.from({ length: count }, () => {
        before();
        return buildOnce(ran);
      }),
    );
  try {
    change();
    buildOnce(50); // The bundle and the compile cache are there from now on.
    const cold = () => {
      forget();
      change();
    };
    report('50 trivial targets remotely, cold', rounds(5, cold, 50), 's', 2.5);
    report('all from the remote cache', rounds(5, forget, 0), 's', 1);
    report(
      'no-op',
      rounds(7, () => {}, 0),
      's',
      0.3,
    );
    await bundleLibrary(scratch);
    for (const part of Object.keys(parts)) {
      const child = fork(import.meta.filename, [part, address, scratch], {
        execArgv: ['--disable-warning=ExperimentalWarning'],
      });
      const figures = await new Promise((resolve, reject) => {
        child.once('message', resolve);
        child.once('close', (code) => reject(new Error(`${part} ended with ${code}`)));
      });
      for (const figure of figures) report(...figure);
    }
  } finally {
    child.kill('SIGTERM');
  }
  process.exitCode = met.every(Boolean) ? 0 : 1;
}

const [mode, ...rest] = process.argv.slice(2);
const parts = { inputs, prepare, transfers, calls };
await (parts[mode] ?? main)(...rest);
