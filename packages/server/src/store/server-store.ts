import type { LocalStore } from '@sandwright/core';

/** Where a server keeps blobs, results of actions and assets. */
export type ServerStore = Pick<LocalStore, 'storage' | 'actionResultBytes' | 'table'> &
  // The blobs of `storage` once more, for questions that are asked often and as zstd; unset where nothing is kept here.
  Partial<Pick<LocalStore, 'engine' | 'frames'>> &
  AsyncDisposable;
