// Execution from a client's point of view: `sandwright serve` in a process of its own, and a generator that speaks gRPC over node:http2, so
// that it costs little itself. What bare bwrap costs is measured in turns with it: other programs disturb both alike, so ratios mean most.
// `--sandbox bubblewrap|host|none` chooses one of the two or none, `--case TEXT` cases, `--scale N` multiplies the number of actions. What a farm costs its
// server comes last.
import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:http2';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  Action,
  Command,
  contentAddressableStorageService as cas,
  Directory,
  ExecuteResponse,
  executionService,
} from '../packages/core/src/reapi/index.ts';
import { bareBubblewrap } from './bare-bubblewrap.mjs';
import { dispatch, idle } from './farm-figures.mjs';

const dev = join(import.meta.dirname, '../dev');
const { values } = parseArgs({
  options: {
    sandbox: { type: 'string', default: 'bubblewrap,host' },
    case: { type: 'string', default: '' },
    scale: { type: 'string', default: '1' },
  },
});
const scratch = mkdtempSync(join(tmpdir(), 'sandwright-bench-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
const times = (count, make) => Array.from({ length: count }, (_, index) => make(index));
const scaled = (count) => Math.max(8, Math.round(count * Number(values.scale)));

/** Does so many things, so many at once; gives the milliseconds of each and how many there were a second. */
async function run(count, atOnce, work) {
  const each = [];
  let next = 0;
  const lane = async () => {
    while (next < count) {
      const started = performance.now();
      await work(next++);
      each.push(performance.now() - started);
    }
  };
  const started = performance.now();
  await Promise.all(times(atOnce, lane));
  return { p50: median(each), rate: (count / (performance.now() - started)) * 1000 };
}

/** A connection that sends one message and gives the messages of the answer. Source: gRPC over HTTP2, "Requests" and "Responses". */
class Connection {
  #session;
  #authority;
  constructor(authority) {
    this.#authority = authority;
    this.#session = connect(`http://${authority}`, { settings: { initialWindowSize: 4 << 20 } });
    this.#session.once('connect', () => this.#session.destroyed || this.#session.setLocalWindowSize(4 << 20));
  }
  #stream({ path, requestSerialize }, request, reject) {
    const message = requestSerialize(request);
    const frame = Buffer.allocUnsafe(5 + message.byteLength);
    frame.writeUInt8(0, 0);
    frame.writeUInt32BE(message.byteLength, 1);
    frame.set(message, 5);
    const stream = this.#session.request({
      ':method': 'POST',
      ':path': path,
      ':authority': this.#authority,
      'content-type': 'application/grpc',
      te: 'trailers',
    });
    stream.on('error', reject);
    stream.end(frame);
    return stream;
  }
  /** Resolves with the first piece of the answer; nobody waits for the rest. */
  begin(method, request) {
    return new Promise((resolve, reject) => {
      const stream = this.#stream(method, request, reject);
      stream.once('data', resolve).once('end', () => reject(new Error(`${method.path}: no answer`)));
    });
  }
  call(method, request) {
    const { path, responseDeserialize } = method;
    return new Promise((resolve, reject) => {
      const stream = this.#stream(method, request, reject);
      const pieces = [];
      let status;
      const look = (headers) => (status = headers['grpc-status'] ?? status);
      stream.on('response', look).on('trailers', look);
      stream.on('data', (piece) => pieces.push(piece));
      stream.on('end', () => {
        if (status !== '0') {
          reject(new Error(`${path}: status ${status}`));
          return;
        }
        const bytes = Buffer.concat(pieces);
        const messages = [];
        for (let at = 0; at < bytes.byteLength; ) {
          const end = at + 5 + bytes.readUInt32BE(at + 1);
          messages.push(responseDeserialize(bytes.subarray(at + 5, end)));
          at = end;
        }
        resolve(messages);
      });
    });
  }
  close() {
    this.#session.destroy();
  }
}

const blobOf = (data) => ({ digest: { hash: createHash('sha256').update(data).digest('hex'), sizeBytes: data.byteLength }, data });
const messageOf = (type, value) => blobOf(type.encode(value).finish());

async function upload(connection, blobs) {
  for (let at = 0; at < blobs.length; at += 200) {
    await connection.call(cas.batchUpdateBlobs, { requests: blobs.slice(at, at + 200) });
  }
}

async function execute(connection, actionDigest, expectCached = false) {
  const last = (await connection.call(executionService.execute, { actionDigest })).at(-1);
  if (last?.done !== true) throw new Error('the operation was not finished');
  const { result, status, cachedResult } = ExecuteResponse.decode(last.response.value);
  if ((status?.code ?? 0) !== 0 || result?.exitCode !== 0)
    throw new Error(`${status?.message} (exit ${result?.exitCode}): ${result?.stderrRaw}`);
  if (cachedResult !== expectCached) throw new Error(`from the cache: ${cachedResult}`);
  return result;
}

