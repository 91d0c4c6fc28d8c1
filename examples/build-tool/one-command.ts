import { openProject, SandwrightError } from '@sandwright/core';
import { bubblewrapBackend, chrootBackend } from '@sandwright/sandbox-local';
import { remoteBackend } from '@sandwright/sandbox-remote';

const [environment = '__local__', command = 'true', input, output] = process.argv.slice(2);
const backends = { bubblewrap: async () => bubblewrapBackend, chroot: async () => chrootBackend, remote: async () => remoteBackend };
try {
  await using project = await openProject('.', { backends });
  const inputs = input === undefined ? [] : [input];
  const outputs = output === undefined ? [] : [output];
  const { exitCode, stdout, stderr, origin } = await project.execute({ command, inputs, outputs, environment });
  process.stdout.write(`${origin.cached ? 'cached' : origin.sandbox}: ${stdout}${stderr}`);
  process.exitCode = exitCode;
} catch (error) {
  process.stderr.write(`${SandwrightError.from(error).message}\n`);
  process.exitCode = 2;
}
