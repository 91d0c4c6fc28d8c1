import { describe, expect, test } from '@jest/globals';
import { type ActionResult, digestOf, emptyDigest, MemoryContentAddressableStorage } from '@sandwright/core';
import { failedOnLookUp } from './network-hint.ts';

const storage = new MemoryContentAddressableStorage();

async function resultWith(stderr: string, more: Partial<ActionResult> = {}): Promise<ActionResult> {
  const data = Buffer.from(stderr);
  await storage.write(digestOf(data), data);
  return { exitCode: 1, stdout: emptyDigest, stderr: digestOf(data), outputs: [], metadata: { worker: 'w' }, ...more };
}

describe('failedOnLookUp', () => {
  test.each([
    "curl: (6) Couldn't resolve host 'a.example'",
    'curl: (6) Could not resolve host: a.example',
    'ssh: Could not resolve hostname a.example: Name or service not known',
    'socket.gaierror: [Errno -3] Temporary failure in name resolution',
    'Error: getaddrinfo EAI_AGAIN registry.example',
    'java.net.UnknownHostException: repo.example',
    'dial tcp: lookup proxy.example: no such host',
    'failed to lookup address information: Try again',
    "wget: bad address 'a.example'",
    "wget: unable to resolve host address 'a.example'",
  ])('%s', async (said) => {
    expect(await failedOnLookUp(await resultWith(`first\n${said}\nlast\n`), storage, {})).toBe(true);
    expect(await failedOnLookUp(await resultWith(''), storage, {})).toBe(false);
    const inline = { stdout: digestOf(Buffer.from(said)), stdoutRaw: Buffer.from(said) };
    expect(await failedOnLookUp(await resultWith('', inline), storage, {})).toBe(true);
    expect(await failedOnLookUp(await resultWith(said, { exitCode: 0 }), storage, {})).toBe(false);
  });

  test('other failures are others, only the end of what was printed counts, and what cannot be read is no failure of its own', async () => {
    expect(await failedOnLookUp(await resultWith('main.c:1: error: bad address of operand'), storage, {})).toBe(false);
    const long = `getaddrinfo\n${'x'.repeat(100_000)}`;
    expect(await failedOnLookUp(await resultWith(long), storage, {})).toBe(false);
    const gone = await resultWith('', { stderr: digestOf(Buffer.from('never stored')) });
    expect(await failedOnLookUp(gone, storage, {})).toBe(false);
  });
});
