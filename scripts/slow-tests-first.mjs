import { statSync } from 'node:fs';

/** Files that take ten seconds and more, the longest first: begun last, they would keep one core busy while the others have nothing left. */
const slow = [
  'chroot-sandbox',
  'bubblewrap-unprivileged',
  'bubblewrap-sandbox',
  'chroot-hostile',
  'firejail-backend',
  'bazel-execution-workers',
  'bubblewrap-hostile',
  'remote-sandbox.e2e',
  'large-blobs',
  'commands.e2e',
  'docs.e2e',
  'bazel-',
  'buildstream.',
  'build-tool',
  'other-servers',
  'command-sandbox',
  'build-remotely',
  'bubblewrap-behaviour',
  'client-and-server',
  'administration',
  'artifacts.e2e',
  'decorated-bubblewrap',
  'host-sandbox',
];

/** Lower ones come first. */
function rank(path) {
  const at = slow.findIndex((part) => path.includes(`/${part}`));
  if (at !== -1) return at;
  return slow.length + (path.endsWith('.e2e.test.ts') ? 0 : 1);
}

/** The order in which Jest begins test files: known slow ones, other end-to-end tests, unit tests; of equals the larger file first. */
export default class SlowTestsFirst {
  sort(tests) {
    const keyed = [...tests].map((test) => ({ test, rank: rank(test.path), size: statSync(test.path).size }));
    return keyed.sort((a, b) => a.rank - b.rank || b.size - a.size).map(({ test }) => test);
  }

  /** Every so manieth file, so that each part has its share of slow ones. */
  shard(tests, { shardIndex, shardCount }) {
    return this.sort(tests).filter((_, index) => index % shardCount === shardIndex - 1);
  }

  allFailedTests(tests) {
    return this.sort(tests);
  }

  /** Nothing is remembered: a fresh machine has the same order. */
  cacheResults() {}
}
