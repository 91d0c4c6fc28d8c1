import { type ContractTestRunner, describeContract } from './contract-case.ts';
import { storageBatchCases } from './storage-cases/storage-batch-cases.ts';
import { storageCancellationCases } from './storage-cases/storage-cancellation-cases.ts';
import type { StorageCapability, StorageCase, StorageSubject } from './storage-cases/storage-case.ts';
import { storageDigestFunctionCases } from './storage-cases/storage-digest-function-cases.ts';
import { storageReadCases } from './storage-cases/storage-read-cases.ts';
import { storageWriteCases } from './storage-cases/storage-write-cases.ts';

/** The contract of `ContentAddressableStorage`, as data. */
export const contentAddressableStorageCases: readonly StorageCase[] = [
  ...storageWriteCases,
  ...storageReadCases,
  ...storageBatchCases,
  ...storageCancellationCases,
  ...storageDigestFunctionCases,
];

/**
 * Runs the contract of `ContentAddressableStorage` against an implementation.
 * @param name what is tested
 * @param make an empty storage for each case, disposed afterwards
 * @param runner `describe` and `it` of jest, vitest or node:test
 * @param options the capabilities promised, none by default
 */
export function describeContentAddressableStorage(
  name: string,
  make: () => Promise<StorageSubject & Partial<AsyncDisposable>>,
  runner: ContractTestRunner,
  options: { readonly capabilities?: readonly StorageCapability[] } = {},
): void {
  const capabilities = new Set(options.capabilities);
  describeContract({ name: `${name} as ContentAddressableStorage`, runner, cases: contentAddressableStorageCases, capabilities, make });
}
