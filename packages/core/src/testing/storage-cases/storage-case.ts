import type { ContentAddressableStorage } from '../../storage/content-addressable-storage.ts';
import type { ContractCase } from '../contract-case.ts';

/**
 * What a storage may promise beyond the least:
 * `sha1`, `md5`, `sha384`, `sha512`, `blake3`: digests of those functions; `persistent`: blobs outlive the object (`reopen`).
 */
export type StorageCapability = 'sha1' | 'md5' | 'sha384' | 'sha512' | 'blake3' | 'persistent';

/** A storage under test. */
export interface StorageSubject {
  /** Empty at first. */
  readonly storage: ContentAddressableStorage;
  /** Closes the storage and opens it again; wanted where `persistent` is promised. */
  readonly reopen?: () => Promise<ContentAddressableStorage>;
}

/** One statement about every storage. */
export type StorageCase = ContractCase<StorageSubject, StorageCapability>;
