import type { StoreFileSystem } from './store-file-system.ts';

/** Has a file's bytes on the disk; nothing happens where it is absent. */
export async function syncFile(fs: StoreFileSystem, path: string): Promise<void> {
  if (fs.sizeOf(path) === undefined) return;
  const fd = fs.open(path, 'read');
  try {
    await fs.datasync(fd);
  } finally {
    fs.close(fd);
  }
}
