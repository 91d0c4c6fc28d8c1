import { randomUUID } from 'node:crypto';
import { type BuildEvent, type EnvironmentCandidate, type EnvironmentResolver, localEnvironmentName, type Target } from '@sandwright/core';
import { projectFlags } from '../arguments/project-flags.ts';
import { chooseShellCandidate } from '../compose/choose-shell-candidate.ts';
import { projectWith } from '../compose/project-with.ts';
import { ShellSandbox } from '../compose/shell-sandbox.ts';
import { PlainPresenter } from '../presentation/plain-presenter.ts';
import { composeFor } from '../process/compose-for.ts';
import { openProject } from '../process/open-project.ts';
import { version } from '../version.ts';
import { defineCommand } from './command.ts';
import { theOnlyTarget } from './the-only-target.ts';

/** `sandwright shell`. */
export const command = defineCommand({
  usage: 'TARGET [-- COMMAND…]',
  description: `Opens a shell, or runs COMMAND, in a local sandbox that holds what the target made and what its dependencies made; with --build what
its command would see. Always local, whatever the target's environment says. The exit code is that of the shell.`,
  flags: { ...projectFlags, build: { kind: 'boolean', help: "Stage what the target's own command would see." } },
  positionals: { minimum: 1, maximum: 1 },
  takesRest: true,
  run: async (invocation) => {
    const { positionals, rest, signal, terminal, values } = invocation;
    const opened = await openProject(invocation);
    const { project, from } = opened;
    const target = theOnlyTarget(project.match(positionals, from), positionals);
    const shell = shellTarget(target, values.build === true);
    // No progress display: the terminal is the shell's.
    const presenter = new PlainPresenter({ stream: terminal.err, output: 'errors' });
    const show = (event: BuildEvent): void => {
      if (isAbout(event, shell.label)) return;
      presenter.handle(event);
    };
    await using composition = composeFor(invocation, opened, show);
    const catalog = composition.environments();
    const candidate = await chooseShellCandidate(catalog, target.environment, { signal });
    terminal.err.write(`shell of ${target.label} in ${candidate.name} (shells are always local${mention(target)}).\n`);
    const sandbox = new ShellSandbox({
      inner: candidate.sandbox,
      // Where nobody types, a shell reads its commands from standard input.
      command: rest.length > 0 || process.stdin.isTTY ? rest : ['sh'],
      lendTerminal: invocation.leaveToForeground,
    });
    const engine = await composition.engine({
      project: projectWith(project, [shell]),
      environments: withShell(catalog, shell.environment, { ...candidate, sandbox }),
    });
    const summary = await engine.build({
      targets: [shell],
      request: { toolName: 'sandwright', toolVersion: version, invocationId: randomUUID() },
      signal,
    });
    return sandbox.exitCode ?? summary.exitCode;
  },
});

function shellTarget(target: Target, build: boolean): Target {
  const label = `${target.label} (shell)`;
  const common = {
    ...target,
    label,
    // A name of its own, for what is found of a target is remembered by its name.
    name: `${target.name} (shell)`,
    environment: label,
    command: ['sh'],
    writtenCommand: 'sh',
    outputs: [],
    timeoutMs: undefined,
    test: false,
  };
  if (build) return common;
  return { ...common, sources: [], eachFile: undefined, dependencies: [target.label, ...target.dependencies] };
}

function withShell(environments: EnvironmentResolver, name: string, candidate: EnvironmentCandidate): EnvironmentResolver {
  return {
    resolve: async (wanted, options) =>
      wanted === name ? { name, candidates: [candidate], skipped: [] } : await environments.resolve(wanted, options),
    candidateFailed: (environment, failed, error) =>
      environment.name === name ? undefined : environments.candidateFailed(environment, failed, error),
  };
}

/** The shell itself is no target that a user knows, and a build that ends with it has no summary worth reading. */
function isAbout(event: BuildEvent, label: string): boolean {
  if (event.type === 'build-finished') return true;
  if (event.type === 'environment-chosen') return event.environment === label;
  return (
    'target' in event &&
    event.target === label &&
    !(event.type === 'target-finished' && event.outcome.status === 'failed' && event.outcome.code !== 'ACTION_FAILED')
  );
}

function mention(target: Target): string {
  return target.environment === localEnvironmentName ? '' : `, and the target's environment is ${target.environment}`;
}
