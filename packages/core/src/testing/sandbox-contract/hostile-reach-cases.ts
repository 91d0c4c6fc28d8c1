import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { uniqueSeconds } from './expectations.ts';
import type { SandboxCase } from './sandbox-case.ts';

/** Listens on a unix socket, or on an abstract one where the address begins with NUL, and counts who comes. */
async function listening(address: string): Promise<{ readonly visitors: () => number } & AsyncDisposable> {
  let visitors = 0;
  const server = createServer((socket) => {
    visitors += 1;
    socket.destroy();
  }).listen({ path: address });
  await new Promise((resolve, reject) => server.once('listening', resolve).once('error', reject));
  return { visitors: () => visitors, [Symbol.asyncDispose]: async () => void server.close() };
}

const perl = (code: string): string => `/usr/bin/perl -e '${code}'`;
const keyctl = process.arch === 'arm64' ? { add: 217, search: 219 } : { add: 248, search: 250 };

/** Actions that reach for the machine around them. Each ends with a result, the machine untouched. */
export const hostileReachCases: readonly SandboxCase[] = [
  {
    title: 'lets nobody write to the machine’s files or settings',
    needs: ['isolated-filesystem'],
    run: async (subject) => {
      // Nothing here would do harm if it succeeded: settings are set to what they are, and times to what they were.
      const name = `sandwright-hostile-${uniqueSeconds()}`;
      const folders = ['', '/usr', '/usr/bin', '/etc', '/var/tmp', '/root', tmpdir(), '/dev', '/sys/kernel'];
      const settings = ['vm/swappiness', 'kernel/core_pattern', 'fs/file-max', 'kernel/panic'].map((path) => `/proc/sys/${path}`);
      const writes = folders.map((folder) => `(mkdir -p ${folder}; echo bad > ${folder}/${name}) 2>/dev/null`);
      const sets = settings.map((path) => `(v=$(cat ${path}) && echo "$v" > ${path} && echo "wrote ${path}") 2>/dev/null`);
      const others = [
        '([ -e /proc/sysrq-trigger ] && echo h > /proc/sysrq-trigger && echo "wrote sysrq") 2>/dev/null',
        '(touch -r /usr/bin/env /usr/bin/env && echo "touched") 2>/dev/null',
      ];
      const printed = await subject.print({ script: `${[...writes, ...sets, ...others].join('; ')}; exit 0` });
      for (const folder of folders) assert.equal(existsSync(`${folder}/${name}`), false, `it wrote to ${folder}/`);
      // Where the input root is the root, a /usr/bin of the action's own is its to touch.
      assert.equal(subject.root === 'host' ? printed : printed.replace('touched\n', ''), '');
    },
  },
  {
    title: 'lets nobody in at sockets of the machine, in the file system or abstract',
    needs: ['isolated-filesystem', 'isolated-network', '/usr/bin/perl'],
    run: async (subject) => {
      const folder = mkdtempSync(join(tmpdir(), 'sandwright-socket-'));
      try {
        const addresses = [join(folder, 'docker.sock'), `\0sandwright-${uniqueSeconds()}`] as const;
        await using first = await listening(addresses[0]);
        await using second = await listening(addresses[1]);
        const connect = addresses.map((address) =>
          perl(
            `use Socket; socket(S, AF_UNIX, SOCK_STREAM, 0); print connect(S, pack_sockaddr_un("${address.replace('\0', '\\0')}")) ? "in " : "out ";`,
          ),
        );
        assert.equal(await subject.print({ script: connect.join('; ') }), 'out out ');
        assert.equal(first.visitors() + second.visitors(), 0);
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  },
  {
    title: 'shows no other root by way of /proc',
    needs: ['isolated-filesystem', 'isolated-processes'],
    run: async (subject) => {
      const folder = mkdtempSync(join(tmpdir(), 'sandwright-root-'));
      try {
        const secret = `secret-${uniqueSeconds()}`;
        writeFileSync(join(folder, 'file'), secret);
        const script = `for p in /proc/[0-9]*; do cat $p/root${folder}/file $p/cwd${folder}/file; for f in $p/fd/*; do cat $f/file; done; done 2>/dev/null; echo tried`;
        const printed = await subject.print({ script });
        assert.match(printed, /tried/);
        assert.ok(!printed.includes(secret), 'it read a file of the machine');
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  },
  {
    title: 'reaches no process of the machine by signal or ptrace',
    needs: ['isolated-processes', '/usr/bin/perl'],
    run: async (subject) => {
      const ptrace = process.arch === 'arm64' ? 117 : 101;
      const attach = perl(`print syscall(${ptrace}, 16, ${process.pid}, 0, 0) == 0 ? "attached " : "refused "`);
      const printed = await subject.print({ script: `kill -0 ${process.pid} 2>/dev/null && echo reached; ${attach}; exit 0` });
      assert.equal(printed.trim(), 'refused');
    },
  },
  {
    title: 'keeps keys of one action from the next',
    needs: ['isolated-processes', '/usr/bin/perl'],
    run: async (subject) => {
      // The session's, and the user's.
      for (const keyring of [-3, -4]) {
        const name = `sandwright-${uniqueSeconds()}`;
        const variables = `my ($type, $name, $value) = ("user", "${name}", "secret")`;
        const add = perl(`${variables}; syscall(${keyctl.add}, $type, $name, $value, 6, ${keyring}); print "tried"`);
        const find = perl(`${variables}; print syscall(${keyctl.search}, 10, ${keyring}, $type, $name, 0) >= 0 ? "found" : "nothing"`);
        const both = await subject.print({ script: `${add}; ${find}` });
        assert.ok(['triedfound', 'triednothing'].includes(both), both);
        assert.equal(await subject.print({ script: add }), 'tried');
        for (let round = 0; round < 3; round += 1) assert.equal(await subject.print({ script: find }), 'nothing');
      }
    },
  },
  {
    title: 'leaves nothing in shared memory for the next action',
    needs: ['isolated-filesystem'],
    run: async (subject) => {
      const name = `sandwright-${uniqueSeconds()}`;
      await subject.run({ script: `echo x > /dev/shm/${name}; echo x > /tmp/${name}; echo x > /var/tmp/${name}; exit 0` });
      assert.equal(existsSync(`/dev/shm/${name}`), false);
      assert.equal(await subject.print({ script: `cat /dev/shm/${name} /tmp/${name} /var/tmp/${name} 2>/dev/null; echo end` }), 'end\n');
    },
  },
  {
    title: 'lets nobody change the mount table',
    needs: ['isolated-filesystem', '/proc'],
    run: async (subject) => {
      const name = `sandwright-${uniqueSeconds()}`;
      const tries = `mkdir ${name}; mount -t tmpfs ${name} ${name}; unshare -Urm mount -t tmpfs ${name} ${name}; chroot / true`;
      await subject.run({ script: `(${tries}) >/dev/null 2>&1; exit 0` });
      assert.doesNotMatch(readFileSync('/proc/self/mountinfo', 'utf8'), new RegExp(name));
      assert.ok(existsSync('/proc/self/status'));
    },
  },
];
