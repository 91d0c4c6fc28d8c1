import { readdirSync } from 'node:fs';

const swc = {
  jsc: { target: 'es2024', parser: { syntax: 'typescript', decorators: true } },
  module: { type: 'es6' },
  sourceMaps: 'inline',
};

/** One Jest project for each workspace package. */
export const projects = (options) =>
  readdirSync(new URL('packages', import.meta.url)).map((name) => ({
    displayName: name,
    rootDir: `packages/${name}`,
    testEnvironment: 'node',
    testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
    extensionsToTreatAsEsm: ['.ts'],
    transform: { '\\.ts$': ['@swc/jest', swc] },
    modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/bundle/'],
    ...options,
  }));
