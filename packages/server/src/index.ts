export { type ServerConfig, type ServerConfigInput, serverConfigSchema } from './config/server-config.ts';
export { type RunningServer, type ServerServices, startServer } from './server.ts';
export type { ServerStore } from './store/server-store.ts';
export type { ListenAddress } from './transport/transport.ts';
