import type { Action } from '../action/action.ts';
import type { ActionResult, Output } from '../action/action-result.ts';
import { type Digest, digestOf } from '../digest/digest.ts';
import { decodeDirectory } from '../merkle/decode-directory.ts';
import type { Directory, DirectoryNode, FileNode, SymlinkNode } from '../merkle/directory.ts';
import { encodeDirectory } from '../merkle/encode-directory.ts';
import { encodeTree } from '../merkle/tree-encoding.ts';
import { compareUtf8 } from '../merkle/utf8-order.ts';
import type { ExecutionContext } from '../sandbox/execution-context.ts';
import type { ContentAddressableStorage } from '../storage/content-addressable-storage.ts';
import { readBlob } from '../storage/read-blob.ts';
import type { FakeRun } from './fake-sandbox.ts';

/** Something that a fake command leaves: a file's text, an executable, a link, or a folder. */
export type FakeOutput =
  | string
  | { readonly executable: string }
  | { readonly link: string }
  | { readonly folder: Readonly<Record<string, FakeOutput>> };

/** What a fake command sees of its action. */
export interface FakeInputs {
  readonly action: Action;
  /** argv after the first. */
  readonly arguments: readonly string[];
  readonly environment: ReadonlyMap<string, string>;
  readonly signal: AbortSignal | undefined;
  /** Every file and link of the input root, by path relative to it: text, or `-> target`; those with the executable bit end in `*`. */
  readonly files: ReadonlyMap<string, string>;
  /** Every folder of the input root. */
  readonly folders: ReadonlySet<string>;
}

/** What came of a fake command. */
export interface FakeOutcome {
  readonly exitCode?: number;
  readonly stdout?: string;
  readonly stderr?: string;
  /** By path relative to the working directory; those that the action does not declare are dropped. */
  readonly outputs?: Readonly<Record<string, FakeOutput>>;
}

/** A program: by the first argument of the command. */
export type FakePrograms = Readonly<Record<string, (inputs: FakeInputs) => FakeOutcome | Promise<FakeOutcome>>>;

/**
 * What makes a `FakeSandbox` run programs that are functions of this process: they read the input root from the storage and their outputs go
 * there, as with a real sandbox.
 * @param storage where inputs are and outputs go
 * @param programs by name; an unknown one exits with 127
 */
export function fakeCommands(storage: ContentAddressableStorage, programs: FakePrograms): FakeRun {
  return async (action, context): Promise<Partial<ActionResult>> => {
    const [name = '', ...rest] = action.command.arguments;
    const program = programs[name];
    const inputs = await readInputs(storage, action, rest, context);
    const outcome = program === undefined ? { exitCode: 127, stderr: `${name}: not found\n` } : await program(inputs);
    context.onStage?.('collecting');
    const outputs: Output[] = [];
    for (const path of action.command.outputPaths) {
      const made = outcome.outputs?.[path];
      if (made !== undefined) outputs.push(await storeOutput(storage, path, made));
    }
    return {
      exitCode: outcome.exitCode ?? 0,
      stdout: await storeText(storage, outcome.stdout ?? ''),
      stderr: await storeText(storage, outcome.stderr ?? ''),
      outputs,
    };
  };
}

async function readInputs(
  storage: ContentAddressableStorage,
  action: Action,
  rest: readonly string[],
  { signal }: ExecutionContext,
): Promise<FakeInputs> {
  const files = new Map<string, string>();
  const folders = new Set<string>();
  const visit = async (digest: Digest, prefix: string): Promise<void> => {
    const directory = decodeDirectory(await readBlob(storage, digest));
    for (const file of directory.files) {
      const text = Buffer.from(await readBlob(storage, file.digest)).toString();
      files.set(prefix + file.name, file.isExecutable ? `${text}*` : text);
    }
    for (const link of directory.symlinks) files.set(prefix + link.name, `-> ${link.target}`);
    for (const child of directory.directories) {
      folders.add(prefix + child.name);
      await visit(child.digest, `${prefix}${child.name}/`);
    }
  };
  await visit(action.inputRoot, '');
  const environment = new Map(action.command.environment.map(({ name, value }) => [name, value]));
  return { action, arguments: rest, environment, signal, files, folders };
}

async function storeText(storage: ContentAddressableStorage, text: string): Promise<Digest> {
  const data = Buffer.from(text);
  const digest = digestOf(data);
  await storage.write(digest, data);
  return digest;
}

async function storeOutput(storage: ContentAddressableStorage, path: string, made: FakeOutput): Promise<Output> {
  if (typeof made === 'string') return { kind: 'file', path, digest: await storeText(storage, made), isExecutable: false };
  if ('executable' in made) return { kind: 'file', path, digest: await storeText(storage, made.executable), isExecutable: true };
  if ('link' in made) return { kind: 'symlink', path, target: made.link };
  const children: Directory[] = [];
  const root = await storeFolder(storage, made.folder, children);
  const data = encodeTree({ root, children });
  await storage.write(digestOf(data), data);
  return { kind: 'directory', path, treeDigest: digestOf(data) };
}

async function storeFolder(
  storage: ContentAddressableStorage,
  entries: Readonly<Record<string, FakeOutput>>,
  children: Directory[],
): Promise<Directory> {
  const files: FileNode[] = [];
  const directories: DirectoryNode[] = [];
  const symlinks: SymlinkNode[] = [];
  for (const name of Object.keys(entries).sort(compareUtf8)) {
    const made = entries[name] ?? '';
    if (typeof made === 'string') files.push({ name, digest: await storeText(storage, made), isExecutable: false });
    else if ('executable' in made) files.push({ name, digest: await storeText(storage, made.executable), isExecutable: true });
    else if ('link' in made) symlinks.push({ name, target: made.link });
    else {
      const at = children.length;
      const below: Directory[] = [];
      const child = await storeFolder(storage, made.folder, below);
      children.splice(at, 0, child, ...below);
      directories.push({ name, digest: digestOf(encodeDirectory(child)) });
    }
  }
  return { files, directories, symlinks };
}
