import {
  type ActionResult,
  type ContentAddressableStorage,
  entriesOfTree,
  loadOutputTree,
  type Output,
  SandwrightError,
} from '@sandwright/core';
import { projectFlags } from '../arguments/project-flags.ts';
import { storedOnly } from '../compose/stored-only.ts';
import { printable } from '../presentation/printable.ts';
import { defineCommand } from './command.ts';
import { runBuild } from './run-build.ts';

/** Something in a result, as it is listed. */
interface Listed {
  readonly path: string;
  /** As `ls -l` begins a line: what it is, and for whom. */
  readonly mode: string;
  /** Bytes; of files only. */
  readonly size?: number;
  readonly target?: string;
}

/** `sandwright artifact list-contents`. */
export const command = defineCommand({
  usage: 'TARGET…',
  description: `Lists what is in the results of targets, here or wherever an artifact server has them from. Nothing is run, and out/ is left as it is.`,
  flags: { ...projectFlags, long: { kind: 'boolean', help: 'Also print modes, sizes in bytes, and where links lead.' } },
  positionals: { minimum: 1, maximum: Number.POSITIVE_INFINITY },
  run: async (invocation) => {
    const { positionals, terminal, values } = invocation;
    const results = new Map<string, ActionResult>();
    const listings = new Map<string, readonly Listed[]>();
    const { summary, targets } = await runBuild(
      { ...invocation, values: { ...values, output: 'errors', download: 'minimal' } },
      ({ project, from }) => project.match(positionals, from),
      {
        stream: 'none',
        request: () => ({ isPlaced: () => false, onResult: ({ label }, result) => results.set(label, result) }),
        join: async (_, options) => Promise.resolve({ environments: storedOnly(options.environments) }),
        built: async (composition) => {
          const { storage } = await composition.blobs();
          for (const [label, { outputs }] of results) listings.set(label, await listedOf(outputs, storage));
        },
      },
    );
    const missing = targets.filter(({ label }) => summary.outcomes.get(label)?.status !== 'succeeded' || !listings.has(label));
    if (missing.length > 0) {
      const labels = missing.map(({ label }) => label).join(', ');
      throw new SandwrightError('ARTIFACT_MISSING', `no result is here or on an artifact server of ${labels}`, {
        hint: 'build it first; what it depends on must have been built, too',
      });
    }
    for (const { label } of targets) {
      terminal.out.write(`${label}:\n`);
      for (const listed of listings.get(label) ?? []) terminal.out.write(`\t${lineOf(listed, values.long ?? false)}\n`);
    }
    return 0;
  },
});

async function listedOf(outputs: readonly Output[], storage: ContentAddressableStorage): Promise<readonly Listed[]> {
  const listed: Listed[] = [];
  for (const output of outputs) {
    if (output.kind === 'symlink') listed.push(linkOf(output.path, output.target));
    else if (output.kind === 'file') listed.push(fileOf(output.path, output));
    else {
      listed.push(folderOf(output.path));
      for (const entry of entriesOfTree(await loadOutputTree(storage, output))) {
        const path = `${output.path}/${entry.path}`;
        if (entry.kind === 'directory') listed.push(folderOf(path));
        else listed.push(entry.kind === 'file' ? fileOf(path, entry.node) : linkOf(path, entry.node.target));
      }
    }
  }
  return listed.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function fileOf(path: string, file: { readonly digest: { readonly sizeBytes: number }; readonly isExecutable: boolean }): Listed {
  return { path, mode: file.isExecutable ? '-rwxr-xr-x' : '-rw-r--r--', size: file.digest.sizeBytes };
}

function folderOf(path: string): Listed {
  return { path, mode: 'drwxr-xr-x' };
}

function linkOf(path: string, target: string): Listed {
  return { path, mode: 'lrwxrwxrwx', target };
}

/** Names come from servers, so that they may hold anything. */
function lineOf({ path, mode, size, target }: Listed, long: boolean): string {
  if (!long) return printable(path).replaceAll('\n', '\\n');
  const link = target === undefined ? '' : ` -> ${target}`;
  return `${mode}  ${String(size ?? '').padStart(10)}  ${printable(path + link).replaceAll('\n', '\\n')}`;
}
