import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FakeInputs, FakeOutcome, FakePrograms } from '../testing/fake-command.ts';
import { abortError } from '../util/abort.ts';
import type { EngineRig } from './engine-rig.ts';

/** `cc OUT IN...`: an object is its inputs in brackets, comments dropped; `fail`, `forget`, `hang` do as they say. */
export const programs: FakePrograms = {
  cc: ({ arguments: [out = '', ...inputs], files, action }: FakeInputs): FakeOutcome => {
    const texts: string[] = [];
    for (const name of inputs) {
      const path = action.command.workingDirectory === '' ? name : `${action.command.workingDirectory}/${name}`;
      const text = files.get(path);
      if (text === undefined) return { exitCode: 1, stderr: `cc: error: ${name}: No such file or directory\n` };
      texts.push(text.replace(/#.*/u, '').trim());
    }
    return { outputs: { [out]: `[${texts.join('+')}]` } };
  },
  tree: () => ({
    outputs: { tree: { folder: { a: 'A', sub: { folder: { run: { executable: 'R' }, link: { link: '../a' } } }, empty: { folder: {} } } } },
  }),
  list: ({ files, folders }) => ({
    outputs: { listing: [...files.keys(), ...[...folders].map((folder) => `${folder}/`)].sort().join('\n') },
  }),
  fail: ({ arguments: [code = '1'] }) => ({ exitCode: Number(code), stdout: 'said\n', stderr: 'wrong\n' }),
  forget: () => ({ outputs: { other: 'x' } }),
  env: ({ environment }) => ({ outputs: { env: [...environment].map(([name, value]) => `${name}=${value}`).join('\n') } }),
  hang: ({ signal }) =>
    new Promise((_resolve, reject) => {
      signal?.addEventListener('abort', () => reject(abortError(signal)));
    }),
};

/** A program of a source and an object that another target makes. */
export const hello = {
  'sandwright.yaml': `targets:
  hello: {command: [cc, hello, main.c, lib/greet.o], sources: [main.c], dependencies: ["//lib:greet"], outputs: [hello]}
`,
  'lib/BUILD.yaml': `targets:
  greet: {command: [cc, greet.o, greet.c], sources: [greet.c], outputs: [greet.o]}
`,
  'main.c': 'main',
  'lib/greet.c': 'greet # comment',
};

/** What an output in `out/` says. */
export const out = (rig: EngineRig, path: string): string => readFileSync(join(rig.project.root, 'out', path), 'utf8');
/** What was told of the end of each target. */
export const finished = (rig: EngineRig) => rig.events.filter((event) => event.type === 'target-finished');
