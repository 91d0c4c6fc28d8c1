import type { Action } from '../../action/action.ts';
import type { ActionResult } from '../../action/action-result.ts';
import type { Command } from '../../action/command.ts';
import type { PlatformProperties } from '../../action/platform-properties.ts';
import type { Digest } from '../../digest/digest.ts';
import type { SandboxCapability } from '../../sandbox/capability.ts';
import type { ExecutionContext } from '../../sandbox/execution-context.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import type { ContentAddressableStorage } from '../../storage/content-addressable-storage.ts';
import type { ContractCase } from '../contract-case.ts';

/**
 * What a case may need: a capability of the sandbox; a root of that kind; a machine with /proc on which actions run too; perl in the sandbox;
 * limits that the sandbox was configured with; that it tells what actions used.
 */
export type SandboxNeed = SandboxCapability | 'root: host' | 'root: input' | '/proc' | '/usr/bin/perl' | 'limits' | 'usage';

/** Small limits that a sandbox under test was configured with. */
export interface TestedLimits {
  readonly memoryBytes: number;
  readonly processes: number;
  readonly cpuSeconds: number;
  readonly outputBytes: number;
  readonly diskBytes: number;
  /** Whether the sandbox must say which limit was exceeded; rlimits do not tell. */
  readonly named: boolean;
}

/** A file of an input root; executable where it begins with `#!`. */
export type SampleFile = string | Uint8Array | { readonly contents: string | Uint8Array; readonly isExecutable: boolean };

/** An action in few words. All paths are relative to the folder `job`, in which it runs. */
export interface SampleAction extends Partial<Omit<Command, 'environment' | 'workingDirectory' | 'platform'>> {
  /** For `sh -c`; instead of `arguments`. */
  readonly script?: string;
  /** Exactly these; none by default. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly workingDirectory?: string;
  readonly files?: Readonly<Record<string, SampleFile>>;
  /** Link to target. */
  readonly links?: Readonly<Record<string, string>>;
  readonly folders?: readonly string[];
  readonly platform?: PlatformProperties;
  readonly timeoutMs?: number;
}

/** What a case works with. */
export interface SandboxSubject {
  readonly sandbox: Sandbox;
  /** Holds inputs and outputs. */
  readonly storage: ContentAddressableStorage;
  /** What the environment of the sandbox says. */
  readonly root: 'host' | 'input';
  /** Where the sandbox keeps its things. */
  readonly cacheDirectory: string;
  /** Whether the sandbox keeps an action's `timeoutMs` itself; else a decorator does, by an abort. */
  readonly enforcesTimeouts: boolean;
  /** How much a command with large output prints to each stream; a multiple of 4. */
  readonly printedMebibytes: number;
  /** Set where the case needs `limits`. */
  readonly limits: TestedLimits | undefined;
  /** Disposes of the sandbox; for the last case. */
  dispose(): Promise<void>;
  /** Stores the inputs and makes the action. */
  action(sample: SampleAction): Promise<Action>;
  /** Executes it and gives the result. */
  run(sample: SampleAction, context?: Partial<ExecutionContext>): Promise<ActionResult>;
  /** Executes it and gives what a successful command printed. */
  print(sample: SampleAction): Promise<string>;
  /** A blob, whole. */
  blob(digest: Digest): Promise<Buffer>;
  /** A blob as text. */
  text(digest: Digest): Promise<string>;
}

/** One statement about every sandbox. */
export type SandboxCase = ContractCase<SandboxSubject, SandboxNeed>;
