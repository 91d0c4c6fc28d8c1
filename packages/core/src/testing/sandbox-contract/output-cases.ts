import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { digestOf, emptyDigest } from '../../digest/digest.ts';
import { silentLogger } from '../../logging/logger.ts';
import { decodeDirectory } from '../../merkle/decode-directory.ts';
import { failure, output, outputFile, outputFolder, unfold, uniqueSeconds } from './expectations.ts';
import type { SandboxCase } from './sandbox-case.ts';

/** What is collected of what a command leaves. */
export const outputCases: readonly SandboxCase[] = [
  {
    title: 'collects files and their executable bit, having made the folders above them',
    needs: [],
    run: async (subject) => {
      const result = await subject.run({
        script: 'echo plain > out/deep/plain && echo "#!" > out/tool && chmod 755 out/tool && : > empty',
        outputPaths: ['out/deep/plain', 'out/tool', 'empty'],
      });
      assert.equal(result.exitCode, 0, await subject.text(result.stderr));
      assert.deepEqual(
        result.outputs.map((each) => each.path),
        ['empty', 'out/deep/plain', 'out/tool'],
      );
      assert.equal(await subject.text(outputFile(result, 'out/deep/plain').digest), 'plain\n');
      assert.equal(outputFile(result, 'out/deep/plain').isExecutable, false);
      assert.equal(outputFile(result, 'out/tool').isExecutable, true);
      assert.deepEqual(outputFile(result, 'empty').digest, emptyDigest);
    },
  },
  {
    title: 'collects symbolic links as they are, dangling ones too',
    needs: [],
    run: async (subject) => {
      const script = 'echo x > file; ln -s file link; ln -s no/where dangling; ln -s /etc/shadow absolute';
      const result = await subject.run({ script, outputPaths: ['link', 'dangling', 'absolute'] });
      for (const [path, target] of [
        ['link', 'file'],
        ['dangling', 'no/where'],
        ['absolute', '/etc/shadow'],
      ] as const) {
        // Servers may also say of a link what the lists of before REAPI 2.1 want to know.
        const { legacyKind: _, ...link } = { legacyKind: undefined, ...output(result, path) };
        assert.deepEqual(link, { kind: 'symlink', path, target });
      }
    },
  },
  {
    title: 'collects folders: empty, nested, with links in them',
    needs: [],
    run: async (subject) => {
      const script = 'mkdir -p empty out/a/b out/none; echo 1 > out/one; echo 2 > out/a/b/two; ln -s a/b/two out/link';
      const result = await subject.run({ script, outputPaths: ['empty', 'out'] });
      assert.deepEqual(await unfold(subject, outputFolder(result, 'empty')), {});
      assert.deepEqual(await unfold(subject, outputFolder(result, 'out')), { one: '1\n', 'a/b/two': '2\n', link: '-> a/b/two', none: '/' });
    },
  },
  {
    title: 'reports folders as Directory messages where that is asked for',
    needs: [],
    run: async (subject) => {
      const result = await subject.run({
        script: 'mkdir -p out/inner empty; echo x > out/inner/file',
        outputPaths: ['out', 'empty'],
        outputDirectoryFormat: 'DIRECTORY_ONLY',
      });
      const { rootDirectoryDigest } = outputFolder(result, 'out');
      assert.ok(rootDirectoryDigest !== undefined);
      const [inner] = decodeDirectory(await subject.blob(rootDirectoryDigest)).directories;
      assert.equal(inner?.name, 'inner');
      assert.equal(decodeDirectory(await subject.blob(inner.digest)).files[0]?.name, 'file');
      assert.deepEqual(outputFolder(result, 'empty').rootDirectoryDigest, emptyDigest);
    },
  },
  {
    title: 'collects what `output_files` and `output_directories` name',
    needs: [],
    run: async (subject) => {
      const result = await subject.run({
        script: 'echo f > sub/file; mkdir sub/folder; echo g > sub/folder/g; ln -s file sub/link; echo other > sub/other',
        outputFiles: ['sub/file', 'sub/link', 'sub/missing'],
        outputDirectories: ['sub/folder', 'sub/absent'],
      });
      assert.deepEqual(
        result.outputs.map((each) => each.path),
        ['sub/file', 'sub/folder', 'sub/link'],
      );
      assert.equal(await subject.text(outputFile(result, 'sub/file').digest), 'f\n');
      assert.deepEqual(await unfold(subject, outputFolder(result, 'sub/folder')), { g: 'g\n' });
      assert.equal(output(result, 'sub/link').kind, 'symlink');
    },
  },
  {
    title: 'refuses a folder where `output_files` names a file, and the reverse',
    needs: [],
    run: async (subject) => {
      await failure(subject.run({ script: 'mkdir out', outputFiles: ['out'] }), 'ACTION_FAILED');
      await failure(subject.run({ script: ': > out', outputDirectories: ['out'] }), 'ACTION_FAILED');
    },
  },
  {
    title: 'collects the working directory itself as `.`, inputs included',
    needs: [],
    run: async (subject) => {
      const result = await subject.run({
        script: 'echo new > new; rm gone; mkdir made; echo changed > sub/changed',
        files: { kept: 'kept', gone: 'gone', 'sub/changed': 'before', 'sub/deep/kept': 'deep' },
        outputPaths: ['.'],
      });
      assert.deepEqual(await unfold(subject, outputFolder(result, '.')), {
        kept: 'kept',
        new: 'new\n',
        made: '/',
        'sub/changed': 'changed\n',
        'sub/deep/kept': 'deep',
      });
    },
  },
  {
    title: 'collects an output that stands where an input stood',
    needs: [],
    run: async (subject) => {
      const files = { over: 'before', appended: 'before ', 'folder/file': 'before' };
      const script = 'mv over tmp; echo after > over; echo after >> appended; rm -r folder; echo file > folder';
      const result = await subject.run({
        script: `chmod u+w appended; ${script}`,
        files,
        outputPaths: Object.keys(files).concat('folder'),
      });
      assert.equal(await subject.text(outputFile(result, 'over').digest), 'after\n');
      assert.equal(await subject.text(outputFile(result, 'appended').digest), 'before after\n');
      assert.equal(await subject.text(outputFile(result, 'folder').digest), 'file\n');
      assert.equal(await subject.text(digestOf(Buffer.from('before '))), 'before ');
    },
  },
  {
    title: 'drops what is not declared and invents nothing that is missing',
    needs: [],
    run: async (subject) => {
      const contents = `undeclared ${uniqueSeconds()}\n`;
      const result = await subject.run({
        script: `printf '${contents}' > undeclared; echo x > there`,
        outputPaths: ['there', 'missing', 'no/such'],
      });
      assert.deepEqual(
        result.outputs.map((each) => each.path),
        ['there'],
      );
      assert.equal((await subject.storage.findMissing([digestOf(Buffer.from(contents))])).length, 1);
    },
  },
  {
    title: 'collects what a failing command left',
    needs: [],
    run: async (subject) => {
      const result = await subject.run({ script: 'echo half > log; exit 3', outputPaths: ['log'] });
      assert.equal(result.exitCode, 3);
      assert.equal(await subject.text(outputFile(result, 'log').digest), 'half\n');
    },
  },
  {
    title: 'collects an output above the working directory, and echoes its path as it was spelled',
    needs: [],
    run: async (subject) => {
      const result = await subject.run({ script: 'echo up > ../../up', workingDirectory: 'a/b', outputPaths: ['../../up'] });
      assert.equal(await subject.text(outputFile(result, '../../up').digest), 'up\n');
    },
  },
  {
    title: 'never runs an action whose outputs leave the input root',
    needs: [],
    run: async (subject) => {
      const marker = join(tmpdir(), `sandwright-never-${uniqueSeconds()}`);
      const action = await subject.action({ script: `: > ${marker}` });
      for (const path of ['../../escaped', '/tmp/escaped']) {
        const escaping = { ...action, command: { ...action.command, outputPaths: [path] } };
        await failure(subject.sandbox.execute(escaping, { logger: silentLogger }), 'ACTION_INVALID');
      }
      assert.equal(existsSync(marker), false);
    },
  },
  {
    title: 'reports the node properties that were asked for',
    needs: [],
    run: async (subject) => {
      const sample = { script: 'echo x > f; chmod 751 f; touch -d @1234567890 f', outputPaths: ['f'] };
      const [plain] = (await subject.run(sample)).outputs;
      assert.equal(plain !== undefined && 'nodeProperties' in plain, false);
      const [described] = (await subject.run({ ...sample, outputNodeProperties: ['mtime', 'unix_mode'] })).outputs;
      assert.ok(described?.kind === 'file');
      assert.deepEqual(described.nodeProperties?.mtime, { seconds: 1_234_567_890, nanos: 0 });
      assert.equal(described.nodeProperties?.unixMode, 0o751);
    },
  },
];
