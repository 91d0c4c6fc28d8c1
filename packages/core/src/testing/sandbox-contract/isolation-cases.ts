import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { eventually, processExists, uniqueSeconds } from './expectations.ts';
import type { SandboxCase } from './sandbox-case.ts';

/** What a command cannot reach. */
export const isolationCases: readonly SandboxCase[] = [
  {
    title: 'gives the command no network but its own loopback interface',
    needs: ['isolated-network'],
    run: async (subject) => {
      let connections = 0;
      const server = createServer((socket) => {
        connections += 1;
        socket.destroy();
      }).listen(0, '127.0.0.1');
      await new Promise((resolve) => server.once('listening', resolve));
      try {
        const { port } = server.address() as AddressInfo;
        const script = `bash -c '(exec 3<>/dev/tcp/127.0.0.1/${port}) && echo reached' 2>/dev/null; cat /proc/self/net/dev 2>/dev/null; exit 0`;
        const printed = await subject.print({ script });
        assert.doesNotMatch(printed, /reached/);
        const interfaces = [...printed.matchAll(/^\s*([^\s:|]+):/gm)].map((match) => match[1]);
        assert.deepEqual(
          interfaces.filter((name) => name !== 'lo'),
          [],
        );
        assert.equal(connections, 0);
      } finally {
        server.close();
      }
    },
  },
  {
    title: 'shows no processes of the host',
    needs: ['isolated-processes', '/proc'],
    run: async (subject) => {
      const script = 'for p in /proc/[0-9]*; do echo "pid ${p##*/}"; cat $p/cmdline; echo; done 2>/dev/null; exit 0';
      const printed = await subject.print({ script });
      const ours = readFileSync('/proc/self/cmdline', 'latin1');
      assert.ok(!printed.includes(ours), 'the process of the test is seen');
      assert.ok([...printed.matchAll(/^pid \d+$/gm)].length <= 10, `too many processes are seen:\n${printed}`);
    },
  },
  {
    title: 'passes no open files on but stdin, stdout and stderr',
    needs: ['/proc'],
    run: async (subject) => {
      // The loop looks at each again because the shell itself has the folder open while it lists it.
      const script =
        'for f in /proc/self/fd/*; do [ -e "$f" ] && echo "${f##*/}"; done; for n in 3 4 5 6 7 8 9; do (eval ": <&$n") 2>/dev/null && echo $n; done; exit 0';
      const printed = await subject.print({ script });
      assert.deepEqual(
        printed.split('\n').filter((line) => Number(line) > 2),
        [],
      );
    },
  },
  {
    title: 'ends daemons with the command and does not wait for them',
    needs: ['isolated-processes', '/proc'],
    run: async (subject) => {
      const seconds = uniqueSeconds();
      const started = performance.now();
      const printed = await subject.print({
        script: `(setsid sh -c 'trap "" HUP TERM; sleep ${seconds}' &) ; sleep ${seconds} & echo started`,
      });
      assert.equal(printed, 'started\n');
      assert.ok(performance.now() - started < 20_000, 'it waited for the daemon');
      await eventually(() => !processExists(seconds), 'the daemon is gone');
    },
  },
];
