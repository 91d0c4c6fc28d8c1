import { describe, expect, it } from '@jest/globals';
import { SandwrightError } from '../errors/sandwright-error.ts';
import { on, remote, rig, run } from './catalog.fixture.ts';
import { codeOfCause } from './cause-of-error.ts';
import { defaultRules, type EnvironmentRule, unavailabilityCauses } from './environment-rules.ts';

describe('the rule for a cause', () => {
  const rules: readonly EnvironmentRule[] = ['fallback', 'warn', 'fail'];
  const matrix = unavailabilityCauses.flatMap((cause) => rules.map((rule) => [cause, rule] as const));

  it.each(matrix)('%s: %s', async (cause, rule) => {
    const { catalog, events, scripted } = await rig(remote(`    rules: { ${cause}: ${rule} }\n`), { remote: cause });
    for (let action = 0; action < 3; action += 1) {
      const outcome = await run(catalog, 'remote');
      if (rule === 'fail') expect(outcome).toMatchObject({ code: codeOfCause(cause), hint: 'mend it' });
      else expect(outcome).toBe('local: bubblewrap');
    }
    expect(scripted.asked.filter((kind) => kind === 'remote')).toHaveLength(1);
    const warnings = events.filter((event) => event.type === 'warning');
    expect(warnings).toHaveLength(rule === 'warn' ? 1 : 0);
    if (rule === 'warn') {
      expect(warnings[0]).toMatchObject({
        message: `remote cannot be used (${cause}): remote says ${cause}`,
        hint: 'mend it',
        location: { file: 'sandwright.yaml', line: 3, column: 3 },
      });
    }
    if (rule !== 'fail') {
      const after = await catalog.resolve('remote');
      expect(after.skipped).toEqual([{ candidate: 'remote', cause, reason: `remote says ${cause}` }]);
      expect(after.candidates[0]?.name).toBe('local: bubblewrap');
    }
  });

  it.each(matrix)('%s: %s, where only executing shows it', async (cause, rule) => {
    const { catalog, events, scripted } = await rig(remote(`    rules: { ${cause}: ${rule} }\n`), {}, { remote: cause });
    for (let action = 0; action < 3; action += 1) {
      const outcome = await run(catalog, 'remote');
      if (rule === 'fail') expect(outcome).toMatchObject({ code: codeOfCause(cause), hint: 'mend it' });
      else expect(outcome).toBe('local: bubblewrap');
    }
    expect(scripted.given.get('remote')).toBe(1);
    const warnings = events.filter((event) => event.type === 'warning');
    expect(warnings.map((event) => event.message)).toEqual(
      rule === 'warn' ? [`remote cannot be used (${cause}): remote says ${cause}`] : [],
    );
  });

  it.each(unavailabilityCauses)('%s: by default as documented', async (cause) => {
    const { catalog, events } = await rig(remote(), { remote: cause });
    const outcome = await run(catalog, 'remote');
    expect(typeof outcome === 'string' ? (events.length > 0 ? 'warn' : 'fallback') : 'fail').toBe(defaultRules[cause]);
  });

  it.each([
    ['unreachable', 3],
    ['unauthorised', 3],
    ['no_worker', 3],
    ['sandbox_unavailable', 4],
    ['capability', 4],
    ['platform', 4],
    ['disabled', 4],
  ] as const)('%s with nothing left ends with exit code %d', async (cause, exitCode) => {
    const { errorCodes } = await import('../errors/error-code.ts');
    const { catalog } = await rig(`${on}environments:\n  remote: { type: remote_environment }\n`, { remote: cause });
    const outcome = await run(catalog, 'remote');
    const again = await run(catalog, 'remote');
    for (const error of [outcome, again]) {
      expect(error).toBeInstanceOf(SandwrightError);
      if (error instanceof SandwrightError) expect(errorCodes[error.code].exitCode).toBe(exitCode);
    }
  });
});
