import { type ServiceError, status } from '@grpc/grpc-js';
import { SandwrightError } from '@sandwright/core';
import type { UnaryCaller } from '../worker/grpc-lease-broker.ts';
import type { GrpcTestClient } from './grpc-test-client.ts';

/** A connection in the terms of the real client: errors are SandwrightErrors with the gRPC code in their details. */
export function callerOf(client: GrpcTestClient): UnaryCaller {
  return {
    async unary(method, request, options = {}) {
      const { timeoutMs = 10_000, signal } = options;
      try {
        return await client.unary(method, request, { deadlineMs: timeoutMs, signal });
      } catch (caught) {
        const { code, details } = caught as ServiceError;
        if (signal?.aborted === true) throw new SandwrightError('CANCELLED', 'aborted');
        throw new SandwrightError(code === status.UNAVAILABLE ? 'REMOTE_UNAVAILABLE' : 'REMOTE_REJECTED', details, {
          details: { grpcCode: code },
        });
      }
    },
  };
}
