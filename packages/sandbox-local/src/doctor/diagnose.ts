import type { CallOptions, SandboxBackend } from '@sandwright/core';
import { throwIfAborted } from '@sandwright/core';
import { bubblewrapBackend } from '../bubblewrap/bubblewrap-backend.ts';
import { chrootBackend } from '../chroot/chroot-backend.ts';
import { hostBackend } from '../host/host-backend.ts';
import { examineBubblewrap, examineControlGroups, examineOverlay, examineUserNamespaces } from './examine-machine.ts';
import { examineSandbox } from './examine-sandbox.ts';
import type { DoctorFinding, DoctorReport } from './finding.ts';

/** What is looked at. */
export interface DiagnoseOptions extends CallOptions {
  /** Sandboxes to try, each with its default configuration; bubblewrap, chroot and host by default. */
  readonly backends?: readonly SandboxBackend[];
}

/**
 * Finds out what this machine lets sandboxes do: what is missing, which isolation that costs, and what to do about it. Takes a few seconds at
 * most, and leaves nothing behind.
 * @param options what to try; a signal ends it
 */
export async function diagnose(options: DiagnoseOptions = {}): Promise<DoctorReport> {
  const { backends = [bubblewrapBackend, chrootBackend, hostBackend] as readonly SandboxBackend[], signal } = options;
  throwIfAborted(signal);
  const machine =
    process.platform === 'linux'
      ? [examineUserNamespaces({ signal }), examineOverlay({ signal }), examineControlGroups(), examineBubblewrap({ signal })]
      : [notLinux()];
  const sandboxes = backends.map((backend) => examineSandbox(backend, { signal }));
  const [found, tried] = await Promise.all([Promise.all(machine), Promise.all(sandboxes)]);
  return {
    findings: [...found, ...tried],
    usable: backends.filter((_, index) => tried[index]?.ok === true).map((backend) => backend.kind),
  };
}

async function notLinux(): Promise<DoctorFinding> {
  return {
    name: 'namespaces, overlay, control groups',
    ok: false,
    detail: `these are facilities of Linux; this is ${process.platform}`,
    costs: 'bubblewrap does not work; commands run with less isolation, or in a remote environment',
  };
}
