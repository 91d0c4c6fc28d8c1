// What any backend needs that runs commands on files of this machine, whatever confines them: one `Sandbox.execute` is checkAction,
// loadInputTree, copyTree, prepareOutputParents, then the command, then WalkingOutputCollector and storeCapturedOutput, then removeTree.
// `examples/custom-backend` does it so.
export * from '../bubblewrap/check-action.ts';
export { type CollectionLimits } from '../collection/folder-collector.ts';
export * from '../collection/output-parents.ts';
export * from '../collection/remove-tree.ts';
export { workingDirectorySegments } from '../collection/resolved-outputs.ts';
export * from '../collection/walking-output-collector.ts';
export * from '../process/keep-for-debugging.ts';
export * from '../root/command-environment.ts';
export * from '../root/platform-request.ts';
export * from '../staging/captured-output.ts';
export { copyTree } from '../staging/copy-tree.ts';
export { DirectoryReader } from '../staging/directory-reader.ts';
export { type InputTree, loadInputTree } from '../staging/input-tree.ts';
export { ScratchArea } from '../staging/scratch-area.ts';
