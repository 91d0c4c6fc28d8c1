import {
  type ActionResult,
  compareOutputs,
  localEnvironmentName,
  type OutputDifference,
  SandwrightError,
  type Target,
} from '@sandwright/core';
import { buildFlags } from '../arguments/build-flags.ts';
import { projectWith } from '../compose/project-with.ts';
import type { OpenProject } from '../process/open-project.ts';
import { defineCommand } from './command.ts';
import { runBuild } from './run-build.ts';

/** `sandwright verify`. */
export const command = defineCommand({
  usage: 'TARGET…',
  description: `Runs the commands of targets in two environments, on the same inputs, and compares what they made. Every path that differs is named.
What they depend on is built as usual; out/ is not touched. The exit code is 1 if anything differs.`,
  flags: {
    ...buildFlags,
    environments: {
      kind: 'text',
      placeholder: 'A,B',
      help: 'Names of the two environments (default: __local__, and the remote one of the target or else the first of the project).',
    },
  },
  positionals: { minimum: 1, maximum: Number.POSITIVE_INFINITY },
  run: async (invocation) => {
    const { positionals, signal, terminal, values } = invocation;
    const pairs: { readonly target: Target; readonly copies: readonly [Target, Target] }[] = [];
    const results = new Map<string, ActionResult>();
    const chosen = new Map<string, string>();
    const reports: VerifyReport[] = [];
    const { summary } = await runBuild(
      { ...invocation, values: { ...values, download: 'minimal', 'keep-going': true } },
      (opened) => {
        for (const target of opened.project.match(positionals, opened.from)) {
          const [one, other] = environmentsFor(target, opened, values.environments);
          pairs.push({ target, copies: [copyFor(target, one), copyFor(target, other)] });
        }
        return pairs.flatMap(({ copies }) => copies);
      },
      {
        stream: values.json === true ? terminal.out : terminal.err,
        request: (copies) => {
          const labels = new Set(copies.map(({ label }) => label));
          return {
            force: labels,
            isPlaced: ({ label }) => !labels.has(label),
            onResult: ({ label }, result) => results.set(label, result),
          };
        },
        join: ({ project }, _, copies) => Promise.resolve({ project: projectWith(project, copies) }),
        onEvent: (event) => {
          if (event.type === 'environment-chosen') chosen.set(event.environment, event.candidate);
        },
        built: async (composition) => {
          const { storage } = await composition.blobs();
          for (const { target, copies } of pairs) {
            const [one, other] = copies.map(({ label }) => results.get(label));
            if (one === undefined || other === undefined) continue;
            requireTwoPlaces(copies, chosen);
            const differences = await compareOutputs(storage, one.outputs, other.outputs, { signal });
            const environments = copies.map(({ environment }) => environment);
            reports.push({ type: 'target-verified', target: target.label, environments, identical: differences.length === 0, differences });
          }
        },
      },
    );
    for (const report of reports) terminal.out.write(values.json === true ? `${JSON.stringify(report)}\n` : describeReport(report));
    if (summary.exitCode !== 0) return summary.exitCode;
    return reports.every(({ identical }) => identical) ? 0 : 1;
  },
});

/** What was found out about one target. */
interface VerifyReport {
  readonly type: 'target-verified';
  readonly target: string;
  readonly environments: readonly string[];
  readonly identical: boolean;
  readonly differences: readonly OutputDifference[];
}

function environmentsFor(target: Target, { project }: OpenProject, wanted: string | undefined): readonly [string, string] {
  if (wanted !== undefined) {
    const [one, other, ...more] = wanted.split(',').map((name) => name.trim());
    if (one !== undefined && other !== undefined && one !== '' && other !== '' && one !== other && more.length === 0) return [one, other];
    throw new SandwrightError('USAGE_INVALID', `--environments: two different names are wanted, found "${wanted}"`);
  }
  const isRemote = (name: string): boolean => project.environments.find(name)?.definition.kind === 'remote';
  const remote = isRemote(target.environment) ? target.environment : project.environments.declared.find(({ name }) => isRemote(name))?.name;
  if (remote !== undefined) return [localEnvironmentName, remote];
  throw new SandwrightError('CONFIG_INVALID', 'the project has no remote environment to compare with', {
    hint: 'define one under "environments:", or name two others: --environments=A,B',
  });
}

function copyFor(target: Target, environment: string): Target {
  const label = `${target.label} (${environment})`;
  return { ...target, label, name: `${target.name} (${environment})`, environment };
}

/** A comparison of one place with itself says nothing. */
function requireTwoPlaces([one, other]: readonly [Target, Target], chosen: ReadonlyMap<string, string>): void {
  const place = chosen.get(one.environment);
  if (place === undefined || place !== chosen.get(other.environment)) return;
  throw new SandwrightError('SANDBOX_UNAVAILABLE', `"${one.environment}" and "${other.environment}" are both ${place} here`, {
    hint: `"sandwright env resolve ${other.environment}" says why; remote_execution may be off`,
  });
}

function describeReport({ target, environments, differences }: VerifyReport): string {
  const [one = '', other = ''] = environments;
  if (differences.length === 0) return `${target}: the same in ${one} and ${other}.\n`;
  const lines = differences.map(({ path, found }) => `  ${path}\n    ${one}: ${found[0]}\n    ${other}: ${found[1]}\n`);
  return `${target}: ${differences.length === 1 ? '1 path differs' : `${differences.length} paths differ`}.\n${lines.join('')}`;
}
