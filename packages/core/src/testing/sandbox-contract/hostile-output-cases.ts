import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { SandwrightError } from '../../errors/sandwright-error.ts';
import { failure, output, outputFile, outputFolder, unfold } from './expectations.ts';
import type { SandboxCase } from './sandbox-case.ts';

const soak = process.env.SANDWRIGHT_SOAK === '1';

/** Actions that leave bad outputs. Each ends with a result or a coded error. */
export const hostileOutputCases: readonly SandboxCase[] = [
  {
    title: 'refuses a fifo as an output, and leaves one out of an output folder',
    needs: [],
    run: async (subject) => {
      await failure(subject.run({ script: 'mkfifo out', outputPaths: ['out'] }), 'ACTION_FAILED');
      const result = await subject.run({ script: 'mkdir out; mkfifo out/fifo; echo x > out/file', outputPaths: ['out'] });
      assert.deepEqual(await unfold(subject, outputFolder(result, 'out')), { file: 'x\n' });
    },
  },
  {
    title: 'refuses a socket as an output',
    needs: ['/usr/bin/perl'],
    run: async (subject) => {
      const script = `/usr/bin/perl -e 'use Socket; socket(S, AF_UNIX, SOCK_STREAM, 0); bind(S, pack_sockaddr_un("out")) or die'`;
      await failure(subject.run({ script, outputPaths: ['out'] }), 'ACTION_FAILED');
    },
  },
  {
    title: 'collects no device, whether or not it can be made',
    needs: ['isolated-filesystem', '/usr/bin/perl'],
    run: async (subject) => {
      const mknod = process.arch === 'arm64' ? 33 : 133;
      const call = process.arch === 'arm64' ? `${mknod}, -100, "out", 0020666, 259` : `${mknod}, "out", 0020666, 259`;
      const attempt = subject.run({ script: `/usr/bin/perl -e 'syscall(${call})'; exit 0`, outputPaths: ['out'] });
      const outcome = await attempt.catch((error: unknown) => error);
      if (SandwrightError.is(outcome)) assert.equal(outcome.code, 'ACTION_FAILED');
      else assert.deepEqual((outcome as Awaited<typeof attempt>).outputs, []);
    },
  },
  {
    title: 'drops set-id bits of outputs',
    needs: [],
    run: async (subject) => {
      const result = await subject.run({
        script: 'echo x > out; chmod 6755 out',
        outputPaths: ['out'],
        outputNodeProperties: ['unix_mode'],
      });
      assert.equal(outputFile(result, 'out').nodeProperties?.unixMode, 0o755);
    },
  },
  {
    title: 'collects a hard link to an input as a file of its own',
    needs: [],
    run: async (subject) => {
      const result = await subject.run({
        script: 'ln input out 2>/dev/null || cp input out',
        files: { input: 'bytes' },
        outputPaths: ['out'],
      });
      assert.equal(await subject.text(outputFile(result, 'out').digest), 'bytes');
    },
  },
  {
    title: 'follows no link out of the tree, neither an output nor a folder above one',
    needs: [],
    run: async (subject) => {
      const result = await subject.run({ script: 'ln -s /etc/shadow out; ln -s ../../../etc/passwd up', outputPaths: ['out', 'up'] });
      assert.equal(output(result, 'out').kind, 'symlink');
      assert.equal(output(result, 'up').kind, 'symlink');
      for (const target of ['/etc', '../../../../../../../../etc']) {
        await failure(subject.run({ script: `rmdir dir; ln -s ${target} dir`, outputPaths: ['dir/passwd'] }), 'ACTION_FAILED');
      }
    },
  },
  {
    title: 'makes no folders outside through links among the inputs',
    needs: [],
    run: async (subject) => {
      const sample = {
        script: 'exit 0',
        links: { out: '/tmp/sandwright-should-not-be', up: '../../../tmp' },
        outputPaths: ['out/a/b', 'up/sandwright-no/b'],
      };
      const outcome = await subject.run(sample).catch((error: unknown) => error);
      assert.equal(existsSync('/tmp/sandwright-should-not-be') || existsSync('/tmp/sandwright-no'), false);
      if (outcome instanceof Error) assert.ok(SandwrightError.is(outcome) && outcome.code === 'ACTION_FAILED', String(outcome));
    },
  },
  {
    title: 'collects names of 255 bytes, and folders 200 deep with such names',
    needs: [],
    run: async (subject) => {
      const name = 'n'.repeat(255);
      const script = `mkdir out; cd out; echo x > ${name.slice(1)}y; i=0; while [ $i -lt 200 ]; do mkdir ${name} && cd -P ${name} 2>/dev/null || break; i=$((i+1)); done; echo $i; echo x > leaf`;
      const result = await subject.run({ script, outputPaths: ['out'] });
      assert.equal(result.exitCode, 0, await subject.text(result.stderr));
      assert.ok(Number(await subject.text(result.stdout)) >= 10);
      const entries = Object.keys(await unfold(subject, outputFolder(result, 'out')));
      assert.equal(entries.length, 2);
    },
  },
  {
    title: `collects or refuses ${soak ? 'a million' : 'three thousand'} entries`,
    needs: [],
    run: async (subject) => {
      const folders = soak ? 1000 : 3;
      const thousand = `i=0; while [ $i -lt 1000 ]; do : > $1/$i; i=$((i+1)); done`;
      const script = `mkdir out; j=0; while [ $j -lt ${folders} ]; do mkdir out/$j; sh -c '${thousand}' sh out/$j; j=$((j+1)); done`;
      const outcome = await subject.run({ script, outputPaths: ['out'] }).catch((error: unknown) => error);
      if (outcome instanceof Error) assert.ok(SandwrightError.is(outcome) && outcome.code === 'ACTION_FAILED', String(outcome));
      else assert.equal((outcome as { outputs: readonly unknown[] }).outputs.length, 1);
    },
  },
  {
    title: 'gives a result where the command removed its working directory, or everything',
    needs: ['isolated-filesystem'],
    run: async (subject) => {
      const removed = await subject.run({ script: 'rm -rf ../job; rmdir ../job; exit 0', files: { a: 'a' }, outputPaths: ['a', 'b'] });
      assert.deepEqual([removed.exitCode, removed.outputs], [0, []]);
      const closed = await subject.run({ script: 'mkdir out; echo x > out/f; chmod 000 out/f out .', outputPaths: ['out'] });
      assert.deepEqual(await unfold(subject, outputFolder(closed, 'out')), { f: 'x\n' });
    },
  },
  {
    title: 'refuses names that are not UTF-8',
    needs: [],
    run: async (subject) => {
      await failure(subject.run({ script: `mkdir out; : > out/$(printf 'a\\377')`, outputPaths: ['out'] }), 'ACTION_FAILED');
    },
  },
];
