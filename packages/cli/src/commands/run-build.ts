import { randomUUID } from 'node:crypto';
import type { BuildSummary, OptionValues, Target } from '@sandwright/core';
import type { buildFlags } from '../arguments/build-flags.ts';
import { choosePresenter } from '../presentation/choose-presenter.ts';
import type { TextStream } from '../presentation/terminal.ts';
import { composeFor } from '../process/compose-for.ts';
import { type OpenProject, openProject } from '../process/open-project.ts';
import { version } from '../version.ts';
import type { Invocation } from './command.ts';

/** What came of a build, and in which project. */
export interface FinishedBuild extends OpenProject {
  readonly summary: BuildSummary;
  readonly targets: readonly Target[];
}

/**
 * What every command that builds does: load the project, join what the engine needs, build, show it.
 * @param invocation the command's call
 * @param select which targets are wanted
 * @param stream where the build is shown; stdout by default
 * @param outputs whether those of the wanted targets must stand in `out/` at the end
 * @throws SandwrightError for whatever hinders the build as a whole; a target that fails is in the summary
 */
export async function runBuild(
  invocation: Invocation<typeof buildFlags>,
  select: (opened: OpenProject) => readonly Target[],
  stream: TextStream = invocation.terminal.out,
  outputs: 'needed' | 'as-configured' = 'as-configured',
): Promise<FinishedBuild> {
  const { values, signal } = invocation;
  const opened = await openProject(invocation);
  const targets = select(opened);
  using presenter = choosePresenter(stream, { json: values.json ?? false, output: values.output ?? 'errors' });
  const options = withShortFlags(opened.options.values, values);
  await using composition = composeFor(invocation, { ...opened, options: { ...opened.options, values: options } }, (event) =>
    presenter.handle(event),
  );
  const engine = await composition.engine();
  const summary = await engine.build({
    targets,
    keepGoing: values['keep-going'],
    force: values.force,
    download: outputs === 'needed' && options.remote_download_outputs === 'minimal' ? 'toplevel' : options.remote_download_outputs,
    // Programs that read events choose for themselves.
    output: values.json === true ? 'all' : values.output,
    keepSandboxes: options.keep_sandboxes,
    request: { toolName: 'sandwright', toolVersion: version, invocationId: randomUUID() },
    signal,
  });
  return { ...opened, summary, targets };
}

/** `--jobs` and `--download` are short for options. */
function withShortFlags(options: OptionValues, { jobs, download }: Invocation<typeof buildFlags>['values']): OptionValues {
  return {
    ...options,
    ...(jobs === undefined ? {} : { process_execution_local_parallelism: jobs }),
    ...(download === undefined ? {} : { remote_download_outputs: download }),
  };
}
