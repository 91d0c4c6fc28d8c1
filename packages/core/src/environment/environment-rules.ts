import { type Field, oneOf } from '../config/shapes.ts';
import type { UnavailabilityCause } from '../sandbox/availability.ts';

/** What happens when a candidate cannot be used: go on in silence, go on with a warning, or stop. */
export type EnvironmentRule = 'fallback' | 'warn' | 'fail';

/** What each cause leads to where a definition does not say otherwise. */
export const defaultRules: Readonly<Record<UnavailabilityCause, EnvironmentRule>> = {
  disabled: 'fallback',
  platform: 'fallback',
  unreachable: 'warn',
  unauthorised: 'fail',
  no_worker: 'warn',
  capability: 'warn',
  sandbox_unavailable: 'warn',
};

/** Every cause, in the order of the documentation. */
export const unavailabilityCauses = Object.keys(defaultRules) as readonly UnavailabilityCause[];

const rule = oneOf('fallback', 'warn', 'fail');
const what: Readonly<Record<UnavailabilityCause, string>> = {
  disabled: 'remote_execution is off.',
  platform: 'It is for another platform.',
  unreachable: 'The server does not answer.',
  unauthorised: 'The server refuses who we are.',
  no_worker: 'No worker has the properties that are wanted.',
  capability: 'The sandbox or server cannot do what is needed.',
  sandbox_unavailable: 'The sandbox cannot start on this machine.',
};

/** The keys of `rules:`. */
export const ruleFields = Object.fromEntries(
  unavailabilityCauses.map((cause) => [cause, { shape: rule, description: `${what[cause]} Default: ${defaultRules[cause]}.` }]),
) as Readonly<Record<UnavailabilityCause, Field<EnvironmentRule>>>;
