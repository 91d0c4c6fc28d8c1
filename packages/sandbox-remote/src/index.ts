export * from './client/capabilities.ts';
export * from './client/credentials.ts';
export * from './execution/execute-action.ts';
export * from './remote-connection.ts';
export * from './remote-sandbox.ts';
