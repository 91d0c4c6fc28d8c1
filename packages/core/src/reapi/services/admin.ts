import {
  DrainWorkerRequest,
  DrainWorkerResponse,
  ListExecutionsRequest,
  ListExecutionsResponse,
  ListWorkersRequest,
  ListWorkersResponse,
} from '../messages.ts';
import { method } from './service-definition.ts';

const path = '/sandwright.admin.v1.Admin/';

/** Shows and drains workers, and shows operations. Source: `sandwright.admin.v1.Admin`, of our own. */
export const adminService = {
  listWorkers: method(`${path}ListWorkers`, ListWorkersRequest, ListWorkersResponse),
  drainWorker: method(`${path}DrainWorker`, DrainWorkerRequest, DrainWorkerResponse),
  listExecutions: method(`${path}ListExecutions`, ListExecutionsRequest, ListExecutionsResponse),
} as const;