/** Unique actions that run `true` in an empty folder. */
async function noops(connection, count) {
  const [command, root] = [messageOf(Command, { arguments: ['/bin/true'] }), messageOf(Directory, {})];
  const actions = times(count, () =>
    messageOf(Action, { commandDigest: command.digest, inputRootDigest: root.digest, salt: randomBytes(16) }),
  );
  await upload(connection, [command, root, ...actions]);
  return actions.map(({ digest }) => digest);
}

/** Actions that join 50 files of 4 KiB, one of which no other action has. */
async function joins(connection, count) {
  const shared = times(49, () => blobOf(randomBytes(4096)));
  const command = messageOf(Command, { arguments: ['/bin/sh', '-c', '/bin/cat in/* > out'], outputPaths: ['out'] });
  const blobs = [command, ...shared];
  const actions = times(count, () => {
    const own = blobOf(randomBytes(4096));
    const inputs = [...shared, own];
    const folder = messageOf(Directory, {
      files: inputs.map(({ digest }, index) => ({ name: `f${String(index).padStart(4, '0')}`, digest })),
    });
    const root = messageOf(Directory, { directories: [{ name: 'in', digest: folder.digest }] });
    const action = messageOf(Action, { commandDigest: command.digest, inputRootDigest: root.digest });
    blobs.push(own, folder, root, action);
    return { action: action.digest, expected: blobOf(Buffer.concat(inputs.map(({ data }) => data))).digest.hash };
  });
  await upload(connection, blobs);
  return actions;
}

async function serve(sandbox, ...more) {
  const child = spawn(
    dev,
    ['sandwright', 'serve', '--listen', '127.0.0.1:0', '--data', mkdtempSync(join(scratch, 'data-')), '--sandbox', sandbox, ...more],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const address = await new Promise((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (data) => {
      said += data;
      const found = /grpc:\/\/([\d.]+:\d+)/.exec(said);
      if (found !== null) resolve(found[1]);
    });
    child.once('close', (code) => reject(new Error(`serve ended with ${code}: ${said}`)));
  });
  return { child, address };
}

/** Fields of /proc/PID/stat from the state on. Source: proc(5). */
function statOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'latin1')
      .replace(/^.*\) /u, '')
      .split(' ');
  } catch {
    return undefined;
  }
}

/** Milliseconds of CPU of a process and all below it, those included that were waited for; the clock of the kernel ticks 100 times a second. */
function cpuMsBelow(pid) {
  const all = new Map();
  for (const name of readdirSync('/proc')) {
    const fields = /^\d+$/u.test(name) ? statOf(name) : undefined;
    if (fields !== undefined) all.set(Number(name), fields);
  }
  const isBelow = (each) => each === pid || (all.has(each) && isBelow(Number(all.get(each)[1])));
  let ticks = 0;
  for (const [each, fields] of all) if (isBelow(each)) for (const field of fields.slice(11, 15)) ticks += Number(field);
  return ticks * 10;
}

const { bare } = bareBubblewrap(scratch);

const print = (what, ...figures) => process.stdout.write(`${what.padEnd(28)}${figures.map((figure) => figure.padStart(26)).join('')}\n`);
const rounds = 3;

async function measure(sandbox) {
  const server = await serve(sandbox);
  try {
    await measureAt(server, sandbox);
  } finally {
    server.child.kill('SIGTERM');
    await new Promise((resolve) => {
      server.child.once('exit', resolve);
    });
  }
}

