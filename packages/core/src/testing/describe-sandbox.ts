import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { silentLogger } from '../logging/logger.ts';
import type { SandboxCapability } from '../sandbox/capability.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { SandboxServices } from '../sandbox/sandbox-backend.ts';
import type { ContentAddressableStorage } from '../storage/content-addressable-storage.ts';
import { MemoryContentAddressableStorage } from '../storage/memory-content-addressable-storage.ts';
import { systemClock } from '../util/clock.ts';
import { type ContractTestRunner, describeContract } from './contract-case.ts';
import { commandCases } from './sandbox-contract/command-cases.ts';
import { disposalCases } from './sandbox-contract/disposal-cases.ts';
import { endingCases } from './sandbox-contract/ending-cases.ts';
import { hostileAppetiteCases } from './sandbox-contract/hostile-appetite-cases.ts';
import { hostileOutputCases } from './sandbox-contract/hostile-output-cases.ts';
import { hostileReachCases } from './sandbox-contract/hostile-reach-cases.ts';
import { inputCases } from './sandbox-contract/input-cases.ts';
import { isolationCases } from './sandbox-contract/isolation-cases.ts';
import { malformedInputCases } from './sandbox-contract/malformed-input-cases.ts';
import { outputCases } from './sandbox-contract/output-cases.ts';
import { promiseCases } from './sandbox-contract/promise-cases.ts';
import type { SandboxCase, SandboxNeed, TestedLimits } from './sandbox-contract/sandbox-case.ts';
import { SandboxHarness } from './sandbox-contract/sandbox-harness.ts';
import type { ToolRoot } from './sandbox-contract/tool-root.ts';
import { temporaryDirectory } from './temporary-directory.ts';

/** A sandbox under test. */
export interface SandboxUnderTest {
  readonly sandbox: Sandbox;
  /** Where outputs are, and inputs are taken from; the storage of the services by default. */
  readonly storage?: ContentAddressableStorage;
}

/** How the contract is asked of a sandbox. */
export interface DescribeSandboxOptions extends ContractTestRunner {
  /** What the sandbox must promise, no more and no less. */
  readonly capabilities: readonly SandboxCapability[];
  /** `input`: the input root is the whole file system, so that `toolRoot` is needed; `host` by default. */
  readonly root?: 'host' | 'input';
  /** What commands need to run with `root: input`, for instance `hostToolRoot`. */
  readonly toolRoot?: () => ToolRoot;
  /** Whether the sandbox keeps an action's `timeoutMs` itself, without a decorator; false by default. */
  readonly enforcesTimeouts?: boolean;
  /** Whether it tells how much time and memory each action used; false by default. */
  readonly tellsUsage?: boolean;
  /** Actions at once; 4 by default. */
  readonly concurrency?: number;
  /** MiB that a command with large output prints, to each stream; 64 by default. Less where a variant whose output goes the same way prints as much. */
  readonly printedMebibytes?: number;
}

/** The contract of `Sandbox`, as data; its end, the disposal, comes after it. */
export const sandboxCases: readonly SandboxCase[] = [
  ...promiseCases,
  ...commandCases,
  ...inputCases,
  ...malformedInputCases,
  ...outputCases,
  ...isolationCases,
  ...endingCases,
];

/** Actions that mean harm, as data: each must end with a result or a coded error, and the machine untouched. */
export const hostileActionCases: readonly SandboxCase[] = [...hostileReachCases, ...hostileOutputCases, ...hostileAppetiteCases];

/** Makes the sandbox; called once, when the first case runs, and used for all of them. */
export type MakeSandbox = (services: SandboxServices) => Promise<Sandbox | SandboxUnderTest>;

/**
 * Runs the contract of `Sandbox` against an implementation. Commands are real: the sandbox must find a POSIX shell and a few tools.
 * @param name what is tested
 * @param make the sandbox
 * @param options `describe` and `it` of jest, vitest or node:test, and what is promised
 */
export function describeSandbox(name: string, make: MakeSandbox, options: DescribeSandboxOptions): void {
  describeCases(`${name} as Sandbox`, make, options, [...sandboxCases, ...disposalCases]);
}

/**
 * Runs hostile actions in a sandbox. Only for those that promise isolation; each action is bounded by itself all the same.
 * @param name what is tested
 * @param make the sandbox, configured with `options.limits` if there are any
 * @param options as for `describeSandbox`
 */
export function describeHostileActions(
  name: string,
  make: MakeSandbox,
  options: DescribeSandboxOptions & { readonly limits?: TestedLimits },
): void {
  describeCases(`hostile actions in ${name}`, make, options, [...hostileActionCases, ...disposalCases]);
}

function describeCases(
  name: string,
  make: MakeSandbox,
  options: DescribeSandboxOptions & { readonly limits?: TestedLimits },
  cases: readonly SandboxCase[],
): void {
  const { root = 'host' } = options;
  let harness: Promise<SandboxHarness> | undefined;
  const facilities: readonly (readonly [SandboxNeed, boolean])[] = [
    [`root: ${root}`, true],
    ['/proc', process.platform === 'linux'],
    ['/usr/bin/perl', root === 'host' && existsSync('/usr/bin/perl')],
    ['limits', options.limits !== undefined],
    ['usage', options.tellsUsage === true],
  ];
  describeContract({
    name,
    runner: options,
    cases: [promisesExactly(options.capabilities), ...cases],
    capabilities: new Set([...options.capabilities, ...facilities.flatMap(([need, there]) => (there ? [need] : []))]),
    make: () => (harness ??= startHarness(name, make, options)),
  });
}

async function startHarness(
  name: string,
  make: MakeSandbox,
  options: DescribeSandboxOptions & { readonly limits?: TestedLimits },
): Promise<SandboxHarness> {
  const { path: cacheDirectory } = await temporaryDirectory('sandwright-sandbox-');
  const services: SandboxServices = {
    storage: new MemoryContentAddressableStorage(),
    clock: systemClock,
    logger: silentLogger,
    cacheDirectory,
    concurrency: options.concurrency ?? 4,
  };
  const made = await make(services);
  const under = 'sandbox' in made ? made : { sandbox: made };
  const availability = await under.sandbox.probe();
  assert.ok(availability.available, `${name}: it does not work here: ${availability.available ? '' : availability.reason}`);
  return new SandboxHarness({
    sandbox: under.sandbox,
    storage: under.storage ?? services.storage,
    root: options.root ?? 'host',
    toolRoot: options.toolRoot?.(),
    cacheDirectory,
    enforcesTimeouts: options.enforcesTimeouts ?? false,
    printedMebibytes: options.printedMebibytes ?? 64,
    limits: options.limits,
  });
}

function promisesExactly(capabilities: readonly SandboxCapability[]): SandboxCase {
  return {
    title: `promises ${capabilities.toSorted().join(', ') || 'no isolation'}`,
    needs: [],
    run: async ({ sandbox }) => assert.deepEqual([...sandbox.capabilities].sort(), capabilities.toSorted()),
  };
}
