// Packs a release: one tarball with everything but Node, and its SHA-256 beside it. The same sources give the same bytes.
//   node scripts/release.mjs [FOLDER]     FOLDER is dist-release/ by default
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { arch, platform, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const root = join(import.meta.dirname, '..');
const target = resolve(process.argv[2] ?? join(root, 'dist-release'));
const { version } = JSON.parse(readFileSync(join(root, 'packages/cli/package.json'), 'utf8'));
const scratch = mkdtempSync(join(tmpdir(), 'sandwright-release-'));

try {
  const name = `sandwright-${version}`;
  const staged = join(scratch, name);
  mkdirSync(join(staged, 'bin'), { recursive: true });
  execFileSync(process.execPath, [join(root, 'scripts/bundle.mjs'), join(staged, 'lib')], { stdio: 'inherit' });
  // koffi and the binary package that it finds beside itself are the only parts that cannot be bundled.
  const koffi = realpathSync(join(root, 'packages/cli/node_modules/koffi'));
  const modules = dirname(koffi);
  copyPackage(koffi, join(staged, 'node_modules/koffi'));
  for (const found of readdirSync(join(modules, '@koromix'))) {
    copyPackage(realpathSync(join(modules, '@koromix', found)), join(staged, 'node_modules/@koromix', found));
  }
  writeFileSync(join(staged, 'package.json'), `${JSON.stringify({ name: 'sandwright', version, type: 'module', private: true })}\n`);
  cpSync(join(root, 'LICENSE'), join(staged, 'LICENSE'));
  cpSync(join(root, 'deploy'), join(staged, 'deploy'), { recursive: true });
  const entry = join(staged, 'bin/sandwright');
  writeFileSync(
    entry,
    '#!/bin/sh\nexec node --min-semi-space-size=16 "$(dirname -- "$(readlink -f -- "$0")")/../lib/sandwright.js" "$@"\n',
  );
  chmodSync(entry, 0o755);
  mkdirSync(target, { recursive: true });
  const tarball = `${name}-${platform()}-${arch()}.tar.gz`;
  execFileSync(
    'tar',
    [
      '--sort=name',
      '--owner=0',
      '--group=0',
      '--numeric-owner',
      '--mtime=@0',
      '--use-compress-program=gzip -n9',
      '-cf',
      join(target, tarball),
      name,
    ],
    {
      cwd: scratch,
      stdio: 'inherit',
    },
  );
  const sum = createHash('sha256')
    .update(readFileSync(join(target, tarball)))
    .digest('hex');
  writeFileSync(join(target, `${tarball}.sha256`), `${sum}  ${tarball}\n`);
  process.stdout.write(`${join(target, tarball)}\n${sum}\n`);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** Copies a package as it is installed, links resolved. */
function copyPackage(from, to) {
  cpSync(from, to, {
    recursive: true,
    dereference: true,
    filter: (path) => !/\/(doc|benchmark|test|node_modules)(\/|$)/.test(path.slice(from.length)),
  });
}
