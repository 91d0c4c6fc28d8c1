import { projects } from './jest.preset.js';

export default {
  projects: projects({ testMatch: ['<rootDir>/src/**/*.test.ts'], testPathIgnorePatterns: ['\\.e2e\\.test\\.ts$'] }),
  testTimeout: 120_000,
  coverageProvider: 'v8',
};
