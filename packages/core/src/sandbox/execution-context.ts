import type { Logger } from '../logging/logger.ts';
import type { CallOptions } from '../util/call-options.ts';

/** Where an execution is. */
export type ExecutionStage = 'cache-check' | 'queued' | 'staging' | 'running' | 'collecting';

/** Who asks and why; a remote sandbox sends it along. Source: REAPI `RequestMetadata`. */
export interface RequestMetadata {
  readonly toolName: string;
  readonly toolVersion: string;
  /** One run of the tool, a UUID. */
  readonly invocationId: string;
  /** Several runs that belong together. */
  readonly correlatedInvocationsId?: string;
  /** Hash of the Action. */
  readonly actionId?: string;
  /** The target, for instance `//lib:greet`. */
  readonly targetId?: string;
  /** The sort of action, for instance `command` or `test`. */
  readonly mnemonic?: string;
  readonly configurationId?: string;
}

/** A folder of the host that survives actions and is not part of their digest. */
export interface AppendOnlyCache {
  /** Absolute, on the host. */
  readonly hostPath: string;
  /** Relative to the input root, or absolute inside the sandbox. */
  readonly sandboxPath: string;
}

/** Whether a sandbox's folder is left behind for debugging. */
export type KeepSandboxes = 'always' | 'on_failure' | 'never';

/** What the caller lends an execution. */
export interface ExecutionContext extends CallOptions {
  readonly logger: Logger;
  /** Run even if a cached result exists; the new result replaces it. */
  readonly skipCacheLookup?: boolean;
  /** Whether blobs of outputs are wanted here at once (the default), or may stay where they are until somebody reads them. */
  readonly outputs?: 'bring' | 'leave';
  /** Called when the execution enters a stage. */
  readonly onStage?: (stage: ExecutionStage) => void;
  /** Puts the inputs into the storage; called before the action runs, not where a result is found. May be called again. */
  readonly provideInputs?: (options: CallOptions) => Promise<void>;
  readonly request?: RequestMetadata;
  /** REAPI `ExecutionPolicy.priority`: lower runs sooner; 0 by default. */
  readonly priority?: number;
  readonly appendOnlyCaches?: readonly AppendOnlyCache[];
  readonly keepSandboxes?: KeepSandboxes;
  /** Called with the folder and the reason if one was kept. */
  readonly onSandboxKept?: (path: string) => void;
}
