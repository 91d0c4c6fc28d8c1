import { projects } from './jest.preset.js';

// For `./dev soak`: unit and end-to-end tests alike, at full counts, and hours if need be.
export default {
  projects: projects({ testMatch: ['<rootDir>/src/**/*.test.ts'] }),
  testTimeout: 12 * 3600_000,
};
