import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { types } from 'node:util';
import { SandwrightError } from '../../errors/sandwright-error.ts';

// node:fs has no file locks. SQLite's are the kernel's own (fcntl), so they end with the process, however it ends.
async function openDatabase(path: string): Promise<DatabaseSync> {
  const { DatabaseSync: Database } = await import('node:sqlite');
  try {
    // SQLite itself would let others read it. Only where it is new: to close such a file would end the locks that this process has on it.
    writeFileSync(path, '', { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw SandwrightError.from(error);
  }
  return new Database(path, { timeout: 0 });
}

function isBusy(error: unknown): boolean {
  return types.isNativeError(error) && /locked|busy/.test(error.message);
}

/** Process numbers that hold a lock on a file, as far as the machine tells (proc_locks(5)). */
function holdersOf(path: string): number[] {
  try {
    const { ino } = statSync(path);
    const holders = readFileSync('/proc/locks', 'latin1')
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter((fields) => fields[5]?.endsWith(`:${ino}`) === true)
      .map((fields) => Number(fields[4]));
    return [...new Set(holders)].filter((pid) => pid > 0);
  } catch {
    return [];
  }
}

function ownerIn(path: string): number[] {
  try {
    const pid = Number(readFileSync(path, 'latin1'));
    return Number.isSafeInteger(pid) && pid > 0 ? [pid] : [];
  } catch {
    return [];
  }
}

/**
 * Takes the lock of a store; it ends with the returned handle or with the process.
 * @param directory of the store
 * @param mode alone, or together with others that say `shared`
 * @throws SandwrightError STORAGE_LOCKED, with the holders' process numbers
 */
export async function lockStore(directory: string, mode: 'exclusive' | 'shared'): Promise<Disposable> {
  const path = join(directory, 'lock');
  const owner = join(directory, 'lock.owner');
  const database = await openDatabase(path);
  try {
    // A read transaction holds the shared lock, an exclusive one the lock that excludes those too.
    database.exec(mode === 'exclusive' ? 'PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE' : 'BEGIN; SELECT count(*) FROM sqlite_schema');
  } catch (error) {
    database.close();
    if (!isBusy(error))
      throw new SandwrightError('STORAGE_FAILED', `the store ${directory} cannot be locked: ${String(error)}`, { cause: error });
    const known = holdersOf(path);
    const holders = known.length > 0 ? known : ownerIn(owner);
    const who = holders.length > 0 ? `process ${holders.join(', ')}` : 'another process';
    throw new SandwrightError('STORAGE_LOCKED', `the store ${directory} is in use by ${who}`, {
      cause: error,
      details: { directory, holders },
      hint:
        mode === 'exclusive'
          ? 'a server or worker needs a store of its own: stop the other one or give another folder'
          : 'give another folder, or let this go through that server',
    });
  }
  if (mode === 'exclusive') writeFileSync(owner, String(process.pid), { mode: 0o600 });
  return { [Symbol.dispose]: () => database.close() };
}

/**
 * Tries to become the one process that tidies a store.
 * @param directory of the store
 * @returns undefined if another one is at it
 */
export async function tryMaintenanceLock(directory: string): Promise<Disposable | undefined> {
  const database = await openDatabase(join(directory, 'maintenance.lock'));
  try {
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (isBusy(error)) return undefined;
    throw error;
  }
  return { [Symbol.dispose]: () => database.close() };
}
