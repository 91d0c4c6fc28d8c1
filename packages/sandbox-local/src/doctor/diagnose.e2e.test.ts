import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { diagnose } from './diagnose.ts';
import type { DoctorFinding, DoctorReport } from './finding.ts';

const module = fileURLToPath(new URL('./diagnose.ts', import.meta.url));
const program = `import { diagnose } from ${JSON.stringify(module)}; console.log(JSON.stringify(await diagnose()));`;
const node = [process.execPath, '--conditions=source', '--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', program];

/** The diagnosis of a process that is started by another program. */
function diagnosedBy(...starter: readonly string[]): DoctorReport {
  const [file = '', ...args] = [...starter, ...node];
  const { NODE_OPTIONS: _, ...env } = process.env;
  const { stdout, stderr } = spawnSync(file, args, { env, encoding: 'utf8', timeout: 240_000 });
  expect(stderr).toBe('');
  return JSON.parse(stdout) as DoctorReport;
}

const of = (report: DoctorReport, name: string): DoctorFinding | undefined => report.findings.find((finding) => finding.name === name);

// Root is needed to become somebody else; who is not root sees the second diagnosis anyway.
const asRoot = process.geteuid?.() === 0 ? test : test.skip;

describe('diagnose', () => {
  asRoot('as root: every sandbox works, and host is honest', async () => {
    const report = await diagnose();
    expect(report.findings.filter((finding) => !finding.ok)).toEqual([]);
    expect(report.usable).toEqual(['bubblewrap', 'chroot', 'host']);
    expect(of(report, 'bwrap')?.detail).toMatch(/^version \d/);
    expect(of(report, 'control groups')?.detail).toMatch(/^cgroup v[12]; .*memory.*processes/);
    expect(of(report, 'sandbox host')?.costs).toMatch(/reach the network/);
    expect(of(report, 'sandbox chroot')?.costs).toBeUndefined();
  });

  test('as an unprivileged user: bubblewrap works, chroot says that it takes root', async () => {
    const report =
      process.geteuid?.() === 0 ? diagnosedBy('unshare', '--user', '--map-user=1234', '--map-group=1234', '--') : await diagnose();
    expect(of(report, 'user namespaces')).toMatchObject({ ok: true });
    expect(of(report, 'overlay')).toEqual({ name: 'overlay', ok: true, detail: 'mounts work in a user namespace' });
    expect(of(report, 'sandbox chroot')).toMatchObject({
      ok: false,
      detail: expect.stringMatching(/takes root/),
      fix: expect.stringMatching(/bubblewrap/),
    });
    expect(report.usable).toEqual(['bubblewrap', 'host']);
  });

  test('with user namespaces forbidden: says so, what it costs, and the very setting', () => {
    const forbid = 'echo 0 > /proc/sys/user/max_user_namespaces && exec "$@"';
    const report = diagnosedBy('unshare', '--user', '--map-root-user', 'sh', '-c', forbid, 'sh');
    const setting = expect.stringMatching(/max_user_namespaces/);
    expect(of(report, 'user namespaces')).toMatchObject({
      ok: false,
      detail: setting,
      fix: setting,
      costs: expect.stringMatching(/bubblewrap/),
    });
    expect(of(report, 'sandbox bubblewrap')).toMatchObject({ ok: false, detail: setting, fix: setting });
    expect(of(report, 'sandbox chroot')).toMatchObject({ ok: false, detail: expect.stringMatching(/user namespace that lacks their ids/) });
    expect(report.usable).toEqual(['host']);
  });

  test('without bwrap: names the package', () => {
    const report = diagnosedBy('env', 'PATH=/nowhere');
    expect(of(report, 'bwrap')).toMatchObject({ ok: false, fix: expect.stringMatching(/apt-get install/) });
  });

  test('can be aborted', async () => {
    await expect(diagnose({ signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});
