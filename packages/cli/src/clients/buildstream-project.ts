import { copyFileSync, symlinkSync } from 'node:fs';
import type { Rig } from '../test-rig/rig.ts';

/** Folder of the BuildStream project, relative to the rig's project. */
export const project = 'project';

/** Elements whose artifacts are looked at. */
export const elements = ['words', 'report', 'inside'] as const;

const elementFiles: Readonly<Record<string, string>> = {
  base: `
kind: import
sources:
- kind: local
  path: files/sysroot
public:
  bst:
    integration-commands:
    - mkdir -p /var/lib && echo integrated > /var/lib/integration
`,
  words: `
kind: manual
build-depends: [base.bst]
sources:
- kind: local
  path: files/words
config:
  build-commands:
  - tr a-z A-Z < word.txt > loud.txt
  - echo said on stdout; echo said on stderr >&2
  install-commands:
  - mkdir -p %{install-root}%{datadir}/words/hollow
  - cp loud.txt "odd näme.txt" %{install-root}%{datadir}/words/
  - ln -s loud.txt %{install-root}%{datadir}/words/link
  - cp program %{install-root}%{datadir}/words/program
  - head -c 5000000 /dev/zero > %{install-root}%{datadir}/words/large
`,
  report: `
kind: manual
build-depends: [base.bst, words.bst]
runtime-depends: [words.bst]
config:
  install-commands:
  - mkdir -p %{install-root}
  - /usr/share/words/program > %{install-root}/report
  - cat /usr/share/words/link /var/lib/integration >> %{install-root}/report
`,
  inside: `
kind: manual
build-depends: [base.bst]
config:
  install-commands:
  - mkdir -p %{install-root}
  - if touch /usr/mine 2> %{install-root}/refusal; then echo writable; else echo read-only; fi > %{install-root}/root
  - ls / > %{install-root}/top
  - env > %{install-root}/environment
  - id -u > %{install-root}/user
  - grep -c . /proc/net/dev > %{install-root}/network
  - echo kept > /tmp/file && cat /tmp/file > %{install-root}/temporary
`,
  broken: `
kind: manual
build-depends: [base.bst]
config:
  build-commands:
  - echo before it broke
  - ls /no/such/place
`,
  all: `
kind: stack
depends: [words.bst, report.bst, inside.bst]
`,
};

const commands = ['cat', 'cp', 'echo', 'env', 'grep', 'head', 'id', 'ln', 'ls', 'mkdir', 'sh', 'touch', 'tr'];

/**
 * Writes the project. Its whole sysroot is one busybox.
 * @param busybox absolute path of one that needs no libraries
 * @param word in its sources, so that no two runs share a key
 */
export function writeProject(rig: Rig, busybox: string, word: string): void {
  const write = (path: string, content: string, mode?: number): void => rig.write(`${project}/${path}`, content, mode);
  write('project.conf', 'name: clients\nmin-version: 2.4\nelement-path: elements\nenvironment:\n  PATH: /bin\n');
  for (const [name, content] of Object.entries(elementFiles)) write(`elements/${name}.bst`, content.trimStart());
  write('files/words/word.txt', `${word}\n`);
  write('files/words/odd näme.txt', 'odd\n');
  write('files/words/program', '#!/bin/sh\necho from the program\n', 0o755);
  write('files/sysroot/usr/share/made-for', `${word}\n`);
  write('files/sysroot/bin/busybox', '', 0o755);
  const bin = rig.path(`${project}/files/sysroot/bin`);
  copyFileSync(busybox, `${bin}/busybox`);
  for (const command of commands) symlinkSync('busybox', `${bin}/${command}`);
}
