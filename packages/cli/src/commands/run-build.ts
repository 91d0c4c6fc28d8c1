import { randomUUID } from 'node:crypto';
import type { BuildEngineOptions, BuildEvent, BuildRequest, BuildSummary, OptionValues, Target } from '@sandwright/core';
import type { buildFlags } from '../arguments/build-flags.ts';
import type { BuildComposition } from '../compose/compose-build.ts';
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

/** What a command that builds does otherwise than `sandwright build`. */
export interface BuildVariation {
  /** Where the build is shown; stdout by default. */
  readonly stream?: TextStream | 'none' | undefined;
  /** Whether only failures, warnings and what ran are told; for commands whose own output follows. */
  readonly quiet?: boolean;
  /** Whether outputs of the wanted targets must stand in `out/` at the end, whatever is configured. */
  readonly outputs?: 'needed' | undefined;
  /** Whose output is in the events. */
  readonly output?: 'all' | undefined;
  /** What else is asked of the engine. */
  readonly request?: ((targets: readonly Target[]) => Partial<BuildRequest>) | undefined;
  readonly onEvent?: ((event: BuildEvent) => void) | undefined;
  /** What the engine is to work with instead. */
  readonly join?: (
    composition: BuildComposition,
    options: BuildEngineOptions,
    targets: readonly Target[],
  ) => Promise<Partial<BuildEngineOptions>>;
  /** Called after the build, while all that it worked with is still there. */
  readonly built?: (composition: BuildComposition) => Promise<void>;
}

/**
 * What every command that builds does: load the project, join what the engine needs, build, show it.
 * @param invocation the command's call
 * @param select which targets are wanted
 * @param how what differs from `sandwright build`
 * @throws SandwrightError for whatever hinders the build as a whole; a target that fails is in the summary
 */
export async function runBuild(
  invocation: Invocation<typeof buildFlags>,
  select: (opened: OpenProject) => readonly Target[],
  how: BuildVariation = {},
): Promise<FinishedBuild> {
  const { values, signal } = invocation;
  const opened = await openProject(invocation);
  const targets = select(opened);
  const { stream = invocation.terminal.out } = how;
  using presenter =
    stream === 'none'
      ? undefined
      : choosePresenter(stream, { json: values.json ?? false, output: values.output ?? 'errors', quiet: how.quiet ?? false });
  const options = withShortFlags(opened.options.values, values);
  await using composition = composeFor(invocation, { ...opened, options: { ...opened.options, values: options } }, (event) => {
    how.onEvent?.(event);
    presenter?.handle(event);
  });
  const engine = await composition.engine(how.join && ((engineOptions) => how.join?.(composition, engineOptions, targets) ?? {}));
  const summary = await engine.build({
    targets,
    keepGoing: values['keep-going'],
    force: values.force,
    download: how.outputs === 'needed' && options.remote_download_outputs === 'minimal' ? 'toplevel' : options.remote_download_outputs,
    // Programs that read events choose for themselves.
    output: how.output ?? (values.json === true ? 'all' : values.output),
    keepSandboxes: options.keep_sandboxes,
    request: { toolName: 'sandwright', toolVersion: version, invocationId: randomUUID() },
    signal,
    ...how.request?.(targets),
  });
  // Pushes go on beside the build; however large they are, what was made is to be there at its end.
  await (await composition.artifacts())?.settled({ signal });
  await how.built?.(composition);
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
