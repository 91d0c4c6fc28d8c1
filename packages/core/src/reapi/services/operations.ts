import {
  CancelOperationRequest,
  DeleteOperationRequest,
  Empty,
  GetOperationRequest,
  ListOperationsRequest,
  ListOperationsResponse,
  Operation,
  WaitOperationRequest,
} from '../messages.ts';
import { method } from './service-definition.ts';

const path = '/google.longrunning.Operations/';

/** Executions in progress or just over. Source: `google.longrunning.Operations`. */
export const operationsService = {
  listOperations: method(`${path}ListOperations`, ListOperationsRequest, ListOperationsResponse),
  getOperation: method(`${path}GetOperation`, GetOperationRequest, Operation),
  deleteOperation: method(`${path}DeleteOperation`, DeleteOperationRequest, Empty),
  cancelOperation: method(`${path}CancelOperation`, CancelOperationRequest, Empty),
  waitOperation: method(`${path}WaitOperation`, WaitOperationRequest, Operation),
} as const;
