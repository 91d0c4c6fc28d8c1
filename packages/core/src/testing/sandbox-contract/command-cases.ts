import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import type { SandboxCase } from './sandbox-case.ts';

const nulSeparated = (text: string): readonly string[] =>
  text
    .split('\0')
    .filter((part) => part !== '')
    .sort();

/** How the command is started, and what is said of its end. */
export const commandCases: readonly SandboxCase[] = [
  {
    title: 'gives the exit code',
    needs: [],
    run: async (subject) => {
      for (const code of [0, 1, 42, 255]) assert.equal((await subject.run({ script: `exit ${code}` })).exitCode, code);
    },
  },
  {
    title: 'gives 128 + N where signal N ended the command',
    needs: [],
    run: async (subject) => {
      assert.equal((await subject.run({ script: 'kill -TERM $$; sleep 10' })).exitCode, 143);
      assert.equal((await subject.run({ script: 'kill -KILL $$; sleep 10' })).exitCode, 137);
      assert.equal((await subject.run({ script: 'kill -SEGV $$; sleep 10' })).exitCode, 139);
    },
  },
  {
    title: 'gives 127 and says so where the command is not found, 126 where it cannot be executed',
    needs: [],
    run: async (subject) => {
      for (const program of ['no-such-command-anywhere', './no-such-file', '/no/such/folder/command']) {
        const missing = await subject.run({ arguments: [program] });
        assert.equal(missing.exitCode, 127, program);
        assert.match(await subject.text(missing.stderr), /no such|not found/i);
      }
      const plain = await subject.run({ arguments: ['./plain'], files: { plain: 'text' } });
      assert.equal(plain.exitCode, 126);
      assert.match(await subject.text(plain.stderr), /permission|denied|execut/i);
    },
  },
  {
    title: 'passes arguments as they are',
    needs: [],
    run: async (subject) => {
      const values = ['', ' ', 'two words', '*', '$HOME', '"', "'", '\\', '-n', '--', 'line\nbreak', 'käse', '`false`', '~', '{a,b}'];
      const printed = await subject.print({ arguments: ['sh', '-c', `printf '%s|' "$@"`, 'sh', ...values] });
      assert.equal(printed, values.map((value) => `${value}|`).join(''));
    },
  },
  {
    title: 'gives the command exactly its environment',
    needs: [],
    run: async (subject) => {
      const environment = { PATH: '/usr/bin:/bin', EMPTY: '', LINES: 'a\nb', TEXT: 'ä = "ö"', LD_BIND_NOW: '1', PWD: '/nowhere' };
      const printed = nulSeparated(await subject.print({ arguments: ['env', '-0'], environment }));
      assert.deepEqual(
        printed,
        Object.entries(environment)
          .map(([name, value]) => `${name}=${value}`)
          .sort(),
      );
    },
  },
  {
    title: 'looks commands up in a default PATH, and passes that on, where the Command has none',
    needs: [],
    run: async (subject) => {
      const printed = nulSeparated(await subject.print({ arguments: ['env', '-0'] }));
      assert.equal(printed.length, 1);
      assert.match(printed[0] ?? '', /^PATH=.*\/bin/);
    },
  },
  {
    title: "looks commands up in the Command's own PATH",
    needs: [],
    run: async (subject) => {
      const tool = '#!/bin/sh\necho the right one\n';
      const printed = await subject.print({
        arguments: ['env'],
        environment: { PATH: 'tools:/usr/bin:/bin' },
        files: { 'tools/env': tool },
      });
      assert.equal(printed, 'the right one\n');
      assert.equal((await subject.run({ arguments: ['env'], environment: { PATH: '/no/such/folder' } })).exitCode, 127);
    },
  },
  {
    title: 'runs in the working directory, and makes it if it is no input',
    needs: [],
    run: async (subject) => {
      const script = 'cat name; cd ..; cat name; echo "${PWD##*/}"';
      const files = { 'a/name': 'outer ', 'a/b/name': 'inner ' };
      assert.equal(await subject.print({ script, workingDirectory: 'a/b', files }), 'inner outer a\n');
      assert.match(await subject.print({ script: 'pwd', workingDirectory: 'new/folder' }), /\/job\/new\/folder\n$/);
    },
  },
  {
    title: 'runs a command with a slash relative to the working directory',
    needs: [],
    run: async (subject) => {
      const files = { 'a/run.sh': '#!/bin/sh\necho from a\n', 'run.sh': '#!/bin/sh\necho from above\n' };
      assert.equal(await subject.print({ arguments: ['./run.sh'], workingDirectory: 'a', files }), 'from a\n');
      assert.equal(await subject.print({ arguments: ['../run.sh'], workingDirectory: 'a', files }), 'from above\n');
    },
  },
  {
    title: 'gives the command an empty stdin',
    needs: [],
    run: async (subject) => {
      assert.equal(await subject.print({ script: 'cat; echo end' }), 'end\n');
    },
  },
  {
    title: 'keeps stdout and stderr apart, and every byte of many megabytes of each',
    needs: [],
    run: async (subject) => {
      const block = randomBytes(1 << 20);
      const times = subject.printedMebibytes;
      const script = `i=0; while [ $i -lt ${times / 4} ]; do cat b b b b; cat b b b b >&2; i=$((i+1)); done; echo end >&2`;
      const result = await subject.run({ script, files: { b: { contents: block, isExecutable: false } } });
      assert.equal(result.exitCode, 0);
      const hash = createHash('sha256');
      for (let at = 0; at < times; at += 1) hash.update(block);
      assert.deepEqual(result.stdout, { hash: hash.copy().digest('hex'), sizeBytes: times * 2 ** 20 });
      assert.deepEqual(result.stderr, { hash: hash.update('end\n').digest('hex'), sizeBytes: times * 2 ** 20 + 4 });
      const stdout = await subject.blob(result.stdout);
      for (let at = 0; at < stdout.byteLength; at += 2 ** 20) assert.ok(block.equals(stdout.subarray(at, at + 2 ** 20)));
    },
  },
];