async function measureAt(server, sandbox) {
  const { pid } = server.child;
  const connection = new Connection(server.address);
  const confined = sandbox === 'bubblewrap';
  /** Rounds of something, each next to bare bwrap; medians of the figures and of the ratios. */
  const beside = async (count, atOnce, work) => {
    const seen = [];
    for (let round = 0; round < rounds; round += 1) {
      const bareRun = confined ? await run(count, atOnce, bare) : undefined;
      const cpu = cpuMsBelow(pid);
      const ours = await run(count, atOnce, (index) => work(round * count + index));
      seen.push({ ours, bareRun, cpu: (cpuMsBelow(pid) - cpu) / count });
    }
    const middle = (pick) => median(seen.map(pick));
    return {
      p50: middle(({ ours }) => ours.p50),
      rate: middle(({ ours }) => ours.rate),
      cpu: middle((each) => each.cpu),
      ...(confined
        ? {
            over: middle(({ ours, bareRun }) => ours.p50 - bareRun.p50),
            ratio: middle(({ ours, bareRun }) => ours.rate / bareRun.rate),
            bareP50: middle(({ bareRun }) => bareRun.p50),
            bareRate: middle(({ bareRun }) => bareRun.rate),
          }
        : {}),
    };
  };
  const wanted = (name) => name.includes(values.case);
  try {
    for (const digest of await noops(connection, 24)) await execute(connection, digest);
    process.stdout.write(`\nsandbox: ${sandbox}\n`);
    print('', 'ours', confined ? 'bare bwrap' : '', 'aim', 'best peers, unconfined');
    if (wanted('no-op, one at a time')) {
      const count = scaled(100);
      const actions = await noops(connection, count * rounds);
      const seen = await beside(count, 1, (index) => execute(connection, actions[index]));
      print(
        'no-op, one at a time',
        `p50 ${seen.p50.toFixed(1)} ms, ${seen.cpu.toFixed(1)} ms CPU`,
        confined ? `${seen.bareP50.toFixed(1)} ms + ${seen.over.toFixed(1)} ms` : '',
        confined ? 'bare + 4 ms' : '4.5 ms',
        '4.6 ms',
      );
    }
    if (wanted('no-op, 8 at a time')) {
      const count = scaled(300);
      const actions = await noops(connection, count * rounds);
      const seen = await beside(count, 8, (index) => execute(connection, actions[index]));
      print(
        'no-op, 8 at a time',
        `${seen.rate.toFixed(0)}/s, ${seen.cpu.toFixed(1)} ms CPU`,
        confined ? `${seen.bareRate.toFixed(0)}/s x ${seen.ratio.toFixed(2)}` : '',
        confined ? 'bare x 0.65' : '400/s',
        '450/s, 3.6 ms CPU',
      );
    }
    if (wanted('50 inputs of 4 KiB')) {
      const count = scaled(150);
      const actions = await joins(connection, count * rounds);
      const seen = await beside(count, 4, async (index) => {
        const { outputFiles } = await execute(connection, actions[index].action);
        if (outputFiles[0]?.digest?.hash !== actions[index].expected) throw new Error('a wrong output');
      });
      print(
        '50 inputs of 4 KiB, 4 at once',
        `${seen.rate.toFixed(0)}/s, ${seen.cpu.toFixed(1)} ms CPU`,
        confined ? `${seen.bareRate.toFixed(0)}/s x ${seen.ratio.toFixed(2)}` : '',
        '120/s',
        '170/s, 10.3 ms CPU',
      );
    }
    if (wanted('cached')) {
      const actions = await noops(connection, 200);
      await run(actions.length, 8, (index) => execute(connection, actions[index]));
      const count = scaled(6000);
      const ask = (index) => execute(connection, actions[index % actions.length], true);
      await run(count, 8, ask);
      const seen = [];
      for (let round = 0; round < rounds; round += 1) {
        const cpu = cpuMsBelow(pid);
        const { rate } = await run(count, 8, ask);
        seen.push({ rate, cpu: (cpuMsBelow(pid) - cpu) / count });
      }
      const [rate, cpu] = [median(seen.map((each) => each.rate)), median(seen.map((each) => each.cpu))];
      print('cached, 8 at a time', `${rate.toFixed(0)}/s, ${cpu.toFixed(2)} ms CPU`, '', '4000/s, 0.30 ms CPU', '4100/s, 0.32 ms CPU');
    }
  } finally {
    connection.close();
  }
}

async function measureFarm() {
  const { child, address } = await serve('host', '--worker-concurrency=0');
  const connection = new Connection(address);
  try {
    process.stdout.write('\na farm\n');
    if ('idle'.includes(values.case)) {
      const options = { workers: 8, dev, scratch, seconds: 10 };
      const part = await idle(child.pid, address, connection, options);
      print('idle, 8 workers', `${(part * 100).toFixed(2)} % of a core`, '', '1 %', '55 %');
    }
    if ('dispatch'.includes(values.case)) {
      const count = scaled(10_000);
      const { p50, slowest } = await dispatch(await noops(connection, count), () => new Connection(address));
      print(`dispatch, ${count} queued`, `p50 ${p50.toFixed(2)} ms, max ${slowest.toFixed(1)}`, '', '2 ms', '');
    }
  } finally {
    connection.close();
    child.kill('SIGKILL');
    await new Promise((resolve) => {
      child.once('exit', resolve);
    });
  }
}

for (const sandbox of values.sandbox.split(',')) if (sandbox !== 'none') await measure(sandbox);
if (['idle', 'dispatch'].some((name) => name.includes(values.case))) await measureFarm();
