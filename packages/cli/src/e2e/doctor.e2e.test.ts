import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Rig } from '../test-rig/rig.ts';

const program = join(import.meta.dirname, '../../bundle/sandwright.js');

const nobody = ['unshare', '--user', '--map-user=1234', '--map-group=1234', '--'];
const forbidden = ['unshare', '--user', '--map-root-user', 'sh', '-c', 'echo 0 > /proc/sys/user/max_user_namespaces && exec "$@"', 'sh'];

/** `sandwright doctor` as somebody else starts it. */
function doctor(starter: readonly string[], ...flags: readonly string[]): { readonly status: number | null; readonly stdout: string } {
  using rig = new Rig();
  const [file = '', ...args] = [...starter, process.execPath, program, 'doctor', ...flags];
  const { status, stdout, stderr } = spawnSync(file, args, { cwd: rig.root, env: rig.environment(), encoding: 'utf8', timeout: 240_000 });
  expect(stderr).toBe('');
  return { status, stdout };
}

describe('doctor', () => {
  it('tells an unprivileged user that bubblewrap works, and why chroot does not', () => {
    const { status, stdout } = doctor(nobody);
    expect(status).toBe(0);
    expect(stdout).toMatch(/✓ sandbox bubblewrap: works/u);
    expect(stdout).toMatch(/✗ sandbox chroot: .*takes root/u);
    expect(stdout).toContain('The default environment works here.\n');
  });

  it('ends with 4 where user namespaces are forbidden, and names the very setting', () => {
    const { status, stdout } = doctor(forbidden);
    expect(status).toBe(4);
    expect(stdout).toMatch(/✗ user namespaces: .*max_user_namespaces is 0/u);
    expect(stdout).toContain('sysctl -w user.max_user_namespaces=');
    expect(stdout).toContain('The default environment does not work here.\n');
    const json = doctor(forbidden, '--json');
    expect(json.status).toBe(4);
    expect(JSON.parse(json.stdout)).toMatchObject({ usable: ['host'], defaultEnvironmentWorks: false });
  });
});
