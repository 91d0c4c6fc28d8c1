// The remote sandbox from a user's point of view: `sandwright serve` in a process of its own, builds by the real program, and transfers by
// the library in a process whose memory is watched. Everything is on this machine.
import { fork, spawn, spawnSync } from 'node:child_process';
import { createHash, randomFillSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

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
  const { createAction, digestOf, InputRootBuilder, openLocalStore, silentLogger, writeBlobs } = await import(
    join(packages, 'core/src/index.ts')
  );
  const { connect, RemoteSandbox } = await import(join(packages, 'sandbox-remote/src/index.ts'));
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

/** One large blob up and down, and many small calls; in a process of its own, so that the memory is that of the transfer. */
async function transfers(address, scratch) {
  const { digestOf, openLocalStore } = await import(join(packages, 'core/src/index.ts'));
  const { connect } = await import(join(packages, 'sandbox-remote/src/index.ts'));
  const figures = [];
  await using store = await openLocalStore({ directory: join(scratch, 'large-store'), mode: 'exclusive' });
  const { storage: local } = store;
  // A gibibyte that does not compress, made and read in pieces.
  const piece = randomFillSync(Buffer.alloc(1 << 20));
  const pieces = async function* () {
    for (let n = 0; n < 1024; n += 1) {
      piece.writeUInt32LE(n, 0);
      yield Buffer.from(piece);
    }
  };
  const hash = createHash('sha256');
  for await (const data of pieces()) hash.update(data);
  const digest = { hash: hash.digest('hex'), sizeBytes: 1 << 30 };
  await local.write(digest, pieces());
  const connection = connect({ storeAddress: address, instanceName: 'bench' });
  let peak = 0;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 20);
  figures.push([
    '1 GiB up',
    await seconds(() => connection.storage.writeFrom(digest, (offset) => local.read(digest, { offset }))),
    's',
    10,
  ]);
  await using other = await openLocalStore({ directory: join(scratch, 'other-store'), mode: 'exclusive' });
  figures.push(['1 GiB down', await seconds(() => other.storage.write(digest, connection.storage.readUnverified(digest))), 's', 10]);
  clearInterval(watch);
  figures.push(['1 GiB up and down, memory at most', peak / 1e6, 'MB', 150, 0]);

  const small = digestOf(Buffer.from('small'));
  const calls = 20_000;
  let left = calls;
  const lane = async () => {
    while (left-- > 0) await connection.storage.findMissing([small]);
  };
  const took = await seconds(() => Promise.all(Array.from({ length: 64 }, lane)));
  figures.push(['small calls', calls / took, '/s', 6_000, 0]);
  connection[Symbol.dispose]();
  process.send(figures);
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
    const good = unit === '/s' ? value >= aim : value <= aim;
    met.push(good);
    const shown = `${what.padEnd(44)} ${value.toFixed(digits).padStart(7)} ${unit.padEnd(2)}   aim ${String(aim).padStart(5)} ${unit.padEnd(2)}`;
    process.stdout.write(`${shown}   ${good ? 'met' : 'NOT MET'}\n`);
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
  const build = (expected) => {
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
        return build(ran);
      }),
    );
  try {
    change();
    build(50); // The bundle and the compile cache are there from now on.
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
    for (const part of ['inputs', 'transfers']) {
      const library = fork(import.meta.filename, [part, address, scratch], {
        execArgv: ['--conditions=source', '--disable-warning=ExperimentalWarning'],
      });
      const figures = await new Promise((resolve, reject) => {
        library.once('message', resolve);
        library.once('close', (code) => reject(new Error(`${part} ended with ${code}`)));
      });
      for (const figure of figures) report(...figure);
    }
  } finally {
    child.kill('SIGTERM');
  }
  process.exitCode = met.every(Boolean) ? 0 : 1;
}

const [mode, ...rest] = process.argv.slice(2);
if (mode === 'inputs') await inputs(...rest);
else if (mode === 'transfers') await transfers(...rest);
else await main();
