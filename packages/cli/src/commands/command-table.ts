import type { Command } from './command.ts';

/** What is known of a command before it is loaded. */
export interface CommandEntry {
  /** For the list of commands in `--help`. */
  readonly summary: string;
  readonly load: () => Promise<{ readonly command: Command }>;
}

/** Every command by what is typed; two words for those that belong together. A command is one file in this folder and one line here. */
export const commandTable: Readonly<Record<string, CommandEntry>> = {
  init: { summary: 'write a small project file to start from', load: () => import('./init.ts') },
  build: { summary: 'build targets', load: () => import('./build.ts') },
  test: { summary: 'build and run tests', load: () => import('./test.ts') },
  run: { summary: 'build a target, then run the program that it made', load: () => import('./run.ts') },
  list: { summary: 'list targets', load: () => import('./list.ts') },
  checkout: { summary: 'copy what a target made into a folder', load: () => import('./checkout.ts') },
  verify: { summary: 'run targets in two environments, and compare what they make', load: () => import('./verify.ts') },
  'artifact push': { summary: 'push results of targets to artifact servers', load: () => import('./artifact-push.ts') },
  'artifact pull': { summary: 'pull results of targets from artifact servers', load: () => import('./artifact-pull.ts') },
  'artifact log': { summary: 'print what the command of a target printed', load: () => import('./artifact-log.ts') },
  'artifact list-contents': { summary: 'list what is in results of targets', load: () => import('./artifact-list-contents.ts') },
  clean: { summary: 'remove out/', load: () => import('./clean.ts') },
  serve: { summary: 'serve a cache (and remote execution) to any REAPI client', load: () => import('./serve.ts') },
  'cas fsck': { summary: 'compare everything that a store holds with its digests', load: () => import('./cas-fsck.ts') },
  worker: { summary: 'run actions for a server', load: () => import('./worker.ts') },
  workers: { summary: 'list the workers of a server', load: () => import('./workers.ts') },
  'workers drain': { summary: 'give a worker nothing new', load: () => import('./workers-drain.ts') },
  'workers resume': { summary: 'give a drained worker actions again', load: () => import('./workers-resume.ts') },
  operations: { summary: 'list what a server runs and what waits', load: () => import('./operations.ts') },
  'operations cancel': { summary: 'end an operation of a server early', load: () => import('./operations-cancel.ts') },
  'env list': { summary: 'list environments', load: () => import('./env-list.ts') },
  'env resolve': { summary: 'say where a target would be built, and why', load: () => import('./env-resolve.ts') },
  'config show': { summary: 'print options, and who set them', load: () => import('./config-show.ts') },
  'config check': { summary: 'list everything that is wrong in the configuration', load: () => import('./config-check.ts') },
  shell: { summary: 'open a shell in the local sandbox of a target', load: () => import('./shell.ts') },
  doctor: { summary: 'say which sandboxes work here, and what is missing', load: () => import('./doctor.ts') },
  help: { summary: 'explain a command', load: () => import('./help.ts') },
  'help-advanced': { summary: 'list options', load: () => import('./help-advanced.ts') },
  version: { summary: 'print the version', load: () => import('./version.ts') },
};
