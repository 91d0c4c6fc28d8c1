// Runs one long action, to be killed meanwhile: see bubblewrap-behaviour.e2e.test.ts.
import { createAction, emptyDigest, MemoryContentAddressableStorage, silentLogger, systemClock, writeBlobs } from '@sandwright/core';
import { bubblewrapBackend } from './bubblewrap-backend.ts';

const [cacheDirectory = '', seconds = ''] = process.argv.slice(2);
const storage = new MemoryContentAddressableStorage();
const { action, blobs } = createAction({
  command: {
    arguments: ['sh', '-c', `echo x > written; (setsid sleep ${seconds} &); sleep ${seconds}`],
    environment: [],
    outputPaths: [],
    outputFiles: [],
    outputDirectories: [],
    workingDirectory: '',
    platform: [],
    outputNodeProperties: [],
    outputDirectoryFormat: 'TREE_ONLY',
  },
  inputRoot: emptyDigest,
  platform: [],
  timeoutMs: undefined,
  doNotCache: true,
});
await writeBlobs(storage, blobs);
const config = bubblewrapBackend.configSchema.parse({ staging: 'overlay' });
const sandbox = await bubblewrapBackend.create(config, {
  storage,
  clock: systemClock,
  logger: silentLogger,
  cacheDirectory,
  concurrency: 1,
});
await sandbox.execute(action, { logger: silentLogger });
