// The launcher's process: small, so that it forks fast, and alone, so that it may change its root, its namespaces and its limits for a moment.
import { stat } from 'node:fs/promises';
import type { FromLauncher, ToLauncher } from './launch-request.ts';
import { LaunchedCommand } from './launched-command.ts';
import { overlay } from './launcher-overlays.ts';
import { prepareThread } from './prepare-thread.ts';
import { adoptOrphans } from './process-sweep.ts';

const farewellMs = 20_000;

let current: LaunchedCommand | undefined;

function say(message: FromLauncher): void {
  process.send?.(message);
}

process.on('message', (message: ToLauncher) => {
  if (message.type === 'kill') {
    current?.kill();
    return;
  }
  if (message.type === 'mount' || message.type === 'unmount') {
    say(overlay(message));
    return;
  }
  const command = new LaunchedCommand(message.request);
  current = command;
  void command
    .run(() => say({ type: 'started' }))
    .then((outcome) => {
      if (current === command) current = undefined;
      if (process.connected) say({ type: 'done', outcome });
      else process.exit();
    });
});

// Whoever asked for it is gone, perhaps killed: so is the reason for the command.
process.on('disconnect', () => {
  if (current === undefined) process.exit();
  current.kill();
  // Whatever hangs: the end of this process ends its process namespaces, too.
  setTimeout(() => process.exit(), farewellMs);
});

// A terminal's Ctrl-C reaches the whole group; it is for the parent to say what shall end. A command's limit of time is in force here for
// the moment in which it is spawned, and this process may have computed for longer.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGXCPU'] as const) process.on(signal, () => {});

// Node's threads come with the first call that needs one, and none can be made while a process namespace is being set up.
await stat('/');
prepareThread();
adoptOrphans();
say({ type: 'ready' });
