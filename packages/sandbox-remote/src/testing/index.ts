export * from './asset-handlers.ts';
export * from './describe-reapi-endpoint.ts';
export * from './operations.ts';
export * from './scripted-execution-server.ts';
export * from './storage-handlers.ts';
