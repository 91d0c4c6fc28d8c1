// Generated from packages/core/proto by scripts/generate-reapi.mjs. Change those, then run ./dev generate.
export { Action, Command, Platform, Directory, NodeProperty, NodeProperties, FileNode, DirectoryNode, SymlinkNode, Digest, ExecutedActionMetadata, ActionResult, OutputFile, OutputDirectory, OutputSymlink, Any, Duration, Timestamp, UInt32Value, ExecutionUsage } from './reapi.js';
