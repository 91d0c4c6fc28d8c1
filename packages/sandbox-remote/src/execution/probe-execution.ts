import { type Availability, type CallOptions, SandwrightError, type UnavailabilityCause } from '@sandwright/core';
import type { RemoteConnection } from '../remote-connection.ts';

/**
 * Whether a server executes actions, and if not, why not.
 * @throws the signal's reason
 */
export async function probeExecution(connection: RemoteConnection, options: CallOptions = {}): Promise<Availability> {
  const { address } = connection.execution.endpoint;
  try {
    const { execution, outputPaths } = await connection.executionCapabilities(options);
    if (execution && outputPaths) return { available: true };
    if (execution) {
      return {
        available: false,
        cause: 'capability',
        reason: `${address} speaks version 2.0 of the Remote Execution API; executing needs 2.1, for outputs are declared as output_paths`,
        fix: 'use it as a cache, with remote_store_address and remote_execution: false',
      };
    }
    return {
      available: false,
      cause: 'capability',
      reason: `${address} is a cache: it does not execute actions`,
      fix: 'set remote_execution_address to a server with an execution service, or turn remote_execution off',
    };
  } catch (error) {
    options.signal?.throwIfAborted();
    const { code, message, hint } = SandwrightError.from(error);
    return { available: false, cause: causeOf(code), reason: message, ...(hint === undefined ? {} : { fix: hint }) };
  }
}

function causeOf(code: SandwrightError['code']): UnavailabilityCause {
  if (code === 'UNAUTHORISED') return 'unauthorised';
  return code === 'REMOTE_REJECTED' ? 'capability' : 'unreachable';
}
