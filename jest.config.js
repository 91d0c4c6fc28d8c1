import { projects } from './jest.preset.js';

export default {
  projects: projects({ testMatch: ['<rootDir>/src/**/*.test.ts'], testPathIgnorePatterns: ['\\.e2e\\.test\\.ts$'] }),
  testTimeout: 30_000,
  coverageProvider: 'v8',
};
