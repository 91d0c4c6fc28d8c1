import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Waits for something that no event announces.
 * @param condition asked every few milliseconds
 * @param what for the message if it never comes true
 * @param timeoutMs when to give up; far beyond what a machine takes that does ten other things
 */
export async function waitUntil(condition: () => boolean | Promise<boolean>, what: string, timeoutMs = 60_000): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`waited ${timeoutMs} ms in vain for ${what}`);
    await sleep(5);
  }
}
