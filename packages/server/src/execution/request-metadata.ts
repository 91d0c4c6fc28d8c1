import { RequestMetadata } from '@sandwright/core/reapi';
import type { CallContext } from '../transport/call-context.ts';

/** The header of today, and the one that Pants still sends. */
const headers = ['build.bazel.remote.execution.v2.requestmetadata-bin', 'google.devtools.remoteexecution.v1test.requestmetadata-bin'];

/**
 * Who asks, for fairness and logs.
 * @param call whose headers
 * @returns the invocation that the client names, else the client's address
 */
export function invocationOf(call: CallContext): string {
  for (const header of headers) {
    const bytes = call.binaryHeader(header);
    if (bytes === undefined) continue;
    try {
      const { toolInvocationId, correlatedInvocationsId } = RequestMetadata.decode(bytes);
      const name = toolInvocationId === '' ? correlatedInvocationsId : toolInvocationId;
      if (name !== '') return name.slice(0, 200);
    } catch {
      // It is only a hint; a malformed one is as good as none.
    }
  }
  return call.peer.replace(/:\d+$/, '');
}
