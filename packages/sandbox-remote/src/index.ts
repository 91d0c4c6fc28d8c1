export * from './remote-connection.ts';
export * from './remote-sandbox.ts';
