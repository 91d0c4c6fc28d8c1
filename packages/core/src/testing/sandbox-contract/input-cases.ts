import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { digestOf } from '../../digest/digest.ts';
import type { SandboxCase } from './sandbox-case.ts';

/** What a command sees of its inputs, and what it cannot do to them. */
export const inputCases: readonly SandboxCase[] = [
  {
    title: 'shows inputs as they were declared',
    needs: [],
    run: async (subject) => {
      const printed = await subject.print({
        script: `cat file sub/file link; ./tool; [ -x file ] && echo bad; [ -d empty ] && echo empty; [ -L dangling ] && echo dangling
          for f in * .h*; do echo "$f"; done; for f in empty/*; do echo "$f"; done`,
        files: { file: '1 ', 'sub/file': '2 ', tool: '#!/bin/sh\necho tool\n', '.hidden': '' },
        links: { link: 'sub/file', dangling: '../../nowhere' },
        folders: ['empty'],
      });
      assert.equal(printed, '1 2 2 tool\nempty\ndangling\ndangling\nempty\nfile\nlink\nsub\ntool\n.hidden\nempty/*\n');
    },
  },
  {
    title: 'cannot change the stored bytes of inputs, whatever it does to what it sees',
    needs: ['read-only-inputs'],
    run: async (subject) => {
      const files = { file: `precious ${subject.root}`, tool: '#!/bin/sh\necho precious tool\n', 'sub/other': 'precious too' };
      await subject.run({
        script: `for f in file tool sub/other; do
            echo bad >> $f; echo bad > $f; chmod 777 $f; echo bad >> $f; chmod +x $f; ln $f hard-$f; echo bad >> hard-$f; touch $f
          done; rm -f file; echo bad > file; rm -rf sub; exit 0`,
        files,
      });
      const printed = await subject.print({ script: 'cat file sub/other; ./tool; [ -x file ] && echo executable; exit 0', files });
      assert.equal(printed, `${files.file}precious tooprecious tool\n`);
      for (const contents of Object.values(files)) assert.equal(await subject.text(digestOf(Buffer.from(contents))), contents);
    },
  },
  {
    title: 'shows nothing that is not an input',
    needs: ['isolated-filesystem'],
    run: async (subject) => {
      const folder = mkdtempSync(join(tmpdir(), 'sandwright-unseen-'));
      try {
        writeFileSync(join(folder, 'secret'), 'secret');
        const script = `cat ${folder}/secret ${subject.cacheDirectory}/* 2>&1; ls ${folder} ${subject.cacheDirectory} 2>&1; ls -A`;
        const printed = await subject.text((await subject.run({ script, files: { only: '' } })).stdout);
        assert.doesNotMatch(printed, /^secret/m);
        assert.match(printed, /(^|\n)only\n$/);
        assert.doesNotMatch(printed, /total|^\d+-/m);
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  },
  {
    title: 'shows the input root as `/`',
    needs: ['input-root-as-root', 'root: input'],
    run: async (subject) => {
      const printed = await subject.print({
        script: 'pwd; for f in /*; do echo "$f"; done; for f in /etc/*; do echo "$f"; done',
        files: { f: '' },
      });
      assert.match(printed, /^\/job\n\/bin\n\/dev\n\/job\n\/lib\n(\/lib64\n)?\/proc\n\/tmp\n\/etc\/\*\n$/);
    },
  },
  {
    title: 'gives each action a /tmp of its own that is empty',
    needs: ['isolated-filesystem'],
    run: async (subject) => {
      for (const name of ['a', 'b']) {
        assert.equal(await subject.print({ script: `for f in /tmp/*; do echo "$f"; done; echo x > /tmp/${name}` }), '/tmp/*\n');
      }
    },
  },
];
