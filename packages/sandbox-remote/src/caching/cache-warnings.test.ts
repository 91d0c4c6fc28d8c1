import { expect, test } from '@jest/globals';
import { type Logger, SandwrightError } from '@sandwright/core';
import { type CacheWarningMode, CacheWarnings } from './cache-warnings.ts';

test.each<[CacheWarningMode, number]>([
  ['ignore', 0],
  ['first_only', 1],
  ['backoff', 5],
])('%s tells %i of 30 troubles', (mode, told) => {
  const levels: string[] = [];
  const logger: Logger = { log: (level) => void levels.push(level), child: () => logger };
  const warnings = new CacheWarnings(mode, logger);
  for (let n = 0; n < 30; n += 1) warnings.tell('read', new SandwrightError('REMOTE_UNAVAILABLE', 'gone'));
  expect(levels.filter((level) => level === 'warn')).toHaveLength(told);
  expect(levels).toHaveLength(30);
});
