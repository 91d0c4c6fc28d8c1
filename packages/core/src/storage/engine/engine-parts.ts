import type { Logger } from '../../logging/logger.ts';
import type { Clock } from '../../util/clock.ts';
import type { CommitLog } from './commit-log.ts';
import type { LargeFiles } from './large-files.ts';
import type { RoomKeeper } from './room-keeper.ts';
import type { SegmentSet } from './segment-set.ts';
import type { StoreFileSystem } from './store-file-system.ts';
import type { StoreIndex } from './store-index.ts';

/** What the engine is made of. */
export interface EngineParts {
  readonly fs: StoreFileSystem;
  readonly segments: SegmentSet;
  readonly index: StoreIndex;
  readonly log: CommitLog;
  readonly large: LargeFiles;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Other processes write too. */
  readonly shared: boolean;
  readonly durable: boolean;
  /** Blobs longer than this have a file of their own, bytes. */
  readonly inlineBytes: number;
  /** For so long a blob is kept once somebody was told that it is here, seconds. */
  readonly promiseSeconds: number;
  readonly room: RoomKeeper;
}
