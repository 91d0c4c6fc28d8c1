import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { FakePrograms } from '../testing/fake-command.ts';
import { randomNumbers } from '../testing/random-numbers.ts';
import { EngineRig } from './engine-rig.ts';

/** A target `//dN:t` that joins its source and its dependencies' outputs, and fails if its source says so. */
interface Model {
  source: string;
  readonly dependencies: readonly number[];
}

/** `join OUT PATH...`: what the files say, in order; comments (after a hash) make no difference. */
const programs: FakePrograms = {
  join: ({ arguments: [out = '', ...paths], files }) => {
    const texts = paths.map((path) => (files.get(path) ?? '?').replace(/#.*/u, ''));
    return texts[0]?.includes('bad') === true ? { exitCode: 3 } : { outputs: { [out]: `(${texts.join(' ')})` } };
  },
};

const label = (index: number): string => `//d${index}:t`;

function filesOf(models: readonly Model[]): Readonly<Record<string, string>> {
  const files: Record<string, string> = { 'sandwright.yaml': 'targets: {}\n' };
  models.forEach(({ source, dependencies }, index) => {
    const paths = [`d${index}/source`, ...dependencies.map((dependency) => `d${dependency}/o`)];
    files[`d${index}/source`] = source;
    const labels = dependencies.map((dependency) => `"${label(dependency)}"`).join(', ');
    files[`d${index}/BUILD.yaml`] =
      `targets:\n  t: {command: [join, o, ${paths.join(', ')}], sources: [source], ` +
      `${labels === '' ? '' : `dependencies: [${labels}], `}outputs: [o]}\n`;
  });
  return files;
}

/** What a right build gives: the output of each target, or `failed`, or `skipped`; and which commands a build without memory would need. */
function evaluate(models: readonly Model[]): readonly { readonly output: string; readonly key: string }[] {
  const values: { output: string; key: string }[] = [];
  for (const [index, { source, dependencies }] of models.entries()) {
    const inputs = dependencies.map((dependency) => values[dependency]?.output ?? '');
    const key = JSON.stringify([index, source, inputs]);
    const blocked = inputs.some((input) => input === 'failed' || input === 'skipped');
    const text = [source.replace(/#.*/u, ''), ...inputs].join(' ');
    values.push({ key, output: blocked ? 'skipped' : source.includes('bad') ? 'failed' : `(${text})` });
  }
  return values;
}

const projects = process.env['SANDWRIGHT_SOAK'] === '1' ? 300 : 12;

test('random projects under random edits: exactly what is needed runs, and the outputs are right', async () => {
  const random = randomNumbers(20_261);
  const below = (limit: number): number => Math.floor(random() * limit);
  for (let project = 0; project < projects; project += 1) {
    const models: Model[] = Array.from({ length: 2 + below(10) }, (_, index) => ({
      source: `s${index}`,
      dependencies: Array.from({ length: index }, (_unused, other) => other).filter(() => random() < 0.3),
    }));
    using rig = new EngineRig(filesOf(models), programs);
    const known = new Set<string>();
    for (let edit = 0; edit < 6; edit += 1) {
      const expected = evaluate(models);
      const needed = expected.flatMap(({ key, output }, index) => (output === 'skipped' || known.has(key) ? [] : [label(index)]));
      const { outcomes } = await rig.build({ keepGoing: true });
      const ran = rig.sandbox.executed.splice(0).map((action) => `//${action.command.workingDirectory}:t`);
      expect(ran.sort()).toEqual(needed.sort());
      expected.forEach(({ key, output }, index) => {
        const status = output === 'failed' || output === 'skipped' ? output : 'succeeded';
        expect(outcomes.get(label(index))?.status).toBe(status);
        if (status !== 'succeeded') return;
        known.add(key);
        expect(readFileSync(join(rig.project.root, `out/d${index}/o`), 'utf8')).toBe(output);
      });
      disturb(models, rig.project.root, below);
    }
  }
}, 600_000);

/** Changes sources, or outputs behind the engine's back. */
function disturb(models: readonly Model[], root: string, below: (limit: number) => number): void {
  for (let change = 0; change < 2; change += 1) {
    const index = below(models.length);
    const model = models[index];
    if (model === undefined) continue;
    const output = join(root, `out/d${index}/o`);
    switch (below(5)) {
      case 0:
        model.source = `s${index}`;
        break;
      case 1:
        model.source = `n${below(3)}`;
        break;
      case 2:
        model.source = `${model.source}#${below(3)}`;
        break;
      case 3:
        model.source = `bad${below(2)}`;
        break;
      default:
        if (below(2) === 0) rmSync(output, { force: true });
        else if (existsSync(output)) writeFileSync(output, 'spoilt');
    }
    writeFileSync(join(root, `d${index}/source`), model.source);
  }
}
