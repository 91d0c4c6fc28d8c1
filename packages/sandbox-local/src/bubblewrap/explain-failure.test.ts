import { describe, expect, it } from '@jest/globals';
import { explainFailure } from './explain-failure.ts';

const refused = { program: 'bwrap', stderr: 'bwrap: Creating new namespace failed: Operation not permitted\n' };
const files = (known: Readonly<Record<string, string>>) => (path: string) => known[path];

describe('explainFailure', () => {
  it.each([
    ['not installed', { program: 'bwrap', errorCode: 'ENOENT', stderr: '' }, {}, /not installed/, /apt-get install -y bubblewrap/],
    [
      'forbidden by sysctl',
      refused,
      { '/proc/sys/user/max_user_namespaces': '0' },
      /max_user_namespaces is 0/,
      /sysctl -w user\.max_user_namespaces/,
    ],
    [
      'forbidden on Debian',
      refused,
      { '/proc/sys/kernel/unprivileged_userns_clone': '0' },
      /unprivileged_userns_clone/,
      /unprivileged_userns_clone=1/,
    ],
    [
      'forbidden by the sandbox around it',
      {
        program: 'bwrap',
        stderr: 'bwrap: Creating new namespace failed: nesting depth or /proc/sys/user/max_*_namespaces exceeded (ENOSPC)',
      },
      { '/proc/sys/user/max_user_namespaces': '1' },
      /no further namespace is allowed/,
      /outside of that sandbox.*sysctl -w user\.max_user_namespaces/,
    ],
    ['forbidden by AppArmor', refused, { '/proc/sys/kernel/apparmor_restrict_unprivileged_userns': '1' }, /AppArmor/, /apparmor_parser/],
    ['forbidden by a container', refused, { '/proc/self/status': 'Name:\tnode\nSeccomp:\t2\n' }, /seccomp/, /seccomp=unconfined/],
    [
      'hidden /proc',
      { program: 'bwrap', stderr: "bwrap: Can't mount proc on /newroot/proc: Operation not permitted" },
      {},
      /hides parts of \/proc/,
      /systempaths/,
    ],
    ['too old', { program: 'bwrap', stderr: 'bwrap: Unknown option --json-status-fd' }, {}, /too old/, /newer/],
  ] as const)('names the cause and the fix: %s', (_name, failure, known, reason, fix) => {
    const explained = explainFailure(failure, files(known));
    expect(explained).toMatchObject({ available: false, cause: 'sandbox_unavailable' });
    expect(explained.reason).toMatch(reason);
    expect(explained.fix).toMatch(fix);
  });

  it('tells what bwrap said where the cause is not known', () => {
    expect(explainFailure({ program: '/opt/bwrap', stderr: 'a\nbwrap: something new' }, files({})).reason).toBe(
      '/opt/bwrap does not work here: bwrap: something new',
    );
  });
});
