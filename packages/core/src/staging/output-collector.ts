import type { Output } from '../action/action-result.ts';
import type { Command } from '../action/command.ts';
import type { CallOptions } from '../util/call-options.ts';

/** Stores the declared outputs that a command left. */
export interface OutputCollector {
  /**
   * @param root absolute path of the staged input root after the command ran
   * @param command says which outputs are declared
   * @returns those that exist, sorted by path; symbolic links are never followed out of the root
   */
  collect(root: string, command: Command, options?: CallOptions): Promise<readonly Output[]>;
}
