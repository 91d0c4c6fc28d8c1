import type { RequestMetadata } from '@sandwright/core';
import { RequestMetadata as RequestMetadataMessage } from '@sandwright/core/reapi';

/**
 * The header that tells a server who asks and why.
 * @param request one action of one run of the tool
 * @returns name and value. Source: REAPI `RequestMetadata`.
 */
export function requestMetadataHeader(request: RequestMetadata): [name: string, value: Buffer] {
  const message = RequestMetadataMessage.encode({
    toolDetails: { toolName: request.toolName, toolVersion: request.toolVersion },
    toolInvocationId: request.invocationId,
    correlatedInvocationsId: request.correlatedInvocationsId ?? '',
    actionId: request.actionId ?? '',
    actionMnemonic: request.mnemonic ?? '',
    targetId: request.targetId ?? '',
    configurationId: request.configurationId ?? '',
  });
  return ['build.bazel.remote.execution.v2.requestmetadata-bin', Buffer.from(message.finish())];
}
