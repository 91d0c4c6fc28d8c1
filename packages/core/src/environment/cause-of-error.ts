import type { ErrorCode } from '../errors/error-code.ts';
import type { SandwrightError } from '../errors/sandwright-error.ts';
import type { UnavailabilityCause } from '../sandbox/availability.ts';
import { unavailabilityCauses } from './environment-rules.ts';

const causes: Readonly<Partial<Record<ErrorCode, UnavailabilityCause>>> = {
  SANDBOX_UNAVAILABLE: 'sandbox_unavailable',
  CAPABILITY_MISSING: 'capability',
  UNIMPLEMENTED: 'capability',
  REMOTE_UNAVAILABLE: 'unreachable',
  UNAUTHORISED: 'unauthorised',
  NO_WORKER: 'no_worker',
};

const codes: Readonly<Record<UnavailabilityCause, ErrorCode>> = {
  disabled: 'SANDBOX_UNAVAILABLE',
  platform: 'SANDBOX_UNAVAILABLE',
  sandbox_unavailable: 'SANDBOX_UNAVAILABLE',
  capability: 'CAPABILITY_MISSING',
  unreachable: 'REMOTE_UNAVAILABLE',
  unauthorised: 'UNAUTHORISED',
  no_worker: 'NO_WORKER',
};

/**
 * Why a sandbox failed, in the words of rules.
 * @param error what it threw
 * @returns undefined if it is no fault of the sandbox, so that another one would not help
 */
export function causeOfError(error: SandwrightError): UnavailabilityCause | undefined {
  const told = error.details['unavailable'];
  return unavailabilityCauses.find((cause) => cause === told) ?? causes[error.code];
}

/** The error code of a build in which nothing is left to try for this cause: exit 3 for servers, 4 for sandboxes. */
export function codeOfCause(cause: UnavailabilityCause): ErrorCode {
  return codes[cause];
}
