import { mkdtempDisposable } from 'node:fs/promises';
import * as core from '@sandwright/core';
import * as local from '@sandwright/sandbox-local';

const kinds = { bubblewrap: local.bubblewrapBackend, chroot: local.chrootBackend, host: local.hostBackend };
const backend: core.SandboxBackend = kinds[(process.argv[2] ?? 'bubblewrap') as keyof typeof kinds];
await using cache = await mkdtempDisposable('/tmp/one-backend-');
const storage = new core.MemoryContentAddressableStorage();
const services = { storage, clock: core.systemClock, logger: core.silentLogger, cacheDirectory: cache.path, concurrency: 1 };
await using sandbox = await backend.create(backend.configSchema.parse({}), services);

const text = { digest: core.digestOf(Buffer.from('three short words\n')), data: Buffer.from('three short words\n') };
const inputs = new core.InputRootBuilder();
inputs.addFile('text', text.digest, false);
const { root, directories } = inputs.build();
const { action, blobs } = core.createAction({ command: { arguments: ['wc', '-w', 'text'] }, inputRoot: root });
await core.writeBlobs(storage, [text, ...directories.values(), ...blobs]);
const { result, origin } = await sandbox.execute(action, { logger: core.silentLogger });
const printed = await core.readBlob(storage, result.stdout);
process.stdout.write(`${origin.sandbox}, exit ${result.exitCode}: ${Buffer.from(printed).toString()}`);
