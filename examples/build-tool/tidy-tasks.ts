#!/usr/bin/env node
import { type BackendLoaders, defineConfig, localEnvironment, openProject, SandwrightError } from '@sandwright/core';
import { readTasks } from './task-file.ts';
import { TaskFailed, TaskRunner } from './task-runner.ts';

// The sandboxes there are; each is loaded when a task first needs it. A remote one is `remoteBackend` of @sandwright/sandbox-remote.
const backends: BackendLoaders = {
  bubblewrap: async () => (await import('@sandwright/sandbox-local')).bubblewrapBackend,
  chroot: async () => (await import('@sandwright/sandbox-local')).chrootBackend,
};

// Which of them tasks run in: the first that works here.
const config = defineConfig({ environments: { sandbox: localEnvironment({ sandbox: ['bubblewrap', 'chroot'] }) } });

async function main(names: readonly string[]): Promise<number> {
  try {
    const directory = process.cwd();
    const tasks = readTasks(directory);
    await using project = await openProject(directory, { backends, config, tool: { name: 'tidy-tasks', version: '0.1.0' } });
    const runner = new TaskRunner(tasks, project, (text) => process.stdout.write(text));
    const ends = await Promise.allSettled((names.length > 0 ? names : [...tasks.keys()]).map((name) => runner.run(name)));
    const failures = ends.flatMap((end): readonly unknown[] => (end.status === 'rejected' ? [end.reason] : []));
    // Those that were cancelled say nothing new.
    const told = failures.find((reason) => !(reason instanceof TaskFailed) && !(SandwrightError.is(reason) && reason.code === 'CANCELLED'));
    if (told !== undefined) throw told;
    return failures.length > 0 ? 1 : 0;
  } catch (caught) {
    const { message, hint } = SandwrightError.is(caught) ? caught : { message: String(caught), hint: undefined };
    process.stderr.write(`tidy-tasks: ${message}\n${hint === undefined ? '' : `  ${hint}\n`}`);
    return 2;
  }
}

process.exitCode = await main(process.argv.slice(2));
