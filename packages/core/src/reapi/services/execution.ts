import { ExecuteRequest, Operation, WaitExecutionRequest } from '../messages.ts';
import { method } from './service-definition.ts';

const path = '/build.bazel.remote.execution.v2.Execution/';

/** Runs actions. Source: `build.bazel.remote.execution.v2.Execution`. */
export const executionService = {
  execute: method(`${path}Execute`, ExecuteRequest, Operation, { responseStream: true }),
  waitExecution: method(`${path}WaitExecution`, WaitExecutionRequest, Operation, { responseStream: true }),
} as const;
