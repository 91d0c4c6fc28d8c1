import { type DoctorReport, diagnose } from '@sandwright/sandbox-local';
import { projectFlags } from '../arguments/project-flags.ts';
import { describeReport } from '../presentation/describe-report.ts';
import { styleFor } from '../presentation/style.ts';
import { composeFor } from '../process/compose-for.ts';
import { openProject } from '../process/open-project.ts';
import { findProjectRoot } from '../process/project-root.ts';
import { defineCommand, type Invocation } from './command.ts';

/** What `__local__` means where no project says otherwise. */
const builtInSandboxes = ['bubblewrap', 'chroot'];

/** `sandwright doctor`. */
export const command = defineCommand({
  usage: '',
  description: `Looks at what this machine lets sandboxes do: what is missing, which isolation that costs, and how to mend it.
Exit code 0 if the default environment (that of the project in which you stand, if any) works here, 4 if it does not.`,
  flags: { ...projectFlags, json: { kind: 'boolean', help: 'Print JSON.' } },
  positionals: { minimum: 0, maximum: 0 },
  run: async (invocation) => {
    const { signal, terminal, values } = invocation;
    const report = await diagnose({ signal });
    const works = await defaultWorks(report, invocation);
    terminal.out.write(
      values.json === true
        ? `${JSON.stringify({ ...report, defaultEnvironmentWorks: works })}\n`
        : describeReport(report, works, styleFor(terminal.out.colours)),
    );
    return works ? 0 : 4;
  },
});

async function defaultWorks(report: DoctorReport, invocation: Invocation<typeof projectFlags>): Promise<boolean> {
  if (findProjectRoot(invocation.workingDirectory) === undefined) return builtInSandboxes.some((kind) => report.usable.includes(kind));
  await using composition = composeFor(invocation, await openProject(invocation), () => {});
  const { candidates } = await composition.environments().explain('__local__', { signal: invocation.signal });
  return candidates.some((candidate) => candidate.outcome === 'matched');
}
