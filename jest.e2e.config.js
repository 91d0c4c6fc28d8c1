import { projects } from './jest.preset.js';

// A time limit inside a project is ignored by Jest; hence this second file.
export default {
  projects: projects({ testMatch: ['<rootDir>/src/**/*.e2e.test.ts', '<rootDir>/*.e2e.test.ts'] }),
  testTimeout: 300_000,
};
