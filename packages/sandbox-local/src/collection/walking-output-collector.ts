import type { BigIntStats } from 'node:fs';
import {
  type CallOptions,
  type Command,
  type ContentAddressableStorage,
  type Digest,
  type Output,
  type OutputCollector,
  SandwrightError,
  throwIfAborted,
} from '@sandwright/core';
import { BlobUploader } from './blob-uploader.ts';
import { type CollectedFolders, type CollectionLimits, defaultCollectionLimits, FolderCollector } from './folder-collector.ts';
import { linkTarget } from './folder-cursor.ts';
import { type Located, locateInside } from './locate-inside.ts';
import { isExecutable, nodeKind, nodePropertiesOf } from './node-facts.ts';
import { outputDirectory } from './output-directory.ts';
import { type ResolvedOutput, resolveOutputs } from './resolved-outputs.ts';

/** Knows which files and folders are inputs still, whole or in part, so that these need not be read. Paths are absolute, below the root. */
export interface KnownInputs {
  /** Where to read a file that the command itself wrote, with its own facts; undefined if that is not plain to see. */
  written(segments: readonly string[]): { readonly path: string; readonly stats: BigIntStats } | undefined;
  /** What is known of a file; undefined if the command wrote it. */
  file(path: string): Promise<{ readonly digest: Digest; readonly isExecutable: boolean } | undefined>;
  /** A folder as `FolderCollector.collect` gives it, who collects folders that the command made. */
  folder(path: string, stats: BigIntStats, collector: FolderCollector, uploader: BlobUploader): Promise<CollectedFolders>;
}

/** How a WalkingOutputCollector works. */
export interface WalkingOutputCollectorOptions {
  /** Takes every output. */
  readonly storage: ContentAddressableStorage;
  readonly limits?: Partial<CollectionLimits>;
  /** Where there is none, everything is read. Not asked where node properties are wanted, which only the files themselves tell. */
  readonly inputs?: KnownInputs | undefined;
  /** Told of devices, fifos and sockets inside output folders; they are left out. Paths are absolute. */
  readonly onSkipped?: (path: string, reason: string) => void;
}

/**
 * Collects outputs by looking at the staged root itself. The tree was written by a hostile command, which must be dead by now: links are
 * never followed out, special files never opened, names and sizes bounded. What is not declared is dropped; what is missing is left out.
 */
export class WalkingOutputCollector implements OutputCollector {
  readonly #options: WalkingOutputCollectorOptions;

  constructor(options: WalkingOutputCollectorOptions) {
    this.#options = options;
  }

  /**
   * @throws SandwrightError ACTION_INVALID for a declared path outside the root; ACTION_FAILED where what the command left cannot be an
   *   output: of the wrong type, special, behind a link that leads out, too much, or not in UTF-8
   */
  async collect(root: string, command: Command, options: CallOptions = {}): Promise<readonly Output[]> {
    const declared = resolveOutputs(command);
    const uploader = new BlobUploader(this.#options.storage, options);
    const folders = new FolderCollector({
      ...options,
      uploader,
      nodeProperties: command.outputNodeProperties,
      limits: { ...defaultCollectionLimits, ...this.#options.limits },
      onSkipped: this.#options.onSkipped ?? (() => {}),
    });
    const outputs: Output[] = [];
    for (const output of declared) {
      throwIfAborted(options.signal);
      const inputs = command.outputNodeProperties.length === 0 ? this.#options.inputs : undefined;
      const written = output.wants === 'directory' ? undefined : inputs?.written(output.segments);
      if (written !== undefined) {
        const digest = await uploader.addFile(written.path, written.stats);
        outputs.push({ kind: 'file', path: output.path, digest, isExecutable: isExecutable(written.stats) });
        continue;
      }
      const located = locateInside(root, output.segments);
      if (located.kind === 'absent' || located.kind === 'impossible') continue;
      if (located.kind === 'blocked') throw unfit(output, located.reason);
      outputs.push(await collectOne(output, located, command, uploader, folders, inputs));
    }
    await uploader.flush();
    return outputs.sort((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)));
  }
}

async function collectOne(
  output: ResolvedOutput,
  { path, stats }: Extract<Located, { kind: 'found' }>,
  command: Command,
  uploader: BlobUploader,
  folders: FolderCollector,
  inputs: KnownInputs | undefined,
): Promise<Output> {
  const kind = nodeKind(stats);
  const properties = nodePropertiesOf(stats, command.outputNodeProperties);
  if (kind === 'symlink') {
    const legacy = output.wants === 'any' ? {} : { legacyKind: output.wants };
    return { kind, path: output.path, target: linkTarget(path), ...properties, ...legacy };
  }
  if (kind !== 'file' && kind !== 'directory') throw unfit(output, `it is a ${kind}`);
  if (output.wants !== 'any' && output.wants !== kind) {
    throw unfit(output, kind === 'file' ? 'it is a file, declared as a folder' : 'it is a folder, declared as a file');
  }
  if (kind === 'file') {
    const known = await inputs?.file(path);
    if (known !== undefined) return { kind, path: output.path, ...known };
    return { kind, path: output.path, digest: await uploader.addFile(path, stats), isExecutable: isExecutable(stats), ...properties };
  }
  const collected = inputs === undefined ? await folders.collect(path, stats) : await inputs.folder(path, stats, folders, uploader);
  return outputDirectory(output.path, collected, command.outputDirectoryFormat, uploader);
}

function unfit(output: ResolvedOutput, reason: string): SandwrightError {
  return new SandwrightError('ACTION_FAILED', `the output ${JSON.stringify(output.path)} cannot be collected: ${reason}`, {
    details: { output: output.path },
  });
}
