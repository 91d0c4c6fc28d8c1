export {
  type LoadedServerConfig,
  loadServerConfig,
  plainSettingNames,
  type ServerConfigSources,
  variableOf,
} from './config/load-server-config.ts';
export { printServerConfig } from './config/print-server-config.ts';
export { type ServerConfig, type ServerConfigInput, serverConfigSchema } from './config/server-config.ts';
export { type RunningServer, type ServerServices, startServer } from './server.ts';
export type { ServerStore } from './store/server-store.ts';
export type { ListenAddress } from './transport/transport.ts';
