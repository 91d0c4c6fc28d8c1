import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { projects } from './jest.preset.js';

// For `./dev test`: unit and end-to-end tests in one run, so that no core waits for the last test of either.
export default {
  projects: projects({ testMatch: ['<rootDir>/src/**/*.test.ts', '<rootDir>/*.e2e.test.ts'] }),
  testSequencer: join(import.meta.dirname, 'scripts/slow-tests-first.mjs'),
  testTimeout: 300_000,
  // Most of the time of most tests is that of other processes, or waiting for them.
  maxWorkers: Math.min(availableParallelism() + 1, 9),
};
