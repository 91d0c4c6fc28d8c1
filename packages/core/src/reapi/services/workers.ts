import {
  AcquireLeaseRequest,
  AcquireLeaseResponse,
  CompleteLeaseRequest,
  CompleteLeaseResponse,
  RegisterWorkerRequest,
  RegisterWorkerResponse,
  RenewLeasesRequest,
  RenewLeasesResponse,
  ReturnLeaseRequest,
  ReturnLeaseResponse,
  UnregisterWorkerRequest,
  UnregisterWorkerResponse,
} from '../messages.ts';
import { method } from './service-definition.ts';

const path = '/sandwright.v1.Workers/';

/** Lends actions to workers, which connect to the server. Source: `sandwright.v1.Workers`, of our own. */
export const workersService = {
  registerWorker: method(`${path}RegisterWorker`, RegisterWorkerRequest, RegisterWorkerResponse),
  acquireLease: method(`${path}AcquireLease`, AcquireLeaseRequest, AcquireLeaseResponse),
  renewLeases: method(`${path}RenewLeases`, RenewLeasesRequest, RenewLeasesResponse),
  completeLease: method(`${path}CompleteLease`, CompleteLeaseRequest, CompleteLeaseResponse),
  returnLease: method(`${path}ReturnLease`, ReturnLeaseRequest, ReturnLeaseResponse),
  unregisterWorker: method(`${path}UnregisterWorker`, UnregisterWorkerRequest, UnregisterWorkerResponse),
} as const;
