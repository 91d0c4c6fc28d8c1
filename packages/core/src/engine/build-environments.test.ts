import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { platformNames, thisPlatform } from '../environment/platform.ts';
import { SandwrightError } from '../errors/sandwright-error.ts';
import type { ExecutionContext } from '../sandbox/execution-context.ts';
import { FakeSandbox } from '../testing/fake-sandbox.ts';
import { EngineRig, fixedEnvironment } from './engine-rig.ts';
import { hello, out, programs } from './sample-project.ts';

test('the environment is what was declared, and a search path', async () => {
  const variables = [
    { name: 'A', value: 'environment' },
    { name: 'B', value: 'environment' },
  ];
  using rig = new EngineRig(
    {
      'sandwright.yaml': 'targets: {plain: {command: [env], outputs: [env]}}',
      'a/BUILD.yaml': 'targets: {own: {command: [env], outputs: [env], env: {PATH: /mine, B: target}}}',
    },
    programs,
    ({ sandbox }) => ({ environments: fixedEnvironment({ sandbox, variables }) }),
  );
  await rig.build();
  expect(out(rig, 'env').split('\n')).toEqual(['A=environment', 'B=environment', 'PATH=/usr/local/bin:/usr/bin:/bin']);
  expect(out(rig, 'a/env').split('\n')).toEqual(['A=environment', 'B=target', 'PATH=/mine']);
});

test('an environment that cannot be used falls back, and the result says so', async () => {
  const broken = new FakeSandbox({
    run: () => Promise.reject(new SandwrightError('REMOTE_UNAVAILABLE', 'connection refused', { retryable: false })),
  });
  using rig = new EngineRig(hello, programs, ({ sandbox }) => ({
    environments: fixedEnvironment({ name: 'remote', where: 'remote', sandbox: broken }, { name: 'local', sandbox }),
  }));
  const { outcomes } = await rig.build();
  expect(outcomes.get('//lib:greet')).toMatchObject({
    status: 'succeeded',
    origin: { where: 'local', skipped: [{ candidate: 'remote', cause: 'unreachable', reason: 'connection refused' }] },
  });
});

test('the salt and the platform of a candidate are part of the key', async () => {
  const digests = new Set<string>();
  for (const salt of ['one', 'other']) {
    using rig = new EngineRig(hello, programs, ({ sandbox }) => ({
      environments: fixedEnvironment({ sandbox, salt: Buffer.from(salt), platform: [{ name: 'OSFamily', value: 'linux' }] }),
    }));
    await rig.build();
    for (const action of rig.sandbox.executed) {
      digests.add(action.digest.hash);
      expect(action.platform).toEqual([{ name: 'OSFamily', value: 'linux' }]);
    }
  }
  expect(digests.size).toBe(4);
});

test('what an environment turned out to be is told once, with what was skipped', async () => {
  const broken = new FakeSandbox({
    run: () => Promise.reject(new SandwrightError('SANDBOX_UNAVAILABLE', 'bubblewrap: no', { details: { reason: 'no user namespaces' } })),
  });
  using rig = new EngineRig(hello, programs, ({ sandbox }) => ({
    environments: fixedEnvironment({ name: 'local: bubblewrap', sandbox: broken }, { name: 'local: chroot', sandbox }),
  }));
  await rig.build();
  expect(rig.events.filter((event) => event.type === 'environment-chosen')).toEqual([
    {
      type: 'environment-chosen',
      environment: '__local__',
      candidate: 'local: chroot',
      skipped: [{ candidate: 'local: bubblewrap', cause: 'sandbox_unavailable', reason: 'no user namespaces' }],
    },
  ]);
});

test('nothing left to try: the failure tells of every candidate', async () => {
  const broken = new FakeSandbox({ run: () => Promise.reject(new SandwrightError('SANDBOX_UNAVAILABLE', 'chroot: not root')) });
  let asked = 0;
  using rig = new EngineRig(hello, programs, () => {
    const fixed = fixedEnvironment({ name: 'local: chroot', sandbox: broken });
    return {
      environments: {
        ...fixed,
        resolve: async (name) => {
          asked += 1;
          if (asked > 1) throw new SandwrightError('SANDBOX_UNAVAILABLE', 'nothing is left to try: bubblewrap …; chroot …');
          return await fixed.resolve(name);
        },
      },
    };
  });
  const { outcomes, exitCode } = await rig.build();
  expect(outcomes.get('//lib:greet')).toMatchObject({
    code: 'SANDBOX_UNAVAILABLE',
    message: 'nothing is left to try: bubblewrap …; chroot …',
  });
  expect(exitCode).toBe(4);
});

test('a target in several environments: each further one has its own place', async () => {
  using rig = new EngineRig(
    {
      'sandwright.yaml': `environments: {other: {type: local_environment}}
targets:
  t: {command: [env], outputs: [env], environment: [__local__, other]}
`,
    },
    programs,
  );
  const { outcomes } = await rig.build();
  expect([...outcomes.keys()].sort()).toEqual(['//:t', '//:t@other']);
  expect([out(rig, 'env'), out(rig, '@other/env')]).toEqual(Array(2).fill('PATH=/usr/local/bin:/usr/bin:/bin'));
});

test('sandboxes are told of append-only caches, of who asks, and whether to leave their folder behind', async () => {
  const seen: Partial<ExecutionContext>[] = [];
  using rig = new EngineRig(
    { 'sandwright.yaml': 'targets: {}', 'a/BUILD.yaml': 'targets: {t: {command: [x], test: true, append_only_caches: {pip: .cache/pip}}}' },
    programs,
    () => ({
      environments: fixedEnvironment({
        sandbox: new FakeSandbox({
          run: (_action, context) => {
            seen.push(context);
            context.onSandboxKept?.('/kept/here');
            return {};
          },
        }),
      }),
    }),
  );
  await rig.build({ keepSandboxes: 'always' });
  expect(seen[0]).toMatchObject({
    appendOnlyCaches: [{ hostPath: join(rig.scratch, 'cache/append-only/pip'), sandboxPath: 'a/.cache/pip' }],
    request: { targetId: '//a:t', mnemonic: 'test', toolName: 'test' },
    keepSandboxes: 'always',
  });
  expect(rig.events).toContainEqual({ type: 'sandbox-kept', target: '//a:t', path: '/kept/here' });
});

test('a target for another platform than what it needs is warned of, with its place', async () => {
  const other = platformNames.find((name) => name !== thisPlatform()) ?? '';
  using rig = new EngineRig(
    {
      'sandwright.yaml': `environments: {far: {type: remote_environment, platform: ${other}}}
targets:
  base: {command: [env], outputs: [env]}
  top: {command: [env], dependencies: [":base"], environment: far}
`,
    },
    programs,
  );
  await rig.build();
  const warnings = rig.events.filter((event) => event.type === 'warning');
  expect(warnings).toMatchObject([
    { message: expect.stringMatching(new RegExp(`//:top .*${other}.* //:base`, 'u')), location: { line: 4 } },
  ]);
});
