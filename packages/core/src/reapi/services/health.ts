import { HealthCheckRequest, HealthCheckResponse } from '../messages.ts';
import { method } from './service-definition.ts';

const path = '/grpc.health.v1.Health/';

/** Whether a server is ready. Source: `grpc.health.v1.Health`. */
export const healthService = {
  check: method(`${path}Check`, HealthCheckRequest, HealthCheckResponse),
  watch: method(`${path}Watch`, HealthCheckRequest, HealthCheckResponse, { responseStream: true }),
} as const;
