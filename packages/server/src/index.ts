export {
  type LoadedServerConfig,
  loadServerConfig,
  plainSettingNames,
  type ServerConfigSources,
  variableOf,
} from './config/load-server-config.ts';
export { printServerConfig } from './config/print-server-config.ts';
export { type ServerConfig, type ServerConfigInput, serverConfigSchema } from './config/server-config.ts';
export { byteAmount } from './config/units.ts';
export { type EmbeddedWorkerOptions, workerSandbox } from './execution/execution-role.ts';
export { leaseAllowance } from './scheduler/lease-allowance.ts';
export type { ActionLease, FormerSession, LeaseBroker, WorkerSession } from './scheduler/lease-broker.ts';
export type { WorkerDescription } from './scheduler/task.ts';
export { compressedMemory, type RunningServer, type ServerServices, startServer } from './server.ts';
export type { ServerStore } from './store/server-store.ts';
export type { ListenAddress } from './transport/transport.ts';
export { GrpcLeaseBroker, type UnaryCaller } from './worker/grpc-lease-broker.ts';
export { platformOfHost } from './worker/platform-of-host.ts';
export type { WorkerRuntime } from './worker/run-action.ts';
export { Worker, type WorkerOptions, type WorkerState } from './worker/worker.ts';
export { WorkerStorage } from './worker/worker-storage.ts';
