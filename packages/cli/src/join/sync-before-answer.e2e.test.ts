import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from '@jest/globals';
import { digestOf, emptyDigest } from '@sandwright/core';
import { sampleBlob, temporaryDirectory } from '@sandwright/core/testing';
import { connect } from '@sandwright/sandbox-remote';
import { describeWith, findOnPath } from '../clients/describe-with.ts';
import { frameTypesIn, parseTrace, type SystemCall } from './system-calls.ts';

const program = join(import.meta.dirname, '../../bundle/sandwright.js');
const serve = [program, 'serve', '--listen', '127.0.0.1:0', '--role', 'cache', '--data'];
const traced = 'openat,mkdir,mkdirat,rename,renameat,renameat2,write,writev,pwrite64,pwritev,pwritev2,sendto,sendmsg,fsync,fdatasync';

/** Frames that tell the client something about a call: DATA and HEADERS. */
const answers = new Set([0, 1]);

interface Verdict {
  /** Answers before which something was written. */
  readonly answersAfterWrites: number;
  /** What was not on the disk when an answer left. */
  readonly unsynced: readonly string[];
}

/** Follows what is written below a folder, what is synced, and what is told to clients. */
function judge(calls: readonly SystemCall[], data: string): Verdict {
  const dirty = new Map<string, number>();
  const unsynced: string[] = [];
  let written = false;
  let answersAfterWrites = 0;
  const isKept = (path: string): boolean => path.startsWith(data) && /\/(?:segments|large)\//u.test(path);
  for (const { name, target, data: bytes, creates, began, ended } of calls) {
    if (/^f(?:data)?sync$/u.test(name)) {
      // What was written while it went on may or may not have been taken along.
      if ((dirty.get(target) ?? Number.POSITIVE_INFINITY) < began) dirty.delete(target);
    } else if (/^(?:p?writev?2?|pwrite64|sendto|sendmsg)$/u.test(name) && isKept(target)) {
      dirty.set(target, ended);
      written = true;
    } else if (creates) {
      if (isKept(target)) dirty.set(dirname(target), ended);
    } else if (name !== 'openat' && /^(?:socket|TCP)/u.test(target) && frameTypesIn(bytes).some((type) => answers.has(type))) {
      if (written) answersAfterWrites += 1;
      written = false;
      unsynced.push(...dirty.keys());
    }
  }
  return { answersAfterWrites, unsynced };
}

describeWith('a trace of system calls', [findOnPath('strace', 'strace')], (strace = '') => {
  test('shows a sync of all that was written, and of each new name, before each answer, and nothing made elsewhere', async () => {
    await using folder = await temporaryDirectory('sandwright-trace-');
    const data = join(folder.path, 'data');
    const trace = join(folder.path, 'trace');
    const child = spawn(
      strace,
      ['-f', '-y', '-x', '-s', '4194304', '-e', `trace=${traced}`, '-o', trace, process.execPath, ...serve, data],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    const ended = once(child, 'exit');
    const complaints: Buffer[] = [];
    child.stderr.on('data', (piece: Buffer) => complaints.push(piece));
    let address: string | undefined;
    for await (const line of createInterface({ input: child.stdout })) {
      address = /serves grpc:\/\/(\S+)/u.exec(line)?.[1];
      if (address !== undefined) break;
    }
    if (address === undefined) throw new Error(`strace could not trace the server: ${Buffer.concat(complaints).toString()}`);
    const sizes = [1, 4_000, 60_000, 200_000, 1_500_000];
    {
      using connection = connect({ storeAddress: address, instanceName: 'main', compress: false });
      for (const [seed, size] of sizes.entries()) {
        const { digest, data: blob } = sampleBlob(size, seed + 1);
        await connection.storage.write(digest, blob);
      }
      await connection.storage.writeBatch([1, 2, 3].map((seed) => sampleBlob(3_000, seed + 100)));
      await connection.actionCache.put(digestOf(Buffer.from('an action')), {
        exitCode: 0,
        stdout: emptyDigest,
        stderr: emptyDigest,
        outputs: [],
        metadata: { worker: '' },
      });
    }
    // strace ends with what it traces, and passes no signal on.
    const [, server = ''] = /^(\d+) /u.exec(await readFile(trace, 'utf8')) ?? [];
    process.kill(Number(server), 'SIGTERM');
    await ended;
    const calls = parseTrace(await readFile(trace, 'utf8'));
    // In a checkout Node keeps beside the bundle what it compiled of it; where that cannot be written, it is not kept.
    const allowed = [data, dirname(program)];
    const made = calls.filter(({ creates }) => creates).map(({ target }) => target);
    expect(made.filter((path) => !allowed.some((folder) => path.startsWith(folder)))).toEqual([]);
    const verdict = judge(calls, data);
    expect(verdict.unsynced).toEqual([]);
    // Five blobs, a batch and a result; that they were seen shows that the trace sees what it should.
    expect(verdict.answersAfterWrites).toBeGreaterThanOrEqual(7);
  });
});
