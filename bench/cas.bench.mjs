// The cache server over a real socket: CPU time of the server for each call, beside its aim. The client is grpc-js in this process, so the
// calls per second say more about the client; `--case TEXT` chooses cases, `--scale N` multiplies the number of calls. At the end the start of
// `sandwright serve` on an empty folder and on a million blobs of 1 KiB (`SANDWRIGHT_BENCH_BLOBS`), `--case start` alone.
import { fork, spawn, spawnSync } from 'node:child_process';
import { createHash, randomFillSync, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { zstdCompressSync } from 'node:zlib';

const serverFolder = join(import.meta.dirname, '../packages/server');

if (process.argv[2] === 'serve') {
  const { openLocalStore } = await import('../packages/core/src/storage/open-local-store.ts');
  const { serverConfigSchema, startServer } = await import('../packages/server/src/index.ts');
  const store = await openLocalStore({ directory: process.argv[3], mode: 'exclusive', durable: true });
  const server = await startServer(serverConfigSchema.parse({ listen: '127.0.0.1:0', role: 'cache' }), { store });
  process.on('disconnect', () => process.exit(0));
  process.send(server.address.port);
} else if (process.argv[2] === 'fill') {
  await fill(process.argv[3], Number(process.argv[4]));
} else {
  await measureAll();
}

/** Blobs of 1 KiB, in a process of its own, so that the memory they take here is not that of who measures. */
async function fill(directory, count) {
  const { openLocalStore } = await import('../packages/core/src/storage/open-local-store.ts');
  await using store = await openLocalStore({ directory, mode: 'exclusive' });
  for (let first = 0; first < count; first += 1000) {
    const blobs = Array.from({ length: Math.min(1000, count - first) }, () => {
      const data = randomFillSync(Buffer.allocUnsafe(1024));
      return { digest: { hash: createHash('sha256').update(data).digest('hex'), sizeBytes: 1024 }, data };
    });
    await store.storage.writeBatch(blobs);
  }
}

/** From the start of the process to the line that says where it is: the best of three, for the file cache and the machine have moods. */
async function measureStart(what, data) {
  const found = [];
  for (let times = 0; times < 3; times += 1) {
    const started = performance.now();
    const program = join(import.meta.dirname, '../packages/cli/bundle/sandwright.js');
    const child = spawn(process.execPath, [program, 'serve', '--listen', '127.0.0.1:0', '--data', data, '--role', 'cache'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise((resolve) => {
      createInterface({ input: child.stdout }).once('line', resolve);
    });
    found.push({ ms: performance.now() - started, cpu: cpuMsOf(child.pid), resident: residentMiB(child.pid) });
    child.kill('SIGTERM');
    await new Promise((resolve) => {
      child.once('exit', resolve);
    });
  }
  const [{ ms, cpu, resident }] = found.sort((a, b) => a.ms - b.ms);
  process.stdout.write(`start of "serve", ${what}: ${ms.toFixed(0)} ms, ${cpu} ms CPU, ${resident} MiB resident\n`);
}

async function measureStarts(scratch) {
  const count = Number(process.env.SANDWRIGHT_BENCH_BLOBS ?? 1_000_000);
  await measureStart('nothing stored (aim 500 ms)', join(scratch, 'empty'));
  spawnSync(process.execPath, [...process.execArgv, import.meta.filename, 'fill', join(scratch, 'full', 'store'), String(count)], {
    stdio: 'inherit',
  });
  await measureStart(`${count} blobs of 1 KiB (aims 2000 ms and 286 MiB)`, join(scratch, 'full'));
}

async function measureAll() {
  const { values } = parseArgs({ options: { case: { type: 'string', default: '' }, scale: { type: 'string', default: '1' } } });
  const scratch = mkdtempSync(join(tmpdir(), 'sandwright-bench-'));
  const server = fork(import.meta.filename, ['serve', scratch], { execArgv: process.execArgv });
  try {
    const port = await new Promise((resolve) => {
      server.once('message', resolve);
    });
    await measureCases(port, server.pid, values.case, Number(values.scale));
  } finally {
    server.disconnect();
    await new Promise((resolve) => {
      server.once('exit', resolve);
    });
    if ('start of a server'.includes(values.case)) await measureStarts(scratch);
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function measureCases(port, pid, wanted, scale) {
  const grpc = createRequire(join(serverFolder, 'package.json'))('@grpc/grpc-js');
  const reapi = await import('../packages/core/src/reapi/index.ts');
  const client = new grpc.Client(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), {
    'grpc.max_receive_message_length': -1,
    'grpc-node.flow_control_window': 4 << 20,
  });
  const unary = (method, request, mayFail = false) =>
    new Promise((resolve, reject) => {
      client.makeUnaryRequest(method.path, method.requestSerialize, method.responseDeserialize, request, (error, response) =>
        error && !mayFail ? reject(error) : resolve(response),
      );
    });
  const read = (resourceName) =>
    new Promise((resolve, reject) => {
      const { path, requestSerialize, responseDeserialize } = reapi.byteStreamService.read;
      const call = client.makeServerStreamRequest(path, requestSerialize, responseDeserialize, { resourceName });
      let bytes = 0;
      call.on('data', ({ data }) => {
        bytes += data.byteLength;
      });
      call.on('end', () => resolve(bytes));
      call.on('error', reject);
    });
  const write = (resourceName, data) =>
    new Promise((resolve, reject) => {
      const { path, requestSerialize, responseDeserialize } = reapi.byteStreamService.write;
      const call = client.makeClientStreamRequest(path, requestSerialize, responseDeserialize, (error, response) =>
        error ? reject(error) : resolve(response),
      );
      for (let at = 0; at < data.byteLength; at += 1 << 20) {
        const piece = data.subarray(at, at + (1 << 20));
        call.write({ resourceName, writeOffset: at, data: piece, finishWrite: at + piece.byteLength === data.byteLength });
      }
      call.end();
    });
  const { contentAddressableStorageService: cas, actionCacheService: cache } = reapi;
  const digestOf = (data) => ({ hash: createHash('sha256').update(data).digest('hex'), sizeBytes: data.byteLength });
  const random = (bytes) => randomFillSync(Buffer.allocUnsafe(bytes));
  const text = (bytes) =>
    Buffer.from(Array.from({ length: bytes >> 4 }, () => Math.random().toString(36).slice(2, 17).padEnd(16)).join(''));
  const keep = async (count, bytes, make = random) => {
    const blobs = Array.from({ length: count }, () => make(bytes));
    for (const data of blobs) await write(`uploads/${randomUUID()}/blobs/${Object.values(digestOf(data)).join('/')}`, data);
    return blobs.map(digestOf);
  };
  const batchOf = (count, bytes) => ({
    requests: Array.from({ length: count }, () => random(bytes)).map((data) => ({ digest: digestOf(data), data })),
  });
  const nameOf = (digest, kind = 'blobs') => `${kind}/${digest.hash}/${digest.sizeBytes}`;

  // Name, calls, calls at once, aim (ms of CPU a call), and what makes the call; everything before that is not measured.
  const cases = [
    [
      'find-missing, 500 digests',
      2000,
      8,
      0.3,
      async () => {
        const there = await keep(250, 512);
        const request = { blobDigests: [...there, ...Array.from({ length: 250 }, () => digestOf(random(8)))] };
        return () => unary(cas.findMissingBlobs, request);
      },
    ],
    [
      'batch-update, 14 x 4 KiB, durable',
      2000,
      8,
      0.4,
      async (calls) => {
        const batches = Array.from({ length: calls }, () => batchOf(14, 4096));
        return (n) => unary(cas.batchUpdateBlobs, batches[n]);
      },
    ],
    [
      'batch-update, 100 x 4 KiB, durable',
      300,
      8,
      2.5,
      async (calls) => {
        const batches = Array.from({ length: calls }, () => batchOf(100, 4096));
        return (n) => unary(cas.batchUpdateBlobs, batches[n]);
      },
    ],
    [
      'batch-read, 14 x 4 KiB',
      3000,
      8,
      0.22,
      async () => {
        const digests = await keep(14, 4096);
        return () => unary(cas.batchReadBlobs, { digests });
      },
    ],
    [
      'batch-read, 100 x 4 KiB',
      600,
      8,
      1.05,
      async () => {
        const digests = await keep(100, 4096);
        return () => unary(cas.batchReadBlobs, { digests });
      },
    ],
    [
      'write 64 KiB, durable',
      2000,
      16,
      0.33,
      async (calls) => {
        const blobs = Array.from({ length: calls }, () => random(65_536));
        return (n) => write(`uploads/${randomUUID()}/${nameOf(digestOf(blobs[n]))}`, blobs[n]);
      },
    ],
    [
      'write 4 MiB, durable',
      80,
      4,
      12,
      async (calls) => {
        const blobs = Array.from({ length: calls }, () => random(4 << 20));
        return (n) => write(`uploads/${randomUUID()}/${nameOf(digestOf(blobs[n]))}`, blobs[n]);
      },
    ],
    [
      'write 4 MiB as zstd, durable',
      60,
      4,
      12,
      async (calls) => {
        const blobs = Array.from({ length: calls }, () => text(4 << 20));
        const frames = blobs.map((data) => zstdCompressSync(data));
        return (n) => write(`uploads/${randomUUID()}/${nameOf(digestOf(blobs[n]), 'compressed-blobs/zstd')}`, frames[n]);
      },
    ],
    [
      'read 64 KiB',
      3000,
      16,
      0.16,
      async () => {
        const digests = await keep(50, 65_536);
        return (n) => read(nameOf(digests[n % 50]));
      },
    ],
    [
      'read 4 MiB',
      200,
      4,
      3.6,
      async () => {
        const digests = await keep(8, 4 << 20);
        return (n) => read(nameOf(digests[n % 8]));
      },
    ],
    [
      'read 4 MiB as zstd',
      100,
      4,
      1.8,
      async () => {
        const digests = await keep(8, 4 << 20, text);
        return (n) => read(nameOf(digests[n % 8], 'compressed-blobs/zstd'));
      },
    ],
    [
      'get a result that is there',
      5000,
      16,
      0.06,
      async () => {
        const actionDigest = digestOf(random(9));
        const [digest] = await keep(1, 512);
        await unary(cache.updateActionResult, { actionDigest, actionResult: { outputFiles: [{ path: 'a', digest }] } });
        return () => unary(cache.getActionResult, { actionDigest });
      },
    ],
    [
      'get a result that is not there',
      8000,
      16,
      0.04,
      async () => {
        const actionDigest = digestOf(random(9));
        return () => unary(cache.getActionResult, { actionDigest }, true);
      },
    ],
    [
      'update a result, durable',
      3000,
      16,
      0.1,
      async () => {
        const [digest] = await keep(1, 512);
        return () =>
          unary(cache.updateActionResult, { actionDigest: digestOf(random(9)), actionResult: { outputFiles: [{ path: 'a', digest }] } });
      },
    ],
    [
      'get-tree, 1000 folders',
      80,
      4,
      6,
      async () => {
        const file = digestOf(random(9));
        const files = ['Makefile', 'main.c', 'README.md'].map((name) => ({ name, digest: file }));
        const blobs = [];
        const folder = (name, directories) => {
          const data = reapi.Directory.encode({ files: [...files, { name: `of-${name}`, digest: file }], directories }).finish();
          blobs.push({ digest: digestOf(data), data });
          return { name, digest: digestOf(data) };
        };
        // 27 folders of 36 each, and the root: 1,000 in all.
        const middle = Array.from({ length: 27 }, (_, m) => {
          const leaves = Array.from({ length: 36 }, (__, n) => folder(`folder-${m}-${n}`, []));
          return folder(`folder-${m}`, leaves);
        });
        const { digest: rootDigest } = folder('root', middle);
        for (let at = 0; at < blobs.length; at += 250) await unary(cas.batchUpdateBlobs, { requests: blobs.slice(at, at + 250) });
        const { path, requestSerialize, responseDeserialize } = cas.getTree;
        return () =>
          new Promise((resolve, reject) => {
            const call = client.makeServerStreamRequest(path, requestSerialize, responseDeserialize, { rootDigest });
            let folders = 0;
            call.on('data', ({ directories }) => {
              folders += directories.length;
            });
            call.on('end', () => (folders === 1000 ? resolve() : reject(new Error(`${folders} folders came`))));
            call.on('error', reject);
          });
      },
    ],
  ];
  process.stdout.write(`${'case'.padEnd(38)} ${'calls/s'.padStart(9)} ${'server CPU ms/call'.padStart(19)} ${'aim'.padStart(6)}\n`);
  for (const [name, count, atOnce, aim, prepare] of cases) {
    if (!name.includes(wanted)) continue;
    const calls = Math.max(atOnce, Math.round(count * scale));
    // The first quarter warms the server up and does not count.
    const warm = Math.round(calls / 4);
    const call = await prepare(warm + calls);
    const run = async (from, to) => {
      let next = from;
      const caller = async () => {
        while (next < to) await call(next++);
      };
      await Promise.all(Array.from({ length: atOnce }, caller));
    };
    await run(0, warm);
    const cpu = cpuMsOf(pid);
    const started = performance.now();
    await run(warm, warm + calls);
    const seconds = (performance.now() - started) / 1000;
    const each = (cpuMsOf(pid) - cpu) / calls;
    process.stdout.write(
      `${name.padEnd(38)} ${(calls / seconds).toFixed(0).padStart(9)} ${each.toFixed(3).padStart(19)} ${String(aim).padStart(6)}\n`,
    );
  }
  process.stdout.write(`resident memory of the server: ${residentMiB(pid)} MiB\n`);
  client.close();
}

/** User and system time of a process, in milliseconds; the clock of the kernel ticks 100 times a second. Source: proc(5). */
function cpuMsOf(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

function residentMiB(pid) {
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024);
}
