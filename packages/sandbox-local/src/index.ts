export * from './bubblewrap/bubblewrap-backend.ts';
export * from './bubblewrap/bubblewrap-config.ts';
