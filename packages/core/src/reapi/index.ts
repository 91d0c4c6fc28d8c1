// Messages and services of the protocols; only gRPC clients, gRPC services and the canonical encodings use them.

export * from './any.ts';
export * from './convert/action-result.ts';
export * from './convert/digest.ts';
export * from './convert/execution-metadata.ts';
export * from './convert/properties.ts';
export * from './convert/time.ts';
export * from './instance-name.ts';
export * from './messages.ts';
export * from './resource-name.ts';
export * from './services/action-cache.ts';
export * from './services/admin.ts';
export * from './services/byte-stream.ts';
export * from './services/capabilities.ts';
export * from './services/content-addressable-storage.ts';
export * from './services/execution.ts';
export * from './services/fetch.ts';
export * from './services/health.ts';
export * from './services/operations.ts';
export * from './services/push.ts';
export * from './services/reflection.ts';
export * from './services/service-definition.ts';
export * from './services/workers.ts';
export * from './status.ts';
