import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { errorCodes } from '../errors/error-code.ts';
import { codeOfCause } from './cause-of-error.ts';
import { defaultRules, unavailabilityCauses } from './environment-rules.ts';

test('docs/environments.md tells every cause with its default rule and its exit code', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../../docs/environments.md'), 'utf8');
  const rows = page.matchAll(/^\| `(?<cause>\w+)` +\| [^|]+ \| `(?<rule>fallback|warn|fail)` +\| (?<exitCode>\d) +\|$/gmu);
  const documented = [...rows].map(({ groups }) => [groups?.['cause'], groups?.['rule'], Number(groups?.['exitCode'])]);
  expect(documented).toEqual(unavailabilityCauses.map((cause) => [cause, defaultRules[cause], errorCodes[codeOfCause(cause)].exitCode]));
});
