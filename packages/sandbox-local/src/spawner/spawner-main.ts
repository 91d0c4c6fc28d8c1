// The spawner: a small program of its own that starts every action. It is small because the cost of fork grows with the memory of whoever
// forks, and it has a mount namespace of its own, so that its mounts are nobody else's and vanish with it. In a bundle it is a second entry;
// `spawner-entry.ts` says under which name it is looked for.
import { findControlGroups } from '../limits/find-control-groups.ts';
import { libc } from '../process/libc.ts';
import { linux } from '../process/linux-flags.ts';
import { readJsonLines } from './json-lines.ts';
import { OverlayMounts } from './overlay-mounts.ts';
import type { SpawnerAnswer, SpawnerRequest, SpawnerSettings } from './protocol.ts';
import { SpawnerServer } from './spawner-server.ts';

const say = (answer: SpawnerAnswer): void => void process.stdout.write(`${JSON.stringify(answer)}\n`);

// What actions inherit must not depend on whose machine it is.
process.umask(0o022);

const settings = JSON.parse(process.argv[2] ?? '') as SpawnerSettings;
// The first process of a namespace adopts orphans anyway; elsewhere it has to be asked for.
libc.prctl(linux.PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);

const overlays = new OverlayMounts(settings.scratch, settings.userNamespace);
const noOverlay = await overlays.problem();
const { memoryBytes, processes, cpuSeconds } = settings.limits;
const bounded = memoryBytes !== undefined || processes !== undefined || cpuSeconds !== undefined;
const groups = bounded && settings.controlGroups ? findControlGroups() : undefined;
const server = new SpawnerServer({ settings, overlays: noOverlay === undefined ? overlays : undefined, groups });

const end = async (): Promise<void> => {
  await server.close();
  process.exit(0);
};

readJsonLines(
  process.stdin,
  (value) => void server.handle(value as SpawnerRequest).then(say),
  (reason) => {
    process.stderr.write(`the spawner was told ${reason}\n`);
    process.exit(1);
  },
);
// Whoever started this process closed its end, or is gone. As the first process of its namespace, this one takes all others along.
process.stdin.once('end', () => void end());
process.stdout.on('error', () => process.exit(1));
say({ ready: true, ...(noOverlay === undefined ? {} : { noOverlay }) });
