export { type FaultyProxy, type FaultyProxyOptions, type NetworkFault, startFaultyProxy } from './faulty-proxy.ts';
