import type { LocalStore } from '@sandwright/core';

/** Where a server keeps blobs, results of actions and assets. */
export type ServerStore = Pick<LocalStore, 'storage' | 'actionResultBytes' | 'table'> & AsyncDisposable;
