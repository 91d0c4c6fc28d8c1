import { globSync } from 'node:fs';
import { basename, dirname } from 'node:path';

const swc = {
  jsc: { target: 'es2024', parser: { syntax: 'typescript', decorators: true } },
  module: { type: 'es6' },
  sourceMaps: 'inline',
};

/** One Jest project for each workspace package; an example without a package.json is none. */
export const projects = (options) =>
  globSync('{packages,examples}/*/package.json', { cwd: import.meta.dirname }).map((file) => ({
    displayName: basename(dirname(file)),
    rootDir: dirname(file),
    testEnvironment: 'node',
    testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
    extensionsToTreatAsEsm: ['.ts'],
    transform: { '\\.ts$': ['@swc/jest', swc] },
    modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/bundle/'],
    ...options,
  }));
