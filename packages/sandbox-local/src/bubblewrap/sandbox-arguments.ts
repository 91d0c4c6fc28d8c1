import { mkdirSync } from 'node:fs';
import { posix } from 'node:path';
import type { ExecutionContext } from '@sandwright/core';
import { memoryDiskBytes } from '../limits/memory-disk.ts';
import type { RootKind } from '../root/choose-root.ts';
import { sandboxInputPath } from '../root/host-root.ts';
import type { PlatformRequest } from '../root/platform-request.ts';
import type { StagedRoot } from '../staging/root-stager.ts';
import { bubblewrapArguments } from './bubblewrap-arguments.ts';
import type { BubblewrapConfig } from './bubblewrap-config.ts';

/** What decides the surroundings of one command. */
export interface SandboxArgumentsOptions {
  readonly staged: StagedRoot;
  readonly kind: RootKind;
  readonly config: BubblewrapConfig;
  readonly context: Pick<ExecutionContext, 'appendOnlyCaches'>;
  readonly platform: PlatformRequest;
  /** Absolute path of the folder that stands in for /etc. */
  readonly etc: string;
  /** Relative to the input root, without `..`. */
  readonly workingDirectory: string;
  readonly interactive?: boolean;
}

/** Ids inside, where the action asks for none: nobody in particular with the host's tools, root where the input root is the file system. */
const defaultIds: Readonly<Record<RootKind, number>> = { host: 1000, input: 0 };

/** bwrap's options for a staged root, as the environment and the action want them. */
export function sandboxArguments(options: SandboxArgumentsOptions): readonly string[] {
  const { staged, kind, config, context, platform, etc, workingDirectory } = options;
  const network = platform.network || config.network === 'on';
  const inputPath = kind === 'host' ? sandboxInputPath : '/';
  const binds = (context.appendOnlyCaches ?? []).map(({ hostPath, sandboxPath }) => {
    mkdirSync(hostPath, { recursive: true });
    return [hostPath, posix.resolve(inputPath, sandboxPath)] as const;
  });
  return bubblewrapArguments({
    staged: staged.spawnerPath,
    host: kind === 'host' ? { etc, hostPaths: config.hostPaths, network } : undefined,
    workingDirectory,
    uid: platform.uid ?? defaultIds[kind],
    gid: platform.gid ?? defaultIds[kind],
    network,
    hostRoot: process.geteuid?.() === 0,
    readOnly: staged.readOnly,
    tmpfsBytes: memoryDiskBytes(config.limits.diskBytes),
    binds,
    interactive: options.interactive ?? false,
  });
}
