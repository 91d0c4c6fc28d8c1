import { ActionResult, GetActionResultRequest, UpdateActionResultRequest } from '../messages.ts';
import { method } from './service-definition.ts';

const path = '/build.bazel.remote.execution.v2.ActionCache/';

/** Results of actions that already ran. Source: `build.bazel.remote.execution.v2.ActionCache`. */
export const actionCacheService = {
  getActionResult: method(`${path}GetActionResult`, GetActionResultRequest, ActionResult),
  updateActionResult: method(`${path}UpdateActionResult`, UpdateActionResultRequest, ActionResult),
} as const;
