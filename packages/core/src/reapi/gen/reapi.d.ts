// Generated from packages/core/proto by scripts/generate-reapi.mjs. Change those, then run ./dev generate.

/** Turns messages into bytes and back. */
export interface MessageType<Decoded extends Init, Init extends object> {
  /** Fields in order of their number, defaults left out. */
  encode(message: Init): { finish(): Buffer };
  /** Throws an Error for bytes that are not such a message; byte fields share memory with `bytes`. */
  decode(bytes: Uint8Array): Decoded;
}
/** Says more about what a URI stands for, for instance a commit or a checksum. */
export interface Qualifier {
  readonly name: string;
  readonly value: string;
}
/** What {@link Qualifier} is encoded from; what is absent has its default. */
export interface QualifierInit {
  readonly name?: string | null | undefined;
  readonly value?: string | null | undefined;
}
export const Qualifier: MessageType<Qualifier, QualifierInit>;
/** Asks for a file. */
export interface FetchBlobRequest {
  readonly instanceName: string;
  /** How long fetching may take. */
  readonly timeout: Duration | null;
  /** What was fetched before that moment does not do. */
  readonly oldestContentAccepted: Timestamp | null;
  /** All for the same content; tried in any order. */
  readonly uris: readonly string[];
  /** The server must understand every one of them, or refuse. */
  readonly qualifiers: readonly Qualifier[];
  readonly digestFunction: DigestFunction.Value;
}
/** What {@link FetchBlobRequest} is encoded from; what is absent has its default. */
export interface FetchBlobRequestInit {
  readonly instanceName?: string | null | undefined;
  readonly timeout?: DurationInit | null | undefined;
  readonly oldestContentAccepted?: TimestampInit | null | undefined;
  readonly uris?: readonly string[] | null | undefined;
  readonly qualifiers?: readonly QualifierInit[] | null | undefined;
  readonly digestFunction?: DigestFunction.Value | null | undefined;
}
export const FetchBlobRequest: MessageType<FetchBlobRequest, FetchBlobRequestInit>;
/** Where the file is stored. */
export interface FetchBlobResponse {
  readonly status: Status | null;
  /** The one that gave it. */
  readonly uri: string;
  readonly qualifiers: readonly Qualifier[];
  /** Until when the answer holds; the blob itself may be evicted before. */
  readonly expiresAt: Timestamp | null;
  readonly blobDigest: Digest | null;
  readonly digestFunction: DigestFunction.Value;
}
/** What {@link FetchBlobResponse} is encoded from; what is absent has its default. */
export interface FetchBlobResponseInit {
  readonly status?: StatusInit | null | undefined;
  readonly uri?: string | null | undefined;
  readonly qualifiers?: readonly QualifierInit[] | null | undefined;
  readonly expiresAt?: TimestampInit | null | undefined;
  readonly blobDigest?: DigestInit | null | undefined;
  readonly digestFunction?: DigestFunction.Value | null | undefined;
}
export const FetchBlobResponse: MessageType<FetchBlobResponse, FetchBlobResponseInit>;
/** Asks for a folder; fields as in FetchBlobRequest. */
export interface FetchDirectoryRequest {
  readonly instanceName: string;
  readonly timeout: Duration | null;
  readonly oldestContentAccepted: Timestamp | null;
  readonly uris: readonly string[];
  readonly qualifiers: readonly Qualifier[];
  readonly digestFunction: DigestFunction.Value;
}
/** What {@link FetchDirectoryRequest} is encoded from; what is absent has its default. */
export interface FetchDirectoryRequestInit {
  readonly instanceName?: string | null | undefined;
  readonly timeout?: DurationInit | null | undefined;
  readonly oldestContentAccepted?: TimestampInit | null | undefined;
  readonly uris?: readonly string[] | null | undefined;
  readonly qualifiers?: readonly QualifierInit[] | null | undefined;
  readonly digestFunction?: DigestFunction.Value | null | undefined;
}
export const FetchDirectoryRequest: MessageType<FetchDirectoryRequest, FetchDirectoryRequestInit>;
/** Where the folder is stored; fields as in FetchBlobResponse. */
export interface FetchDirectoryResponse {
  readonly status: Status | null;
  readonly uri: string;
  readonly qualifiers: readonly Qualifier[];
  readonly expiresAt: Timestamp | null;
  readonly rootDirectoryDigest: Digest | null;
  readonly digestFunction: DigestFunction.Value;
}
/** What {@link FetchDirectoryResponse} is encoded from; what is absent has its default. */
export interface FetchDirectoryResponseInit {
  readonly status?: StatusInit | null | undefined;
  readonly uri?: string | null | undefined;
  readonly qualifiers?: readonly QualifierInit[] | null | undefined;
  readonly expiresAt?: TimestampInit | null | undefined;
  readonly rootDirectoryDigest?: DigestInit | null | undefined;
  readonly digestFunction?: DigestFunction.Value | null | undefined;
}
export const FetchDirectoryResponse: MessageType<FetchDirectoryResponse, FetchDirectoryResponseInit>;
/** Says what URIs stand for. */
export interface PushBlobRequest {
  readonly instanceName: string;
  readonly uris: readonly string[];
  readonly qualifiers: readonly Qualifier[];
  /** Forget it then; never, where absent. */
  readonly expireAt: Timestamp | null;
  readonly blobDigest: Digest | null;
  /** Blobs that must still be there for the asset to be of use. */
  readonly referencesBlobs: readonly Digest[];
  /** The same for folders with all that is in them. */
  readonly referencesDirectories: readonly Digest[];
  readonly digestFunction: DigestFunction.Value;
}
/** What {@link PushBlobRequest} is encoded from; what is absent has its default. */
export interface PushBlobRequestInit {
  readonly instanceName?: string | null | undefined;
  readonly uris?: readonly string[] | null | undefined;
  readonly qualifiers?: readonly QualifierInit[] | null | undefined;
  readonly expireAt?: TimestampInit | null | undefined;
  readonly blobDigest?: DigestInit | null | undefined;
  readonly referencesBlobs?: readonly DigestInit[] | null | undefined;
  readonly referencesDirectories?: readonly DigestInit[] | null | undefined;
  readonly digestFunction?: DigestFunction.Value | null | undefined;
}
export const PushBlobRequest: MessageType<PushBlobRequest, PushBlobRequestInit>;
/** Nothing to say. */
export interface PushBlobResponse {
}
/** What {@link PushBlobResponse} is encoded from; what is absent has its default. */
export interface PushBlobResponseInit {
}
export const PushBlobResponse: MessageType<PushBlobResponse, PushBlobResponseInit>;
/** Says what URIs stand for; fields as in PushBlobRequest. */
export interface PushDirectoryRequest {
  readonly instanceName: string;
  readonly uris: readonly string[];
  readonly qualifiers: readonly Qualifier[];
  readonly expireAt: Timestamp | null;
  readonly rootDirectoryDigest: Digest | null;
  readonly referencesBlobs: readonly Digest[];
  readonly referencesDirectories: readonly Digest[];
  readonly digestFunction: DigestFunction.Value;
}
/** What {@link PushDirectoryRequest} is encoded from; what is absent has its default. */
export interface PushDirectoryRequestInit {
  readonly instanceName?: string | null | undefined;
  readonly uris?: readonly string[] | null | undefined;
  readonly qualifiers?: readonly QualifierInit[] | null | undefined;
  readonly expireAt?: TimestampInit | null | undefined;
  readonly rootDirectoryDigest?: DigestInit | null | undefined;
  readonly referencesBlobs?: readonly DigestInit[] | null | undefined;
  readonly referencesDirectories?: readonly DigestInit[] | null | undefined;
  readonly digestFunction?: DigestFunction.Value | null | undefined;
}
export const PushDirectoryRequest: MessageType<PushDirectoryRequest, PushDirectoryRequestInit>;
/** Nothing to say. */
export interface PushDirectoryResponse {
}
/** What {@link PushDirectoryResponse} is encoded from; what is absent has its default. */
export interface PushDirectoryResponseInit {
}
export const PushDirectoryResponse: MessageType<PushDirectoryResponse, PushDirectoryResponseInit>;
/** All that decides what an execution does. Its digest is its identity, so everything here and below must be encoded canonically. */
export interface Action {
  /** Digest of a Command, which must be stored. */
  readonly commandDigest: Digest | null;
  /** Digest of the root Directory, which must be stored with all that it refers to. */
  readonly inputRootDigest: Digest | null;
  /** How long the command may run; the server's own limit where it is absent. */
  readonly timeout: Duration | null;
  /** Neither answer from the cache, nor store the result, nor run it together with an equal action. */
  readonly doNotCache: boolean;
  /** Bytes without a meaning of their own, which make otherwise equal actions differ. */
  readonly salt: Uint8Array;
  /** What the machine has to be like. Since 2.2; before, it stood in the Command. */
  readonly platform: Platform | null;
}
/** What {@link Action} is encoded from; what is absent has its default. */
export interface ActionInit {
  readonly commandDigest?: DigestInit | null | undefined;
  readonly inputRootDigest?: DigestInit | null | undefined;
  readonly timeout?: DurationInit | null | undefined;
  readonly doNotCache?: boolean | null | undefined;
  readonly salt?: Uint8Array | null | undefined;
  readonly platform?: PlatformInit | null | undefined;
}
export const Action: MessageType<Action, ActionInit>;
/** What to run, and what is expected of it. */
export interface Command {
  /** The program and its arguments. With a slash it is relative to the working directory, without one it is looked up in PATH. */
  readonly arguments: readonly string[];
  /** The whole environment. Sorted by name. */
  readonly environmentVariables: readonly Command.EnvironmentVariable[];
  /** Outputs that are files; used where output_paths is empty. Sorted. */
  readonly outputFiles: readonly string[];
  /** Outputs that are folders; used where output_paths is empty. Sorted. */
  readonly outputDirectories: readonly string[];
  /** Outputs of any type, relative to the working directory. Since 2.1. Sorted. */
  readonly outputPaths: readonly string[];
  /** The place of the platform before 2.2. */
  readonly platform: Platform | null;
  /** Relative to the input root, which it is where this is empty. */
  readonly workingDirectory: string;
  /** Names of the node properties wanted of outputs. */
  readonly outputNodeProperties: readonly string[];
  readonly outputDirectoryFormat: Command.OutputDirectoryFormat;
}
/** What {@link Command} is encoded from; what is absent has its default. */
export interface CommandInit {
  readonly arguments?: readonly string[] | null | undefined;
  readonly environmentVariables?: readonly Command.EnvironmentVariableInit[] | null | undefined;
  readonly outputFiles?: readonly string[] | null | undefined;
  readonly outputDirectories?: readonly string[] | null | undefined;
  readonly outputPaths?: readonly string[] | null | undefined;
  readonly platform?: PlatformInit | null | undefined;
  readonly workingDirectory?: string | null | undefined;
  readonly outputNodeProperties?: readonly string[] | null | undefined;
  readonly outputDirectoryFormat?: Command.OutputDirectoryFormat | null | undefined;
}
export namespace Command {
  /** One variable. */
  export interface EnvironmentVariable {
    readonly name: string;
    readonly value: string;
  }
  /** What {@link EnvironmentVariable} is encoded from; what is absent has its default. */
  export interface EnvironmentVariableInit {
    readonly name?: string | null | undefined;
    readonly value?: string | null | undefined;
  }
  /** How the content of output folders is stored. */
  export type OutputDirectoryFormat = number;
}
export const Command: MessageType<Command, CommandInit> & {
  readonly EnvironmentVariable: MessageType<Command.EnvironmentVariable, Command.EnvironmentVariableInit>;
  readonly OutputDirectoryFormat: {
    /** As one Tree message. */
    readonly TREE_ONLY: 0;
    /** Each Directory message as a blob of its own, as inputs are. */
    readonly DIRECTORY_ONLY: 1;
    /** Both. */
    readonly TREE_AND_DIRECTORY: 2;
  };
};
/** What an action needs of the machine that runs it. */
export interface Platform {
  /** Sorted by name, then by value. A name may stand several times. */
  readonly properties: readonly Platform.Property[];
}
/** What {@link Platform} is encoded from; what is absent has its default. */
export interface PlatformInit {
  readonly properties?: readonly Platform.PropertyInit[] | null | undefined;
}
export namespace Platform {
  /** One need. What names and values mean is agreed between client and server. */
  export interface Property {
    readonly name: string;
    readonly value: string;
  }
  /** What {@link Property} is encoded from; what is absent has its default. */
  export interface PropertyInit {
    readonly name?: string | null | undefined;
    readonly value?: string | null | undefined;
  }
}
export const Platform: MessageType<Platform, PlatformInit> & {
  readonly Property: MessageType<Platform.Property, Platform.PropertyInit>;
};
/** One folder. Every list is sorted by name, and no name stands twice, in whichever list. */
export interface Directory {
  readonly files: readonly FileNode[];
  readonly directories: readonly DirectoryNode[];
  readonly symlinks: readonly SymlinkNode[];
  readonly nodeProperties: NodeProperties | null;
}
/** What {@link Directory} is encoded from; what is absent has its default. */
export interface DirectoryInit {
  readonly files?: readonly FileNodeInit[] | null | undefined;
  readonly directories?: readonly DirectoryNodeInit[] | null | undefined;
  readonly symlinks?: readonly SymlinkNodeInit[] | null | undefined;
  readonly nodeProperties?: NodePropertiesInit | null | undefined;
}
export const Directory: MessageType<Directory, DirectoryInit>;
/** A fact about a file, folder or link that has no field of its own. */
export interface NodeProperty {
  readonly name: string;
  readonly value: string;
}
/** What {@link NodeProperty} is encoded from; what is absent has its default. */
export interface NodePropertyInit {
  readonly name?: string | null | undefined;
  readonly value?: string | null | undefined;
}
export const NodeProperty: MessageType<NodeProperty, NodePropertyInit>;
/** Facts about a file, folder or link. */
export interface NodeProperties {
  /** Sorted by name. */
  readonly properties: readonly NodeProperty[];
  readonly mtime: Timestamp | null;
  /** Permission bits, as chmod takes them. */
  readonly unixMode: UInt32Value | null;
}
/** What {@link NodeProperties} is encoded from; what is absent has its default. */
export interface NodePropertiesInit {
  readonly properties?: readonly NodePropertyInit[] | null | undefined;
  readonly mtime?: TimestampInit | null | undefined;
  readonly unixMode?: UInt32ValueInit | null | undefined;
}
export const NodeProperties: MessageType<NodeProperties, NodePropertiesInit>;
/** A file in a folder. */
export interface FileNode {
  /** One component of a path. */
  readonly name: string;
  readonly digest: Digest | null;
  /** Whether its owner may execute it. */
  readonly isExecutable: boolean;
  readonly nodeProperties: NodeProperties | null;
}
/** What {@link FileNode} is encoded from; what is absent has its default. */
export interface FileNodeInit {
  readonly name?: string | null | undefined;
  readonly digest?: DigestInit | null | undefined;
  readonly isExecutable?: boolean | null | undefined;
  readonly nodeProperties?: NodePropertiesInit | null | undefined;
}
export const FileNode: MessageType<FileNode, FileNodeInit>;
/** A folder in a folder. */
export interface DirectoryNode {
  /** One component of a path. */
  readonly name: string;
  /** Digest of the Directory message. */
  readonly digest: Digest | null;
}
/** What {@link DirectoryNode} is encoded from; what is absent has its default. */
export interface DirectoryNodeInit {
  readonly name?: string | null | undefined;
  readonly digest?: DigestInit | null | undefined;
}
export const DirectoryNode: MessageType<DirectoryNode, DirectoryNodeInit>;
/** A symbolic link in a folder. */
export interface SymlinkNode {
  /** One component of a path. */
  readonly name: string;
  /** Where it points to, with slashes, relative to the folder that it is in. Absolute ones only where the server announces that. */
  readonly target: string;
  readonly nodeProperties: NodeProperties | null;
}
/** What {@link SymlinkNode} is encoded from; what is absent has its default. */
export interface SymlinkNodeInit {
  readonly name?: string | null | undefined;
  readonly target?: string | null | undefined;
  readonly nodeProperties?: NodePropertiesInit | null | undefined;
}
export const SymlinkNode: MessageType<SymlinkNode, SymlinkNodeInit>;
/** Names a blob. */
export interface Digest {
  /** Lower-case hexadecimal. */
  readonly hash: string;
  /** How many bytes the blob has. */
  readonly sizeBytes: number;
}
/** What {@link Digest} is encoded from; what is absent has its default. */
export interface DigestInit {
  readonly hash?: string | null | undefined;
  readonly sizeBytes?: number | null | undefined;
}
export const Digest: MessageType<Digest, DigestInit>;
/** Where and when an action ran. */
export interface ExecutedActionMetadata {
  /** Name of the worker. */
  readonly worker: string;
  /** When it came into the queue. */
  readonly queuedTimestamp: Timestamp | null;
  /** When the worker took it. */
  readonly workerStartTimestamp: Timestamp | null;
  /** When the worker was done with it, uploads included. */
  readonly workerCompletedTimestamp: Timestamp | null;
  readonly inputFetchStartTimestamp: Timestamp | null;
  readonly inputFetchCompletedTimestamp: Timestamp | null;
  readonly executionStartTimestamp: Timestamp | null;
  readonly executionCompletedTimestamp: Timestamp | null;
  /** Running time, without times in which the machine stood still. */
  readonly virtualExecutionDuration: Duration | null;
  readonly outputUploadStartTimestamp: Timestamp | null;
  readonly outputUploadCompletedTimestamp: Timestamp | null;
  /** Whatever else a server wants to tell. */
  readonly auxiliaryMetadata: readonly Any[];
}
/** What {@link ExecutedActionMetadata} is encoded from; what is absent has its default. */
export interface ExecutedActionMetadataInit {
  readonly worker?: string | null | undefined;
  readonly queuedTimestamp?: TimestampInit | null | undefined;
  readonly workerStartTimestamp?: TimestampInit | null | undefined;
  readonly workerCompletedTimestamp?: TimestampInit | null | undefined;
  readonly inputFetchStartTimestamp?: TimestampInit | null | undefined;
  readonly inputFetchCompletedTimestamp?: TimestampInit | null | undefined;
  readonly executionStartTimestamp?: TimestampInit | null | undefined;
  readonly executionCompletedTimestamp?: TimestampInit | null | undefined;
  readonly virtualExecutionDuration?: DurationInit | null | undefined;
  readonly outputUploadStartTimestamp?: TimestampInit | null | undefined;
  readonly outputUploadCompletedTimestamp?: TimestampInit | null | undefined;
  readonly auxiliaryMetadata?: readonly AnyInit[] | null | undefined;
}
export const ExecutedActionMetadata: MessageType<ExecutedActionMetadata, ExecutedActionMetadataInit>;
/** What an action left behind. */
export interface ActionResult {
  readonly outputFiles: readonly OutputFile[];
  /** Links to files, for clients before 2.1. */
  readonly outputFileSymlinks: readonly OutputSymlink[];
  /** Every link that is a declared output. Since 2.1. */
  readonly outputSymlinks: readonly OutputSymlink[];
  readonly outputDirectories: readonly OutputDirectory[];
  /** Links to folders, for clients before 2.1. */
  readonly outputDirectorySymlinks: readonly OutputSymlink[];
  readonly exitCode: number;
  /** The bytes themselves, where they were asked for and are not too many. */
  readonly stdoutRaw: Uint8Array;
  /** Absent where nothing was printed or the bytes stand inline. */
  readonly stdoutDigest: Digest | null;
  readonly stderrRaw: Uint8Array;
  readonly stderrDigest: Digest | null;
  readonly executionMetadata: ExecutedActionMetadata | null;
}
/** What {@link ActionResult} is encoded from; what is absent has its default. */
export interface ActionResultInit {
  readonly outputFiles?: readonly OutputFileInit[] | null | undefined;
  readonly outputFileSymlinks?: readonly OutputSymlinkInit[] | null | undefined;
  readonly outputSymlinks?: readonly OutputSymlinkInit[] | null | undefined;
  readonly outputDirectories?: readonly OutputDirectoryInit[] | null | undefined;
  readonly outputDirectorySymlinks?: readonly OutputSymlinkInit[] | null | undefined;
  readonly exitCode?: number | null | undefined;
  readonly stdoutRaw?: Uint8Array | null | undefined;
  readonly stdoutDigest?: DigestInit | null | undefined;
  readonly stderrRaw?: Uint8Array | null | undefined;
  readonly stderrDigest?: DigestInit | null | undefined;
  readonly executionMetadata?: ExecutedActionMetadataInit | null | undefined;
}
export const ActionResult: MessageType<ActionResult, ActionResultInit>;
/** A file that an action made. */
export interface OutputFile {
  /** Relative to the working directory, spelled as the Command did. */
  readonly path: string;
  readonly digest: Digest | null;
  readonly isExecutable: boolean;
  /** The bytes themselves, where they were asked for and are not too many. */
  readonly contents: Uint8Array;
  readonly nodeProperties: NodeProperties | null;
}
/** What {@link OutputFile} is encoded from; what is absent has its default. */
export interface OutputFileInit {
  readonly path?: string | null | undefined;
  readonly digest?: DigestInit | null | undefined;
  readonly isExecutable?: boolean | null | undefined;
  readonly contents?: Uint8Array | null | undefined;
  readonly nodeProperties?: NodePropertiesInit | null | undefined;
}
export const OutputFile: MessageType<OutputFile, OutputFileInit>;
/** A folder with everything below it in one message. */
export interface Tree {
  readonly root: Directory | null;
  /** Every folder below, each once. */
  readonly children: readonly Directory[];
}
/** What {@link Tree} is encoded from; what is absent has its default. */
export interface TreeInit {
  readonly root?: DirectoryInit | null | undefined;
  readonly children?: readonly DirectoryInit[] | null | undefined;
}
export const Tree: MessageType<Tree, TreeInit>;
/** A folder that an action made. */
export interface OutputDirectory {
  /** Relative to the working directory, spelled as the Command did; empty for the working directory itself. */
  readonly path: string;
  /** Digest of a Tree message. */
  readonly treeDigest: Digest | null;
  /** Whether in the Tree parents come before their children, so that it can be read in one go. */
  readonly isTopologicallySorted: boolean;
  /** Digest of a Directory message, where folders are stored one by one. */
  readonly rootDirectoryDigest: Digest | null;
}
/** What {@link OutputDirectory} is encoded from; what is absent has its default. */
export interface OutputDirectoryInit {
  readonly path?: string | null | undefined;
  readonly treeDigest?: DigestInit | null | undefined;
  readonly isTopologicallySorted?: boolean | null | undefined;
  readonly rootDirectoryDigest?: DigestInit | null | undefined;
}
export const OutputDirectory: MessageType<OutputDirectory, OutputDirectoryInit>;
/** A symbolic link that an action made. */
export interface OutputSymlink {
  readonly path: string;
  readonly target: string;
  readonly nodeProperties: NodeProperties | null;
}
/** What {@link OutputSymlink} is encoded from; what is absent has its default. */
export interface OutputSymlinkInit {
  readonly path?: string | null | undefined;
  readonly target?: string | null | undefined;
  readonly nodeProperties?: NodePropertiesInit | null | undefined;
}
export const OutputSymlink: MessageType<OutputSymlink, OutputSymlinkInit>;
/** How urgent an execution is. */
export interface ExecutionPolicy {
  /** Lower runs sooner; 0 is ordinary. */
  readonly priority: number;
}
/** What {@link ExecutionPolicy} is encoded from; what is absent has its default. */
export interface ExecutionPolicyInit {
  readonly priority?: number | null | undefined;
}
export const ExecutionPolicy: MessageType<ExecutionPolicy, ExecutionPolicyInit>;
/** How long results should be kept. */
export interface ResultsCachePolicy {
  /** Lower is kept longer; 0 is ordinary. */
  readonly priority: number;
}
/** What {@link ResultsCachePolicy} is encoded from; what is absent has its default. */
export interface ResultsCachePolicyInit {
  readonly priority?: number | null | undefined;
}
export const ResultsCachePolicy: MessageType<ResultsCachePolicy, ResultsCachePolicyInit>;
/** Asks for an execution. */
export interface ExecuteRequest {
  readonly instanceName: string;
  /** Run it even if a result is stored. The new result is stored all the same. */
  readonly skipCacheLookup: boolean;
  readonly actionDigest: Digest | null;
  readonly executionPolicy: ExecutionPolicy | null;
  readonly resultsCachePolicy: ResultsCachePolicy | null;
  /** By default the one whose hashes have that length. */
  readonly digestFunction: DigestFunction.Value;
  readonly inlineStdout: boolean;
  readonly inlineStderr: boolean;
  /** Paths, as the Command spells them, of files whose content should come inline. */
  readonly inlineOutputFiles: readonly string[];
}
/** What {@link ExecuteRequest} is encoded from; what is absent has its default. */
export interface ExecuteRequestInit {
  readonly instanceName?: string | null | undefined;
  readonly skipCacheLookup?: boolean | null | undefined;
  readonly actionDigest?: DigestInit | null | undefined;
  readonly executionPolicy?: ExecutionPolicyInit | null | undefined;
  readonly resultsCachePolicy?: ResultsCachePolicyInit | null | undefined;
  readonly digestFunction?: DigestFunction.Value | null | undefined;
  readonly inlineStdout?: boolean | null | undefined;
  readonly inlineStderr?: boolean | null | undefined;
  readonly inlineOutputFiles?: readonly string[] | null | undefined;
}
export const ExecuteRequest: MessageType<ExecuteRequest, ExecuteRequestInit>;
/** A log that the server wrote about an execution. */
export interface LogFile {
  readonly digest: Digest | null;
  /** Whether it makes sense to show it to people. */
  readonly humanReadable: boolean;
}
/** What {@link LogFile} is encoded from; what is absent has its default. */
export interface LogFileInit {
  readonly digest?: DigestInit | null | undefined;
  readonly humanReadable?: boolean | null | undefined;
}
export const LogFile: MessageType<LogFile, LogFileInit>;
/** What comes in an operation that is done. */
export interface ExecuteResponse {
  readonly result: ActionResult | null;
  readonly cachedResult: boolean;
  /** Whether the action could be executed; a non-zero exit code is success here. */
  readonly status: Status | null;
  /** By a name that only the server gives a meaning. */
  readonly serverLogs: Readonly<Record<string, LogFile>>;
  /** For people. */
  readonly message: string;
}
/** What {@link ExecuteResponse} is encoded from; what is absent has its default. */
export interface ExecuteResponseInit {
  readonly result?: ActionResultInit | null | undefined;
  readonly cachedResult?: boolean | null | undefined;
  readonly status?: StatusInit | null | undefined;
  readonly serverLogs?: Readonly<Record<string, LogFileInit>> | null | undefined;
  readonly message?: string | null | undefined;
}
export const ExecuteResponse: MessageType<ExecuteResponse, ExecuteResponseInit>;
/** How far an execution is. */
export interface ExecutionStage {
}
/** What {@link ExecutionStage} is encoded from; what is absent has its default. */
export interface ExecutionStageInit {
}
export namespace ExecutionStage {
  /** The stages in order. */
  export type Value = number;
}
export const ExecutionStage: MessageType<ExecutionStage, ExecutionStageInit> & {
  readonly Value: {
    readonly UNKNOWN: 0;
    readonly CACHE_CHECK: 1;
    readonly QUEUED: 2;
    readonly EXECUTING: 3;
    readonly COMPLETED: 4;
  };
};
/** What comes in an operation that is not done yet. */
export interface ExecuteOperationMetadata {
  readonly stage: ExecutionStage.Value;
  readonly actionDigest: Digest | null;
  /** Resource name under which ByteStream gives standard output while it is written. */
  readonly stdoutStreamName: string;
  /** The same for standard error. */
  readonly stderrStreamName: string;
  /** What is known so far. */
  readonly partialExecutionMetadata: ExecutedActionMetadata | null;
  readonly digestFunction: DigestFunction.Value;
}
/** What {@link ExecuteOperationMetadata} is encoded from; what is absent has its default. */
export interface ExecuteOperationMetadataInit {
  readonly stage?: ExecutionStage.Value | null | undefined;
  readonly actionDigest?: DigestInit | null | undefined;
  readonly stdoutStreamName?: string | null | undefined;
  readonly stderrStreamName?: string | null | undefined;
  readonly partialExecutionMetadata?: ExecutedActionMetadataInit | null | undefined;
  readonly digestFunction?: DigestFunction.Value | null | undefined;
}
export const ExecuteOperationMetadata: MessageType<ExecuteOperationMetadata, ExecuteOperationMetadataInit>;
/** Asks for the rest of an execution. */
export interface WaitExecutionRequest {
  /** The operation's name, from the first message of Execute. */
  readonly name: string;
}
/** What {@link WaitExecutionRequest} is encoded from; what is absent has its default. */
export interface WaitExecutionRequestInit {
  readonly name?: string | null | undefined;
}
export const WaitExecutionRequest: MessageType<WaitExecutionRequest, WaitExecutionRequestInit>;
/** Asks for a stored result. */
export interface GetActionResultRequest {
  readonly instanceName: string;
  readonly actionDigest: Digest | null;
  readonly inlineStdout: boolean;
  readonly inlineStderr: boolean;
  /** Paths, as the Command spells them, of files whose content should come inline. */
  readonly inlineOutputFiles: readonly string[];
  readonly digestFunction: DigestFunction.Value;
}
/** What {@link GetActionResultRequest} is encoded from; what is absent has its default. */
export interface GetActionResultRequestInit {
  readonly instanceName?: string | null | undefined;
  readonly actionDigest?: DigestInit | null | undefined;
  readonly inlineStdout?: boolean | null | undefined;
  readonly inlineStderr?: boolean | null | undefined;
  readonly inlineOutputFiles?: readonly string[] | null | undefined;
  readonly digestFunction?: DigestFunction.Value | null | undefined;
}
export const GetActionResultRequest: MessageType<GetActionResultRequest, GetActionResultRequestInit>;
/** Stores a result. */
export interface UpdateActionResultRequest {
  readonly instanceName: string;
  readonly actionDigest: Digest | null;
  readonly actionResult: ActionResult | null;
  readonly resultsCachePolicy: ResultsCachePolicy | null;
  readonly digestFunction: DigestFunction.Value;
}
/** What {@link UpdateActionResultRequest} is encoded from; what is absent has its default. */
export interface UpdateActionResultRequestInit {
  readonly instanceName?: string | null | undefined;
  readonly actionDigest?: DigestInit | null | undefined;
  readonly actionResult?: ActionResultInit | null | undefined;
  readonly resultsCachePolicy?: ResultsCachePolicyInit | null | undefined;
  readonly digestFunction?: DigestFunction.Value | null | undefined;
}
export const UpdateActionResultRequest: MessageType<UpdateActionResultRequest, UpdateActionResultRequestInit>;
/** Asks which blobs are missing. */
export interface FindMissingBlobsRequest {
  readonly instanceName: string;
  readonly blobDigests: readonly Digest[];
  readonly digestFunction: DigestFunction.Value;
}
/** What {@link FindMissingBlobsRequest} is encoded from; what is absent has its default. */
export interface FindMissingBlobsRequestInit {
  readonly instanceName?: string | null | undefined;
  readonly blobDigests?: readonly DigestInit[] | null | undefined;
  readonly digestFunction?: DigestFunction.Value | null | undefined;
}
export const FindMissingBlobsRequest: MessageType<FindMissingBlobsRequest, FindMissingBlobsRequestInit>;
/** Those that are. */
export interface FindMissingBlobsResponse {
  readonly missingBlobDigests: readonly Digest[];
}
/** What {@link FindMissingBlobsResponse} is encoded from; what is absent has its default. */
export interface FindMissingBlobsResponseInit {
  readonly missingBlobDigests?: readonly DigestInit[] | null | undefined;
}
export const FindMissingBlobsResponse: MessageType<FindMissingBlobsResponse, FindMissingBlobsResponseInit>;
/** Stores small blobs. */
export interface BatchUpdateBlobsRequest {
  readonly instanceName: string;
  readonly requests: readonly BatchUpdateBlobsRequest.Request[];
  readonly digestFunction: DigestFunction.Value;
}
/** What {@link BatchUpdateBlobsRequest} is encoded from; what is absent has its default. */
export interface BatchUpdateBlobsRequestInit {
  readonly instanceName?: string | null | undefined;
  readonly requests?: readonly BatchUpdateBlobsRequest.RequestInit[] | null | undefined;
  readonly digestFunction?: DigestFunction.Value | null | undefined;
}
export namespace BatchUpdateBlobsRequest {
  /** One blob. */
  export interface Request {
    /** Of the blob as it is, not compressed. */
    readonly digest: Digest | null;
    readonly data: Uint8Array;
    readonly compressor: Compressor.Value;
  }
  /** What {@link Request} is encoded from; what is absent has its default. */
  export interface RequestInit {
    readonly digest?: DigestInit | null | undefined;
    readonly data?: Uint8Array | null | undefined;
    readonly compressor?: Compressor.Value | null | undefined;
  }
}
export const BatchUpdateBlobsRequest: MessageType<BatchUpdateBlobsRequest, BatchUpdateBlobsRequestInit> & {
  readonly Request: MessageType<BatchUpdateBlobsRequest.Request, BatchUpdateBlobsRequest.RequestInit>;
};
/** How storing them went. */
export interface BatchUpdateBlobsResponse {
  readonly responses: readonly BatchUpdateBlobsResponse.Response[];
}
/** What {@link BatchUpdateBlobsResponse} is encoded from; what is absent has its default. */
export interface BatchUpdateBlobsResponseInit {
  readonly responses?: readonly BatchUpdateBlobsResponse.ResponseInit[] | null | undefined;
}
export namespace BatchUpdateBlobsResponse {
  /** How it went for one blob. */
  export interface Response {
    readonly digest: Digest | null;
    readonly status: Status | null;
  }
  /** What {@link Response} is encoded from; what is absent has its default. */
  export interface ResponseInit {
    readonly digest?: DigestInit | null | undefined;
    readonly status?: StatusInit | null | undefined;
  }
}
export const BatchUpdateBlobsResponse: MessageType<BatchUpdateBlobsResponse, BatchUpdateBlobsResponseInit> & {
  readonly Response: MessageType<BatchUpdateBlobsResponse.Response, BatchUpdateBlobsResponse.ResponseInit>;
};
/** Asks for small blobs. */
export interface BatchReadBlobsRequest {
  readonly instanceName: string;
  readonly digests: readonly Digest[];
  /** Besides IDENTITY, which always is. */
  readonly acceptableCompressors: readonly Compressor.Value[];
  readonly digestFunction: DigestFunction.Value;
}
/** What {@link BatchReadBlobsRequest} is encoded from; what is absent has its default. */
export interface BatchReadBlobsRequestInit {
  readonly instanceName?: string | null | undefined;
  readonly digests?: readonly DigestInit[] | null | undefined;
  readonly acceptableCompressors?: readonly Compressor.Value[] | null | undefined;
  readonly digestFunction?: DigestFunction.Value | null | undefined;
}
export const BatchReadBlobsRequest: MessageType<BatchReadBlobsRequest, BatchReadBlobsRequestInit>;
/** The blobs. */
export interface BatchReadBlobsResponse {
  readonly responses: readonly BatchReadBlobsResponse.Response[];
}
/** What {@link BatchReadBlobsResponse} is encoded from; what is absent has its default. */
export interface BatchReadBlobsResponseInit {
  readonly responses?: readonly BatchReadBlobsResponse.ResponseInit[] | null | undefined;
}
export namespace BatchReadBlobsResponse {
  /** One blob, or why it could not be read. */
  export interface Response {
    readonly digest: Digest | null;
    readonly data: Uint8Array;
    readonly compressor: Compressor.Value;
    readonly status: Status | null;
  }
  /** What {@link Response} is encoded from; what is absent has its default. */
  export interface ResponseInit {
    readonly digest?: DigestInit | null | undefined;
    readonly data?: Uint8Array | null | undefined;
    readonly compressor?: Compressor.Value | null | undefined;
    readonly status?: StatusInit | null | undefined;
  }
}
export const BatchReadBlobsResponse: MessageType<BatchReadBlobsResponse, BatchReadBlobsResponseInit> & {
  readonly Response: MessageType<BatchReadBlobsResponse.Response, BatchReadBlobsResponse.ResponseInit>;
};
/** Asks for a folder and those below it. */
export interface GetTreeRequest {
  readonly instanceName: string;
  readonly rootDigest: Digest | null;
  /** Folders in a page at most; the server may send fewer. */
  readonly pageSize: number;
  /** From the page before. */
  readonly pageToken: string;
  readonly digestFunction: DigestFunction.Value;
}
/** What {@link GetTreeRequest} is encoded from; what is absent has its default. */
export interface GetTreeRequestInit {
  readonly instanceName?: string | null | undefined;
  readonly rootDigest?: DigestInit | null | undefined;
  readonly pageSize?: number | null | undefined;
  readonly pageToken?: string | null | undefined;
  readonly digestFunction?: DigestFunction.Value | null | undefined;
}
export const GetTreeRequest: MessageType<GetTreeRequest, GetTreeRequestInit>;
/** One page. */
export interface GetTreeResponse {
  readonly directories: readonly Directory[];
  /** Empty in the last page. */
  readonly nextPageToken: string;
}
/** What {@link GetTreeResponse} is encoded from; what is absent has its default. */
export interface GetTreeResponseInit {
  readonly directories?: readonly DirectoryInit[] | null | undefined;
  readonly nextPageToken?: string | null | undefined;
}
export const GetTreeResponse: MessageType<GetTreeResponse, GetTreeResponseInit>;
/** Asks for the chunks of a blob. */
export interface SplitBlobRequest {
  readonly instanceName: string;
  readonly blobDigest: Digest | null;
  readonly digestFunction: DigestFunction.Value;
  readonly chunkingFunction: ChunkingFunction.Value;
}
/** What {@link SplitBlobRequest} is encoded from; what is absent has its default. */
export interface SplitBlobRequestInit {
  readonly instanceName?: string | null | undefined;
  readonly blobDigest?: DigestInit | null | undefined;
  readonly digestFunction?: DigestFunction.Value | null | undefined;
  readonly chunkingFunction?: ChunkingFunction.Value | null | undefined;
}
export const SplitBlobRequest: MessageType<SplitBlobRequest, SplitBlobRequestInit>;
/** The chunks in order. */
export interface SplitBlobResponse {
  readonly chunkDigests: readonly Digest[];
  readonly chunkingFunction: ChunkingFunction.Value;
}
/** What {@link SplitBlobResponse} is encoded from; what is absent has its default. */
export interface SplitBlobResponseInit {
  readonly chunkDigests?: readonly DigestInit[] | null | undefined;
  readonly chunkingFunction?: ChunkingFunction.Value | null | undefined;
}
export const SplitBlobResponse: MessageType<SplitBlobResponse, SplitBlobResponseInit>;
/** Asks for a blob to be made of chunks. */
export interface SpliceBlobRequest {
  readonly instanceName: string;
  /** What must come out. */
  readonly blobDigest: Digest | null;
  readonly chunkDigests: readonly Digest[];
  readonly digestFunction: DigestFunction.Value;
  readonly chunkingFunction: ChunkingFunction.Value;
}
/** What {@link SpliceBlobRequest} is encoded from; what is absent has its default. */
export interface SpliceBlobRequestInit {
  readonly instanceName?: string | null | undefined;
  readonly blobDigest?: DigestInit | null | undefined;
  readonly chunkDigests?: readonly DigestInit[] | null | undefined;
  readonly digestFunction?: DigestFunction.Value | null | undefined;
  readonly chunkingFunction?: ChunkingFunction.Value | null | undefined;
}
export const SpliceBlobRequest: MessageType<SpliceBlobRequest, SpliceBlobRequestInit>;
/** The blob that was made. */
export interface SpliceBlobResponse {
  readonly blobDigest: Digest | null;
}
/** What {@link SpliceBlobResponse} is encoded from; what is absent has its default. */
export interface SpliceBlobResponseInit {
  readonly blobDigest?: DigestInit | null | undefined;
}
export const SpliceBlobResponse: MessageType<SpliceBlobResponse, SpliceBlobResponseInit>;
/** Asks what a server can do. */
export interface GetCapabilitiesRequest {
  readonly instanceName: string;
}
/** What {@link GetCapabilitiesRequest} is encoded from; what is absent has its default. */
export interface GetCapabilitiesRequestInit {
  readonly instanceName?: string | null | undefined;
}
export const GetCapabilitiesRequest: MessageType<GetCapabilitiesRequest, GetCapabilitiesRequestInit>;
/** What a server can do for an instance. */
export interface ServerCapabilities {
  /** Absent where it stores nothing. */
  readonly cacheCapabilities: CacheCapabilities | null;
  /** Absent where it executes nothing. */
  readonly executionCapabilities: ExecutionCapabilities | null;
  /** From here on up to low_api_version it still works, but will not for long. */
  readonly deprecatedApiVersion: SemVer | null;
  /** The oldest version that is supported. */
  readonly lowApiVersion: SemVer | null;
  /** The newest version that is supported. */
  readonly highApiVersion: SemVer | null;
}
/** What {@link ServerCapabilities} is encoded from; what is absent has its default. */
export interface ServerCapabilitiesInit {
  readonly cacheCapabilities?: CacheCapabilitiesInit | null | undefined;
  readonly executionCapabilities?: ExecutionCapabilitiesInit | null | undefined;
  readonly deprecatedApiVersion?: SemVerInit | null | undefined;
  readonly lowApiVersion?: SemVerInit | null | undefined;
  readonly highApiVersion?: SemVerInit | null | undefined;
}
export const ServerCapabilities: MessageType<ServerCapabilities, ServerCapabilitiesInit>;
/** How blobs are hashed. */
export interface DigestFunction {
}
/** What {@link DigestFunction} is encoded from; what is absent has its default. */
export interface DigestFunctionInit {
}
export namespace DigestFunction {
  /** The functions by number. */
  export type Value = number;
}
export const DigestFunction: MessageType<DigestFunction, DigestFunctionInit> & {
  readonly Value: {
    readonly UNKNOWN: 0;
    readonly SHA256: 1;
    readonly SHA1: 2;
    readonly MD5: 3;
    /** Hashes over pages of blocks. */
    readonly VSO: 4;
    readonly SHA384: 5;
    readonly SHA512: 6;
    readonly MURMUR3: 7;
    /** SHA-256 in a tree, for hashing with several cores. */
    readonly SHA256TREE: 8;
    readonly BLAKE3: 9;
    /** SHA-1 over the header of a git blob and its content. */
    readonly GITSHA1: 10;
  };
};
/** How blobs are cut into chunks by their content. */
export interface ChunkingFunction {
}
/** What {@link ChunkingFunction} is encoded from; what is absent has its default. */
export interface ChunkingFunctionInit {
}
export namespace ChunkingFunction {
  /** The functions by number. */
  export type Value = number;
}
export const ChunkingFunction: MessageType<ChunkingFunction, ChunkingFunctionInit> & {
  readonly Value: {
    readonly UNKNOWN: 0;
    readonly FAST_CDC_2020: 1;
    readonly REP_MAX_CDC: 2;
  };
};
/** Whether clients may store results. */
export interface ActionCacheUpdateCapabilities {
  readonly updateEnabled: boolean;
}
/** What {@link ActionCacheUpdateCapabilities} is encoded from; what is absent has its default. */
export interface ActionCacheUpdateCapabilitiesInit {
  readonly updateEnabled?: boolean | null | undefined;
}
export const ActionCacheUpdateCapabilities: MessageType<ActionCacheUpdateCapabilities, ActionCacheUpdateCapabilitiesInit>;
/** Which priorities make a difference. */
export interface PriorityCapabilities {
  readonly priorities: readonly PriorityCapabilities.PriorityRange[];
}
/** What {@link PriorityCapabilities} is encoded from; what is absent has its default. */
export interface PriorityCapabilitiesInit {
  readonly priorities?: readonly PriorityCapabilities.PriorityRangeInit[] | null | undefined;
}
export namespace PriorityCapabilities {
  /** Both ends belong to it. */
  export interface PriorityRange {
    readonly minPriority: number;
    readonly maxPriority: number;
  }
  /** What {@link PriorityRange} is encoded from; what is absent has its default. */
  export interface PriorityRangeInit {
    readonly minPriority?: number | null | undefined;
    readonly maxPriority?: number | null | undefined;
  }
}
export const PriorityCapabilities: MessageType<PriorityCapabilities, PriorityCapabilitiesInit> & {
  readonly PriorityRange: MessageType<PriorityCapabilities.PriorityRange, PriorityCapabilities.PriorityRangeInit>;
};
/** Whether links in inputs may be absolute. */
export interface SymlinkAbsolutePathStrategy {
}
/** What {@link SymlinkAbsolutePathStrategy} is encoded from; what is absent has its default. */
export interface SymlinkAbsolutePathStrategyInit {
}
export namespace SymlinkAbsolutePathStrategy {
  /** The strategies by number. */
  export type Value = number;
}
export const SymlinkAbsolutePathStrategy: MessageType<SymlinkAbsolutePathStrategy, SymlinkAbsolutePathStrategyInit> & {
  readonly Value: {
    readonly UNKNOWN: 0;
    readonly DISALLOWED: 1;
    readonly ALLOWED: 2;
  };
};
/** How the bytes of a blob travel. */
export interface Compressor {
}
/** What {@link Compressor} is encoded from; what is absent has its default. */
export interface CompressorInit {
}
export namespace Compressor {
  /** The compressors by number. */
  export type Value = number;
}
export const Compressor: MessageType<Compressor, CompressorInit> & {
  readonly Value: {
    /** Not compressed. */
    readonly IDENTITY: 0;
    readonly ZSTD: 1;
    readonly DEFLATE: 2;
    readonly BROTLI: 3;
  };
};
/** What a storage can do. */
export interface CacheCapabilities {
  readonly digestFunctions: readonly DigestFunction.Value[];
  readonly actionCacheUpdateCapabilities: ActionCacheUpdateCapabilities | null;
  readonly cachePriorityCapabilities: PriorityCapabilities | null;
  /** Bytes of blobs in one batch at most; 0 for no limit but that of gRPC messages. */
  readonly maxBatchTotalSizeBytes: number;
  readonly symlinkAbsolutePathStrategy: SymlinkAbsolutePathStrategy.Value;
  /** For ByteStream, besides IDENTITY. */
  readonly supportedCompressors: readonly Compressor.Value[];
  /** For BatchUpdateBlobs, besides IDENTITY. */
  readonly supportedBatchUpdateCompressors: readonly Compressor.Value[];
  /** 0 for no limit. */
  readonly maxCasBlobSizeBytes: number;
  readonly splitBlobSupport: boolean;
  readonly spliceBlobSupport: boolean;
  readonly fastCdc_2020Params: FastCdc2020Params | null;
  readonly repMaxCdcParams: RepMaxCdcParams | null;
}
/** What {@link CacheCapabilities} is encoded from; what is absent has its default. */
export interface CacheCapabilitiesInit {
  readonly digestFunctions?: readonly DigestFunction.Value[] | null | undefined;
  readonly actionCacheUpdateCapabilities?: ActionCacheUpdateCapabilitiesInit | null | undefined;
  readonly cachePriorityCapabilities?: PriorityCapabilitiesInit | null | undefined;
  readonly maxBatchTotalSizeBytes?: number | null | undefined;
  readonly symlinkAbsolutePathStrategy?: SymlinkAbsolutePathStrategy.Value | null | undefined;
  readonly supportedCompressors?: readonly Compressor.Value[] | null | undefined;
  readonly supportedBatchUpdateCompressors?: readonly Compressor.Value[] | null | undefined;
  readonly maxCasBlobSizeBytes?: number | null | undefined;
  readonly splitBlobSupport?: boolean | null | undefined;
  readonly spliceBlobSupport?: boolean | null | undefined;
  readonly fastCdc_2020Params?: FastCdc2020ParamsInit | null | undefined;
  readonly repMaxCdcParams?: RepMaxCdcParamsInit | null | undefined;
}
export const CacheCapabilities: MessageType<CacheCapabilities, CacheCapabilitiesInit>;
/** How FAST_CDC_2020 cuts. */
export interface FastCdc2020Params {
  readonly avgChunkSizeBytes: number;
  readonly seed: number;
}
/** What {@link FastCdc2020Params} is encoded from; what is absent has its default. */
export interface FastCdc2020ParamsInit {
  readonly avgChunkSizeBytes?: number | null | undefined;
  readonly seed?: number | null | undefined;
}
export const FastCdc2020Params: MessageType<FastCdc2020Params, FastCdc2020ParamsInit>;
/** How REP_MAX_CDC cuts. */
export interface RepMaxCdcParams {
  readonly minChunkSizeBytes: number;
  readonly horizonSizeBytes: number;
}
/** What {@link RepMaxCdcParams} is encoded from; what is absent has its default. */
export interface RepMaxCdcParamsInit {
  readonly minChunkSizeBytes?: number | null | undefined;
  readonly horizonSizeBytes?: number | null | undefined;
}
export const RepMaxCdcParams: MessageType<RepMaxCdcParams, RepMaxCdcParamsInit>;
/** What an execution service can do. */
export interface ExecutionCapabilities {
  /** Where there are several, one that clients know; all of them stand in digest_functions. */
  readonly digestFunction: DigestFunction.Value;
  readonly execEnabled: boolean;
  readonly executionPriorityCapabilities: PriorityCapabilities | null;
  /** Names that may stand in output_node_properties and in inputs. */
  readonly supportedNodeProperties: readonly string[];
  readonly digestFunctions: readonly DigestFunction.Value[];
}
/** What {@link ExecutionCapabilities} is encoded from; what is absent has its default. */
export interface ExecutionCapabilitiesInit {
  readonly digestFunction?: DigestFunction.Value | null | undefined;
  readonly execEnabled?: boolean | null | undefined;
  readonly executionPriorityCapabilities?: PriorityCapabilitiesInit | null | undefined;
  readonly supportedNodeProperties?: readonly string[] | null | undefined;
  readonly digestFunctions?: readonly DigestFunction.Value[] | null | undefined;
}
export const ExecutionCapabilities: MessageType<ExecutionCapabilities, ExecutionCapabilitiesInit>;
/** The build tool that calls. */
export interface ToolDetails {
  readonly toolName: string;
  readonly toolVersion: string;
}
/** What {@link ToolDetails} is encoded from; what is absent has its default. */
export interface ToolDetailsInit {
  readonly toolName?: string | null | undefined;
  readonly toolVersion?: string | null | undefined;
}
export const ToolDetails: MessageType<ToolDetails, ToolDetailsInit>;
/** Who calls and why. It travels with each call in the header build.bazel.remote.execution.v2.requestmetadata-bin. */
export interface RequestMetadata {
  readonly toolDetails: ToolDetails | null;
  /** Digest of the action, or any other name for it. */
  readonly actionId: string;
  /** One run of the tool. */
  readonly toolInvocationId: string;
  /** Several runs that belong together. */
  readonly correlatedInvocationsId: string;
  /** The sort of action, for instance `CppCompile`. */
  readonly actionMnemonic: string;
  /** What is being built. */
  readonly targetId: string;
  /** For which configuration it is being built. */
  readonly configurationId: string;
}
/** What {@link RequestMetadata} is encoded from; what is absent has its default. */
export interface RequestMetadataInit {
  readonly toolDetails?: ToolDetailsInit | null | undefined;
  readonly actionId?: string | null | undefined;
  readonly toolInvocationId?: string | null | undefined;
  readonly correlatedInvocationsId?: string | null | undefined;
  readonly actionMnemonic?: string | null | undefined;
  readonly targetId?: string | null | undefined;
  readonly configurationId?: string | null | undefined;
}
export const RequestMetadata: MessageType<RequestMetadata, RequestMetadataInit>;
/** A version in the sense of semver.org. */
export interface SemVer {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  /** If this is set, the version comes before the one without it. */
  readonly prerelease: string;
}
/** What {@link SemVer} is encoded from; what is absent has its default. */
export interface SemVerInit {
  readonly major?: number | null | undefined;
  readonly minor?: number | null | undefined;
  readonly patch?: number | null | undefined;
  readonly prerelease?: string | null | undefined;
}
export const SemVer: MessageType<SemVer, SemVerInit>;
/** Asks for a part of a resource. */
export interface ReadRequest {
  readonly resourceName: string;
  readonly readOffset: number;
  /** Bytes at most; 0 for all. */
  readonly readLimit: number;
}
/** What {@link ReadRequest} is encoded from; what is absent has its default. */
export interface ReadRequestInit {
  readonly resourceName?: string | null | undefined;
  readonly readOffset?: number | null | undefined;
  readonly readLimit?: number | null | undefined;
}
export const ReadRequest: MessageType<ReadRequest, ReadRequestInit>;
/** A piece. */
export interface ReadResponse {
  readonly data: Uint8Array;
}
/** What {@link ReadResponse} is encoded from; what is absent has its default. */
export interface ReadResponseInit {
  readonly data?: Uint8Array | null | undefined;
}
export const ReadResponse: MessageType<ReadResponse, ReadResponseInit>;
/** A piece. */
export interface WriteRequest {
  /** In the first piece at least; the same in all. */
  readonly resourceName: string;
  /** Where the piece belongs; it must join the one before. */
  readonly writeOffset: number;
  /** In the last piece. */
  readonly finishWrite: boolean;
  readonly data: Uint8Array;
}
/** What {@link WriteRequest} is encoded from; what is absent has its default. */
export interface WriteRequestInit {
  readonly resourceName?: string | null | undefined;
  readonly writeOffset?: number | null | undefined;
  readonly finishWrite?: boolean | null | undefined;
  readonly data?: Uint8Array | null | undefined;
}
export const WriteRequest: MessageType<WriteRequest, WriteRequestInit>;
/** How it went. */
export interface WriteResponse {
  /** Bytes that are stored; for a compressed upload that was cut short because the blob was there, -1. */
  readonly committedSize: number;
}
/** What {@link WriteResponse} is encoded from; what is absent has its default. */
export interface WriteResponseInit {
  readonly committedSize?: number | null | undefined;
}
export const WriteResponse: MessageType<WriteResponse, WriteResponseInit>;
/** Asks for an upload. */
export interface QueryWriteStatusRequest {
  readonly resourceName: string;
}
/** What {@link QueryWriteStatusRequest} is encoded from; what is absent has its default. */
export interface QueryWriteStatusRequestInit {
  readonly resourceName?: string | null | undefined;
}
export const QueryWriteStatusRequest: MessageType<QueryWriteStatusRequest, QueryWriteStatusRequestInit>;
/** How far it is. */
export interface QueryWriteStatusResponse {
  readonly committedSize: number;
  /** Whether the resource is whole. */
  readonly complete: boolean;
}
/** What {@link QueryWriteStatusResponse} is encoded from; what is absent has its default. */
export interface QueryWriteStatusResponseInit {
  readonly committedSize?: number | null | undefined;
  readonly complete?: boolean | null | undefined;
}
export const QueryWriteStatusResponse: MessageType<QueryWriteStatusResponse, QueryWriteStatusResponseInit>;
/** Work in progress, or its outcome. */
export interface Operation {
  /** Unique within the server. */
  readonly name: string;
  /** How far it is; for Execution an ExecuteOperationMetadata. */
  readonly metadata: Any | null;
  /** Whether there is an outcome. */
  readonly done: boolean;
  readonly error: Status | null;
  /** For Execution an ExecuteResponse. */
  readonly response: Any | null;
}
/** What {@link Operation} is encoded from; what is absent has its default. */
export interface OperationInit {
  readonly name?: string | null | undefined;
  readonly metadata?: AnyInit | null | undefined;
  readonly done?: boolean | null | undefined;
  readonly error?: StatusInit | null | undefined;
  readonly response?: AnyInit | null | undefined;
}
export const Operation: MessageType<Operation, OperationInit>;
/** Asks for one operation. */
export interface GetOperationRequest {
  readonly name: string;
}
/** What {@link GetOperationRequest} is encoded from; what is absent has its default. */
export interface GetOperationRequestInit {
  readonly name?: string | null | undefined;
}
export const GetOperationRequest: MessageType<GetOperationRequest, GetOperationRequestInit>;
/** Asks for many. */
export interface ListOperationsRequest {
  /** What they belong to. */
  readonly name: string;
  readonly filter: string;
  readonly pageSize: number;
  readonly pageToken: string;
  /** Answer even if a part of the server does not. */
  readonly returnPartialSuccess: boolean;
}
/** What {@link ListOperationsRequest} is encoded from; what is absent has its default. */
export interface ListOperationsRequestInit {
  readonly name?: string | null | undefined;
  readonly filter?: string | null | undefined;
  readonly pageSize?: number | null | undefined;
  readonly pageToken?: string | null | undefined;
  readonly returnPartialSuccess?: boolean | null | undefined;
}
export const ListOperationsRequest: MessageType<ListOperationsRequest, ListOperationsRequestInit>;
/** One page. */
export interface ListOperationsResponse {
  readonly operations: readonly Operation[];
  readonly nextPageToken: string;
  /** The parts that did not answer. */
  readonly unreachable: readonly string[];
}
/** What {@link ListOperationsResponse} is encoded from; what is absent has its default. */
export interface ListOperationsResponseInit {
  readonly operations?: readonly OperationInit[] | null | undefined;
  readonly nextPageToken?: string | null | undefined;
  readonly unreachable?: readonly string[] | null | undefined;
}
export const ListOperationsResponse: MessageType<ListOperationsResponse, ListOperationsResponseInit>;
/** Asks for an end. */
export interface CancelOperationRequest {
  readonly name: string;
}
/** What {@link CancelOperationRequest} is encoded from; what is absent has its default. */
export interface CancelOperationRequestInit {
  readonly name?: string | null | undefined;
}
export const CancelOperationRequest: MessageType<CancelOperationRequest, CancelOperationRequestInit>;
/** Asks for it to be forgotten. */
export interface DeleteOperationRequest {
  readonly name: string;
}
/** What {@link DeleteOperationRequest} is encoded from; what is absent has its default. */
export interface DeleteOperationRequestInit {
  readonly name?: string | null | undefined;
}
export const DeleteOperationRequest: MessageType<DeleteOperationRequest, DeleteOperationRequestInit>;
/** Waits for an end. */
export interface WaitOperationRequest {
  readonly name: string;
  /** How long to wait at most. */
  readonly timeout: Duration | null;
}
/** What {@link WaitOperationRequest} is encoded from; what is absent has its default. */
export interface WaitOperationRequestInit {
  readonly name?: string | null | undefined;
  readonly timeout?: DurationInit | null | undefined;
}
export const WaitOperationRequest: MessageType<WaitOperationRequest, WaitOperationRequestInit>;
/** What the outcome and the metadata of a method are. */
export interface OperationInfo {
  readonly responseType: string;
  readonly metadataType: string;
}
/** What {@link OperationInfo} is encoded from; what is absent has its default. */
export interface OperationInfoInit {
  readonly responseType?: string | null | undefined;
  readonly metadataType?: string | null | undefined;
}
export const OperationInfo: MessageType<OperationInfo, OperationInfoInit>;
/** A packed message. */
export interface Any {
  /** Ends with a slash and the full name of the message. */
  readonly typeUrl: string;
  /** The encoded message. */
  readonly value: Uint8Array;
}
/** What {@link Any} is encoded from; what is absent has its default. */
export interface AnyInit {
  readonly typeUrl?: string | null | undefined;
  readonly value?: Uint8Array | null | undefined;
}
export const Any: MessageType<Any, AnyInit>;
/** A span of time. */
export interface Duration {
  readonly seconds: number;
  /** Of the same sign as the seconds. */
  readonly nanos: number;
}
/** What {@link Duration} is encoded from; what is absent has its default. */
export interface DurationInit {
  readonly seconds?: number | null | undefined;
  readonly nanos?: number | null | undefined;
}
export const Duration: MessageType<Duration, DurationInit>;
/** Nothing. */
export interface Empty {
}
/** What {@link Empty} is encoded from; what is absent has its default. */
export interface EmptyInit {
}
export const Empty: MessageType<Empty, EmptyInit>;
/** Names of fields. */
export interface FieldMask {
  /** With dots where they lead into a message. */
  readonly paths: readonly string[];
}
/** What {@link FieldMask} is encoded from; what is absent has its default. */
export interface FieldMaskInit {
  readonly paths?: readonly string[] | null | undefined;
}
export const FieldMask: MessageType<FieldMask, FieldMaskInit>;
/** A moment. */
export interface Timestamp {
  /** Since 1970, UTC. */
  readonly seconds: number;
  /** Never negative; counts forward also before 1970. */
  readonly nanos: number;
}
/** What {@link Timestamp} is encoded from; what is absent has its default. */
export interface TimestampInit {
  readonly seconds?: number | null | undefined;
  readonly nanos?: number | null | undefined;
}
export const Timestamp: MessageType<Timestamp, TimestampInit>;
/** A number that can be absent. */
export interface UInt32Value {
  readonly value: number;
}
/** What {@link UInt32Value} is encoded from; what is absent has its default. */
export interface UInt32ValueInit {
  readonly value?: number | null | undefined;
}
export const UInt32Value: MessageType<UInt32Value, UInt32ValueInit>;
/** Why it failed, for programs. */
export interface ErrorInfo {
  /** A constant in upper case, unique within the domain. */
  readonly reason: string;
  /** Who gives the reason its meaning. */
  readonly domain: string;
  readonly metadata: Readonly<Record<string, string>>;
}
/** What {@link ErrorInfo} is encoded from; what is absent has its default. */
export interface ErrorInfoInit {
  readonly reason?: string | null | undefined;
  readonly domain?: string | null | undefined;
  readonly metadata?: Readonly<Record<string, string>> | null | undefined;
}
export const ErrorInfo: MessageType<ErrorInfo, ErrorInfoInit>;
/** When to try again. */
export interface RetryInfo {
  readonly retryDelay: Duration | null;
}
/** What {@link RetryInfo} is encoded from; what is absent has its default. */
export interface RetryInfoInit {
  readonly retryDelay?: DurationInit | null | undefined;
}
export const RetryInfo: MessageType<RetryInfo, RetryInfoInit>;
/** What helps to find a bug. */
export interface DebugInfo {
  readonly stackEntries: readonly string[];
  readonly detail: string;
}
/** What {@link DebugInfo} is encoded from; what is absent has its default. */
export interface DebugInfoInit {
  readonly stackEntries?: readonly string[] | null | undefined;
  readonly detail?: string | null | undefined;
}
export const DebugInfo: MessageType<DebugInfo, DebugInfoInit>;
/** Which quotas were exceeded. */
export interface QuotaFailure {
  readonly violations: readonly QuotaFailure.Violation[];
}
/** What {@link QuotaFailure} is encoded from; what is absent has its default. */
export interface QuotaFailureInit {
  readonly violations?: readonly QuotaFailure.ViolationInit[] | null | undefined;
}
export namespace QuotaFailure {
  /** One of them. */
  export interface Violation {
    /** Whose quota. */
    readonly subject: string;
    readonly description: string;
    readonly apiService: string;
    readonly quotaMetric: string;
    readonly quotaId: string;
    readonly quotaDimensions: Readonly<Record<string, string>>;
    readonly quotaValue: number;
    /** A value that is being rolled out. */
    readonly futureQuotaValue: number | null;
  }
  /** What {@link Violation} is encoded from; what is absent has its default. */
  export interface ViolationInit {
    readonly subject?: string | null | undefined;
    readonly description?: string | null | undefined;
    readonly apiService?: string | null | undefined;
    readonly quotaMetric?: string | null | undefined;
    readonly quotaId?: string | null | undefined;
    readonly quotaDimensions?: Readonly<Record<string, string>> | null | undefined;
    readonly quotaValue?: number | null | undefined;
    readonly futureQuotaValue?: number | null | undefined;
  }
}
export const QuotaFailure: MessageType<QuotaFailure, QuotaFailureInit> & {
  readonly Violation: MessageType<QuotaFailure.Violation, QuotaFailure.ViolationInit>;
};
/** What has to be put right first. */
export interface PreconditionFailure {
  readonly violations: readonly PreconditionFailure.Violation[];
}
/** What {@link PreconditionFailure} is encoded from; what is absent has its default. */
export interface PreconditionFailureInit {
  readonly violations?: readonly PreconditionFailure.ViolationInit[] | null | undefined;
}
export namespace PreconditionFailure {
  /** One such thing. */
  export interface Violation {
    /** For a blob that is not stored: MISSING. */
    readonly type: string;
    /** For a blob that is not stored: blobs/HASH/SIZE. */
    readonly subject: string;
    readonly description: string;
  }
  /** What {@link Violation} is encoded from; what is absent has its default. */
  export interface ViolationInit {
    readonly type?: string | null | undefined;
    readonly subject?: string | null | undefined;
    readonly description?: string | null | undefined;
  }
}
export const PreconditionFailure: MessageType<PreconditionFailure, PreconditionFailureInit> & {
  readonly Violation: MessageType<PreconditionFailure.Violation, PreconditionFailure.ViolationInit>;
};
/** Which fields of the request are wrong. */
export interface BadRequest {
  readonly fieldViolations: readonly BadRequest.FieldViolation[];
}
/** What {@link BadRequest} is encoded from; what is absent has its default. */
export interface BadRequestInit {
  readonly fieldViolations?: readonly BadRequest.FieldViolationInit[] | null | undefined;
}
export namespace BadRequest {
  /** One of them. */
  export interface FieldViolation {
    /** Path to it, with dots. */
    readonly field: string;
    readonly description: string;
    readonly reason: string;
    readonly localizedMessage: LocalizedMessage | null;
  }
  /** What {@link FieldViolation} is encoded from; what is absent has its default. */
  export interface FieldViolationInit {
    readonly field?: string | null | undefined;
    readonly description?: string | null | undefined;
    readonly reason?: string | null | undefined;
    readonly localizedMessage?: LocalizedMessageInit | null | undefined;
  }
}
export const BadRequest: MessageType<BadRequest, BadRequestInit> & {
  readonly FieldViolation: MessageType<BadRequest.FieldViolation, BadRequest.FieldViolationInit>;
};
/** How to find the request in logs. */
export interface RequestInfo {
  readonly requestId: string;
  readonly servingData: string;
}
/** What {@link RequestInfo} is encoded from; what is absent has its default. */
export interface RequestInfoInit {
  readonly requestId?: string | null | undefined;
  readonly servingData?: string | null | undefined;
}
export const RequestInfo: MessageType<RequestInfo, RequestInfoInit>;
/** What was asked for. */
export interface ResourceInfo {
  readonly resourceType: string;
  readonly resourceName: string;
  readonly owner: string;
  readonly description: string;
}
/** What {@link ResourceInfo} is encoded from; what is absent has its default. */
export interface ResourceInfoInit {
  readonly resourceType?: string | null | undefined;
  readonly resourceName?: string | null | undefined;
  readonly owner?: string | null | undefined;
  readonly description?: string | null | undefined;
}
export const ResourceInfo: MessageType<ResourceInfo, ResourceInfoInit>;
/** Where to read more. */
export interface Help {
  readonly links: readonly Help.Link[];
}
/** What {@link Help} is encoded from; what is absent has its default. */
export interface HelpInit {
  readonly links?: readonly Help.LinkInit[] | null | undefined;
}
export namespace Help {
  /** One place. */
  export interface Link {
    readonly description: string;
    readonly url: string;
  }
  /** What {@link Link} is encoded from; what is absent has its default. */
  export interface LinkInit {
    readonly description?: string | null | undefined;
    readonly url?: string | null | undefined;
  }
}
export const Help: MessageType<Help, HelpInit> & {
  readonly Link: MessageType<Help.Link, Help.LinkInit>;
};
/** A message in the language of the user. */
export interface LocalizedMessage {
  /** As in BCP 47. */
  readonly locale: string;
  readonly message: string;
}
/** What {@link LocalizedMessage} is encoded from; what is absent has its default. */
export interface LocalizedMessageInit {
  readonly locale?: string | null | undefined;
  readonly message?: string | null | undefined;
}
export const LocalizedMessage: MessageType<LocalizedMessage, LocalizedMessageInit>;
/** How a call, or one part of it, ended. */
export interface Status {
  /** Number in google.rpc.Code; 0 is success. */
  readonly code: number;
  /** For developers, in English. */
  readonly message: string;
  /** Messages of the sorts in error_details.proto, or others. */
  readonly details: readonly Any[];
}
/** What {@link Status} is encoded from; what is absent has its default. */
export interface StatusInit {
  readonly code?: number | null | undefined;
  readonly message?: string | null | undefined;
  readonly details?: readonly AnyInit[] | null | undefined;
}
export const Status: MessageType<Status, StatusInit>;
/** Asks for a service. */
export interface HealthCheckRequest {
  /** Full name of a service; empty for the whole server. */
  readonly service: string;
}
/** What {@link HealthCheckRequest} is encoded from; what is absent has its default. */
export interface HealthCheckRequestInit {
  readonly service?: string | null | undefined;
}
export const HealthCheckRequest: MessageType<HealthCheckRequest, HealthCheckRequestInit>;
/** How it is. */
export interface HealthCheckResponse {
  readonly status: HealthCheckResponse.ServingStatus;
}
/** What {@link HealthCheckResponse} is encoded from; what is absent has its default. */
export interface HealthCheckResponseInit {
  readonly status?: HealthCheckResponse.ServingStatus | null | undefined;
}
export namespace HealthCheckResponse {
  /** The states by number. */
  export type ServingStatus = number;
}
export const HealthCheckResponse: MessageType<HealthCheckResponse, HealthCheckResponseInit> & {
  readonly ServingStatus: {
    readonly UNKNOWN: 0;
    readonly SERVING: 1;
    readonly NOT_SERVING: 2;
    /** In answers of Watch only; Check says NOT_FOUND. */
    readonly SERVICE_UNKNOWN: 3;
  };
};
/** One question. */
export interface ServerReflectionRequest {
  readonly host: string;
  readonly fileByFilename: string | null;
  /** Full name of a service, method, message or enum. */
  readonly fileContainingSymbol: string | null;
  readonly fileContainingExtension: ExtensionRequest | null;
  readonly allExtensionNumbersOfType: string | null;
  /** Its text means nothing. */
  readonly listServices: string | null;
}
/** What {@link ServerReflectionRequest} is encoded from; what is absent has its default. */
export interface ServerReflectionRequestInit {
  readonly host?: string | null | undefined;
  readonly fileByFilename?: string | null | undefined;
  readonly fileContainingSymbol?: string | null | undefined;
  readonly fileContainingExtension?: ExtensionRequestInit | null | undefined;
  readonly allExtensionNumbersOfType?: string | null | undefined;
  readonly listServices?: string | null | undefined;
}
export const ServerReflectionRequest: MessageType<ServerReflectionRequest, ServerReflectionRequestInit>;
/** An extension by its number. */
export interface ExtensionRequest {
  readonly containingType: string;
  readonly extensionNumber: number;
}
/** What {@link ExtensionRequest} is encoded from; what is absent has its default. */
export interface ExtensionRequestInit {
  readonly containingType?: string | null | undefined;
  readonly extensionNumber?: number | null | undefined;
}
export const ExtensionRequest: MessageType<ExtensionRequest, ExtensionRequestInit>;
/** One answer. */
export interface ServerReflectionResponse {
  readonly validHost: string;
  readonly originalRequest: ServerReflectionRequest | null;
  readonly fileDescriptorResponse: FileDescriptorResponse | null;
  readonly allExtensionNumbersResponse: ExtensionNumberResponse | null;
  readonly listServicesResponse: ListServiceResponse | null;
  readonly errorResponse: ErrorResponse | null;
}
/** What {@link ServerReflectionResponse} is encoded from; what is absent has its default. */
export interface ServerReflectionResponseInit {
  readonly validHost?: string | null | undefined;
  readonly originalRequest?: ServerReflectionRequestInit | null | undefined;
  readonly fileDescriptorResponse?: FileDescriptorResponseInit | null | undefined;
  readonly allExtensionNumbersResponse?: ExtensionNumberResponseInit | null | undefined;
  readonly listServicesResponse?: ListServiceResponseInit | null | undefined;
  readonly errorResponse?: ErrorResponseInit | null | undefined;
}
export const ServerReflectionResponse: MessageType<ServerReflectionResponse, ServerReflectionResponseInit>;
/** A file and all that it imports. */
export interface FileDescriptorResponse {
  /** Each an encoded google.protobuf.FileDescriptorProto. */
  readonly fileDescriptorProto: readonly Uint8Array[];
}
/** What {@link FileDescriptorResponse} is encoded from; what is absent has its default. */
export interface FileDescriptorResponseInit {
  readonly fileDescriptorProto?: readonly Uint8Array[] | null | undefined;
}
export const FileDescriptorResponse: MessageType<FileDescriptorResponse, FileDescriptorResponseInit>;
/** Numbers of extensions. */
export interface ExtensionNumberResponse {
  readonly baseTypeName: string;
  readonly extensionNumber: readonly number[];
}
/** What {@link ExtensionNumberResponse} is encoded from; what is absent has its default. */
export interface ExtensionNumberResponseInit {
  readonly baseTypeName?: string | null | undefined;
  readonly extensionNumber?: readonly number[] | null | undefined;
}
export const ExtensionNumberResponse: MessageType<ExtensionNumberResponse, ExtensionNumberResponseInit>;
/** All services. */
export interface ListServiceResponse {
  readonly service: readonly ServiceResponse[];
}
/** What {@link ListServiceResponse} is encoded from; what is absent has its default. */
export interface ListServiceResponseInit {
  readonly service?: readonly ServiceResponseInit[] | null | undefined;
}
export const ListServiceResponse: MessageType<ListServiceResponse, ListServiceResponseInit>;
/** One service. */
export interface ServiceResponse {
  /** Full name. */
  readonly name: string;
}
/** What {@link ServiceResponse} is encoded from; what is absent has its default. */
export interface ServiceResponseInit {
  readonly name?: string | null | undefined;
}
export const ServiceResponse: MessageType<ServiceResponse, ServiceResponseInit>;
/** Why there is no answer. */
export interface ErrorResponse {
  /** Number in google.rpc.Code. */
  readonly errorCode: number;
  readonly errorMessage: string;
}
/** What {@link ErrorResponse} is encoded from; what is absent has its default. */
export interface ErrorResponseInit {
  readonly errorCode?: number | null | undefined;
  readonly errorMessage?: string | null | undefined;
}
export const ErrorResponse: MessageType<ErrorResponse, ErrorResponseInit>;
/** Asks for all workers. */
export interface ListWorkersRequest {
}
/** What {@link ListWorkersRequest} is encoded from; what is absent has its default. */
export interface ListWorkersRequestInit {
}
export const ListWorkersRequest: MessageType<ListWorkersRequest, ListWorkersRequestInit>;
/** All workers. */
export interface ListWorkersResponse {
  readonly workers: readonly WorkerStatus[];
}
/** What {@link ListWorkersResponse} is encoded from; what is absent has its default. */
export interface ListWorkersResponseInit {
  readonly workers?: readonly WorkerStatusInit[] | null | undefined;
}
export const ListWorkersResponse: MessageType<ListWorkersResponse, ListWorkersResponseInit>;
/** A worker as the scheduler sees it. */
export interface WorkerStatus {
  /** Unique. */
  readonly id: string;
  /** For people; several workers may share one. */
  readonly name: string;
  readonly properties: readonly Platform.Property[];
  /** Actions that it runs at once. */
  readonly concurrency: number;
  /** ready, draining or drained. */
  readonly state: string;
  /** The only instance that it serves; absent for all. */
  readonly instanceName: string | null;
  /** Part of the server. */
  readonly embedded: boolean;
  /** Time since it was heard of. */
  readonly silentFor: Duration | null;
  readonly actions: readonly RunningAction[];
}
/** What {@link WorkerStatus} is encoded from; what is absent has its default. */
export interface WorkerStatusInit {
  readonly id?: string | null | undefined;
  readonly name?: string | null | undefined;
  readonly properties?: readonly Platform.PropertyInit[] | null | undefined;
  readonly concurrency?: number | null | undefined;
  readonly state?: string | null | undefined;
  readonly instanceName?: string | null | undefined;
  readonly embedded?: boolean | null | undefined;
  readonly silentFor?: DurationInit | null | undefined;
  readonly actions?: readonly RunningActionInit[] | null | undefined;
}
export const WorkerStatus: MessageType<WorkerStatus, WorkerStatusInit>;
/** What a worker does. */
export interface RunningAction {
  readonly actionDigest: Digest | null;
  /** Who waits for it. */
  readonly operationNames: readonly string[];
  readonly runningFor: Duration | null;
}
/** What {@link RunningAction} is encoded from; what is absent has its default. */
export interface RunningActionInit {
  readonly actionDigest?: DigestInit | null | undefined;
  readonly operationNames?: readonly string[] | null | undefined;
  readonly runningFor?: DurationInit | null | undefined;
}
export const RunningAction: MessageType<RunningAction, RunningActionInit>;
/** Names workers. */
export interface DrainWorkerRequest {
  /** The id of a worker, or the name of one or several. */
  readonly worker: string;
  /** Gives it actions again instead. */
  readonly resume: boolean;
}
/** What {@link DrainWorkerRequest} is encoded from; what is absent has its default. */
export interface DrainWorkerRequestInit {
  readonly worker?: string | null | undefined;
  readonly resume?: boolean | null | undefined;
}
export const DrainWorkerRequest: MessageType<DrainWorkerRequest, DrainWorkerRequestInit>;
/** Those that were meant, as they are now. */
export interface DrainWorkerResponse {
  readonly workers: readonly WorkerStatus[];
}
/** What {@link DrainWorkerResponse} is encoded from; what is absent has its default. */
export interface DrainWorkerResponseInit {
  readonly workers?: readonly WorkerStatusInit[] | null | undefined;
}
export const DrainWorkerResponse: MessageType<DrainWorkerResponse, DrainWorkerResponseInit>;
/** Asks for operations. */
export interface ListExecutionsRequest {
  /** At most 1,000, which is also what 0 means. */
  readonly pageSize: number;
  readonly pageToken: string;
  /** Finished ones as well. */
  readonly includeFinished: boolean;
}
/** What {@link ListExecutionsRequest} is encoded from; what is absent has its default. */
export interface ListExecutionsRequestInit {
  readonly pageSize?: number | null | undefined;
  readonly pageToken?: string | null | undefined;
  readonly includeFinished?: boolean | null | undefined;
}
export const ListExecutionsRequest: MessageType<ListExecutionsRequest, ListExecutionsRequestInit>;
/** Some operations. */
export interface ListExecutionsResponse {
  readonly executions: readonly ExecutionStatus[];
  /** Empty if these were the last. */
  readonly nextPageToken: string;
}
/** What {@link ListExecutionsResponse} is encoded from; what is absent has its default. */
export interface ListExecutionsResponseInit {
  readonly executions?: readonly ExecutionStatusInit[] | null | undefined;
  readonly nextPageToken?: string | null | undefined;
}
export const ListExecutionsResponse: MessageType<ListExecutionsResponse, ListExecutionsResponseInit>;
/** An operation as the scheduler sees it. */
export interface ExecutionStatus {
  /** As google.longrunning.Operations takes it. */
  readonly name: string;
  readonly instanceName: string;
  readonly actionDigest: Digest | null;
  readonly stage: ExecutionStage.Value;
  /** Who asked. */
  readonly invocation: string;
  readonly priority: number;
  readonly acceptedTimestamp: Timestamp | null;
  /** Clients that wait for it now. */
  readonly watchers: number;
  /** Names of the workers that have tried it, first to last; the last one holds it while it executes. */
  readonly workers: readonly string[];
  /** Why it waits, where no worker that is here could run it; empty otherwise. */
  readonly waitsFor: string;
}
/** What {@link ExecutionStatus} is encoded from; what is absent has its default. */
export interface ExecutionStatusInit {
  readonly name?: string | null | undefined;
  readonly instanceName?: string | null | undefined;
  readonly actionDigest?: DigestInit | null | undefined;
  readonly stage?: ExecutionStage.Value | null | undefined;
  readonly invocation?: string | null | undefined;
  readonly priority?: number | null | undefined;
  readonly acceptedTimestamp?: TimestampInit | null | undefined;
  readonly watchers?: number | null | undefined;
  readonly workers?: readonly string[] | null | undefined;
  readonly waitsFor?: string | null | undefined;
}
export const ExecutionStatus: MessageType<ExecutionStatus, ExecutionStatusInit>;
/** What a command used, and what ended it. Comes as auxiliary metadata of an execution. */
export interface ExecutionUsage {
  /** User and system time of the whole process tree, milliseconds. */
  readonly cpuMs: number | null;
  /** Highest resident memory. */
  readonly peakMemoryBytes: number | null;
  /** The limit that ended the command, for instance memory, processes, output, disk or cpu; empty for none. */
  readonly limitExceeded: string;
}
/** What {@link ExecutionUsage} is encoded from; what is absent has its default. */
export interface ExecutionUsageInit {
  readonly cpuMs?: number | null | undefined;
  readonly peakMemoryBytes?: number | null | undefined;
  readonly limitExceeded?: string | null | undefined;
}
export const ExecutionUsage: MessageType<ExecutionUsage, ExecutionUsageInit>;
/** One line of the journal. A later one of the same thing replaces an earlier one; exactly one field is set. */
export interface JournalRecord {
  /** A server has started; each start has a number of its own. */
  readonly epoch: number;
  readonly operation: JournalOperation | null;
  readonly task: JournalTask | null;
  readonly worker: JournalWorker | null;
  /** Forgotten: the name of an operation, a task, a worker. */
  readonly operationGone: string;
  readonly taskGone: string;
  readonly workerGone: string;
}
/** What {@link JournalRecord} is encoded from; what is absent has its default. */
export interface JournalRecordInit {
  readonly epoch?: number | null | undefined;
  readonly operation?: JournalOperationInit | null | undefined;
  readonly task?: JournalTaskInit | null | undefined;
  readonly worker?: JournalWorkerInit | null | undefined;
  readonly operationGone?: string | null | undefined;
  readonly taskGone?: string | null | undefined;
  readonly workerGone?: string | null | undefined;
}
export const JournalRecord: MessageType<JournalRecord, JournalRecordInit>;
/** One call of Execute. */
export interface JournalOperation {
  readonly name: string;
  readonly instanceName: string;
  readonly actionDigest: Digest | null;
  readonly digestFunction: DigestFunction.Value;
  readonly skipCacheLookup: boolean;
  readonly priority: number;
  /** Who asked, for fairness. */
  readonly invocation: string;
  readonly inlineStdout: boolean;
  readonly inlineStderr: boolean;
  readonly inlineOutputFiles: readonly string[];
  readonly acceptedTimestamp: Timestamp | null;
  /** Set once it is finished. */
  readonly finishedTimestamp: Timestamp | null;
  /** The ExecuteResponse as its clients get it, once it is finished. */
  readonly response: Uint8Array;
}
/** What {@link JournalOperation} is encoded from; what is absent has its default. */
export interface JournalOperationInit {
  readonly name?: string | null | undefined;
  readonly instanceName?: string | null | undefined;
  readonly actionDigest?: DigestInit | null | undefined;
  readonly digestFunction?: DigestFunction.Value | null | undefined;
  readonly skipCacheLookup?: boolean | null | undefined;
  readonly priority?: number | null | undefined;
  readonly invocation?: string | null | undefined;
  readonly inlineStdout?: boolean | null | undefined;
  readonly inlineStderr?: boolean | null | undefined;
  readonly inlineOutputFiles?: readonly string[] | null | undefined;
  readonly acceptedTimestamp?: TimestampInit | null | undefined;
  readonly finishedTimestamp?: TimestampInit | null | undefined;
  readonly response?: Uint8Array | null | undefined;
}
export const JournalOperation: MessageType<JournalOperation, JournalOperationInit>;
/** What is to be run, for one operation or several. */
export interface JournalTask {
  readonly id: string;
  /** Operations that ask for the same are one task; absent for a task that is never shared. */
  readonly key: string | null;
  readonly properties: readonly Platform.Property[];
  readonly priority: number;
  readonly invocation: string;
  readonly cacheable: boolean;
  /** Running time allowed, milliseconds; absent for no limit. */
  readonly timeoutMs: number | null;
  readonly queuedTimestamp: Timestamp | null;
  /** Names of those who wait for it. */
  readonly operations: readonly string[];
  readonly attempts: readonly JournalAttempt[];
  /** Set while a worker holds it. */
  readonly lease: JournalLease | null;
  /** What to look at when a worker is chosen that holds the inputs. */
  readonly inputs: readonly string[];
}
/** What {@link JournalTask} is encoded from; what is absent has its default. */
export interface JournalTaskInit {
  readonly id?: string | null | undefined;
  readonly key?: string | null | undefined;
  readonly properties?: readonly Platform.PropertyInit[] | null | undefined;
  readonly priority?: number | null | undefined;
  readonly invocation?: string | null | undefined;
  readonly cacheable?: boolean | null | undefined;
  readonly timeoutMs?: number | null | undefined;
  readonly queuedTimestamp?: TimestampInit | null | undefined;
  readonly operations?: readonly string[] | null | undefined;
  readonly attempts?: readonly JournalAttemptInit[] | null | undefined;
  readonly lease?: JournalLeaseInit | null | undefined;
  readonly inputs?: readonly string[] | null | undefined;
}
export const JournalTask: MessageType<JournalTask, JournalTaskInit>;
/** One try to run a task. */
export interface JournalAttempt {
  readonly worker: string;
  readonly startTimestamp: Timestamp | null;
  /** How it ended; empty while it goes on. */
  readonly ended: string;
}
/** What {@link JournalAttempt} is encoded from; what is absent has its default. */
export interface JournalAttemptInit {
  readonly worker?: string | null | undefined;
  readonly startTimestamp?: TimestampInit | null | undefined;
  readonly ended?: string | null | undefined;
}
export const JournalAttempt: MessageType<JournalAttempt, JournalAttemptInit>;
/** A task that a worker holds. */
export interface JournalLease {
  readonly id: string;
  readonly workerId: string;
}
/** What {@link JournalLease} is encoded from; what is absent has its default. */
export interface JournalLeaseInit {
  readonly id?: string | null | undefined;
  readonly workerId?: string | null | undefined;
}
export const JournalLease: MessageType<JournalLease, JournalLeaseInit>;
/** A worker that is expected back after a restart. */
export interface JournalWorker {
  readonly id: string;
  readonly name: string;
  readonly properties: readonly Platform.Property[];
  readonly concurrency: number;
  readonly instanceName: string | null;
  /** Part of the server, and gone with it. */
  readonly embedded: boolean;
  readonly draining: boolean;
}
/** What {@link JournalWorker} is encoded from; what is absent has its default. */
export interface JournalWorkerInit {
  readonly id?: string | null | undefined;
  readonly name?: string | null | undefined;
  readonly properties?: readonly Platform.PropertyInit[] | null | undefined;
  readonly concurrency?: number | null | undefined;
  readonly instanceName?: string | null | undefined;
  readonly embedded?: boolean | null | undefined;
  readonly draining?: boolean | null | undefined;
}
export const JournalWorker: MessageType<JournalWorker, JournalWorkerInit>;
/** Introduces a worker. */
export interface RegisterWorkerRequest {
  /** For people; need not be unique. */
  readonly workerName: string;
  /** What it offers; a name may stand there with several values. */
  readonly properties: readonly Platform.Property[];
  /** Actions that it runs at once. */
  readonly concurrency: number;
  /** The worker's name before, where it has to register again: the server was restarted, or has not heard of it for too long. */
  readonly previousWorkerId: string;
  /** Leases of which it still runs the action, or holds the result. Those that are good still are its own under the new name. */
  readonly heldLeaseIds: readonly string[];
  /** The only instance that it serves; absent for all. */
  readonly instanceName: string | null;
}
/** What {@link RegisterWorkerRequest} is encoded from; what is absent has its default. */
export interface RegisterWorkerRequestInit {
  readonly workerName?: string | null | undefined;
  readonly properties?: readonly Platform.PropertyInit[] | null | undefined;
  readonly concurrency?: number | null | undefined;
  readonly previousWorkerId?: string | null | undefined;
  readonly heldLeaseIds?: readonly string[] | null | undefined;
  readonly instanceName?: string | null | undefined;
}
export const RegisterWorkerRequest: MessageType<RegisterWorkerRequest, RegisterWorkerRequestInit>;
/** What the worker has to know. */
export interface RegisterWorkerResponse {
  /** Its name in all other calls. */
  readonly workerId: string;
  /** How long a lease lasts unless it is renewed. */
  readonly leaseDuration: Duration | null;
  /** Of the leases that the worker said it holds: those that are over. The worker should stop what it does for these. */
  readonly endedLeaseIds: readonly string[];
}
/** What {@link RegisterWorkerResponse} is encoded from; what is absent has its default. */
export interface RegisterWorkerResponseInit {
  readonly workerId?: string | null | undefined;
  readonly leaseDuration?: DurationInit | null | undefined;
  readonly endedLeaseIds?: readonly string[] | null | undefined;
}
export const RegisterWorkerResponse: MessageType<RegisterWorkerResponse, RegisterWorkerResponseInit>;
/** Asks for an action. */
export interface AcquireLeaseRequest {
  readonly workerId: string;
}
/** What {@link AcquireLeaseRequest} is encoded from; what is absent has its default. */
export interface AcquireLeaseRequestInit {
  readonly workerId?: string | null | undefined;
}
export const AcquireLeaseRequest: MessageType<AcquireLeaseRequest, AcquireLeaseRequestInit>;
/** An action, if there was one in time. */
export interface AcquireLeaseResponse {
  readonly lease: ActionLease | null;
}
/** What {@link AcquireLeaseResponse} is encoded from; what is absent has its default. */
export interface AcquireLeaseResponseInit {
  readonly lease?: ActionLeaseInit | null | undefined;
}
export const AcquireLeaseResponse: MessageType<AcquireLeaseResponse, AcquireLeaseResponseInit>;
/** An action that a worker holds for a time. */
export interface ActionLease {
  /** Never used twice. */
  readonly id: string;
  /** The instance whose blobs the action uses. */
  readonly instanceName: string;
  readonly actionDigest: Digest | null;
  readonly digestFunction: DigestFunction.Value;
  readonly queuedTimestamp: Timestamp | null;
  /** Running time allowed; absent for no limit. */
  readonly timeout: Duration | null;
}
/** What {@link ActionLease} is encoded from; what is absent has its default. */
export interface ActionLeaseInit {
  readonly id?: string | null | undefined;
  readonly instanceName?: string | null | undefined;
  readonly actionDigest?: DigestInit | null | undefined;
  readonly digestFunction?: DigestFunction.Value | null | undefined;
  readonly queuedTimestamp?: TimestampInit | null | undefined;
  readonly timeout?: DurationInit | null | undefined;
}
export const ActionLease: MessageType<ActionLease, ActionLeaseInit>;
/** Lengthens leases. */
export interface RenewLeasesRequest {
  readonly workerId: string;
  readonly leaseIds: readonly string[];
  /** How long the answer may be held back until one of the worker's leases is over before its time; at once if not set. */
  readonly wait: Duration | null;
}
/** What {@link RenewLeasesRequest} is encoded from; what is absent has its default. */
export interface RenewLeasesRequestInit {
  readonly workerId?: string | null | undefined;
  readonly leaseIds?: readonly string[] | null | undefined;
  readonly wait?: DurationInit | null | undefined;
}
export const RenewLeasesRequest: MessageType<RenewLeasesRequest, RenewLeasesRequestInit>;
/** Leases that are over. */
export interface RenewLeasesResponse {
  /** The worker should stop what it does for these. */
  readonly endedLeaseIds: readonly string[];
}
/** What {@link RenewLeasesResponse} is encoded from; what is absent has its default. */
export interface RenewLeasesResponseInit {
  readonly endedLeaseIds?: readonly string[] | null | undefined;
}
export const RenewLeasesResponse: MessageType<RenewLeasesResponse, RenewLeasesResponseInit>;
/** Hands in a result. */
export interface CompleteLeaseRequest {
  readonly workerId: string;
  readonly leaseId: string;
  /** As the client will see it, but for what the server adds. */
  readonly response: ExecuteResponse | null;
}
/** What {@link CompleteLeaseRequest} is encoded from; what is absent has its default. */
export interface CompleteLeaseRequestInit {
  readonly workerId?: string | null | undefined;
  readonly leaseId?: string | null | undefined;
  readonly response?: ExecuteResponseInit | null | undefined;
}
export const CompleteLeaseRequest: MessageType<CompleteLeaseRequest, CompleteLeaseRequestInit>;
/** The result was taken. */
export interface CompleteLeaseResponse {
}
/** What {@link CompleteLeaseResponse} is encoded from; what is absent has its default. */
export interface CompleteLeaseResponseInit {
}
export const CompleteLeaseResponse: MessageType<CompleteLeaseResponse, CompleteLeaseResponseInit>;
/** Gives an action back. */
export interface ReturnLeaseRequest {
  readonly workerId: string;
  readonly leaseId: string;
}
/** What {@link ReturnLeaseRequest} is encoded from; what is absent has its default. */
export interface ReturnLeaseRequestInit {
  readonly workerId?: string | null | undefined;
  readonly leaseId?: string | null | undefined;
}
export const ReturnLeaseRequest: MessageType<ReturnLeaseRequest, ReturnLeaseRequestInit>;
/** The action is queued again. */
export interface ReturnLeaseResponse {
}
/** What {@link ReturnLeaseResponse} is encoded from; what is absent has its default. */
export interface ReturnLeaseResponseInit {
}
export const ReturnLeaseResponse: MessageType<ReturnLeaseResponse, ReturnLeaseResponseInit>;
/** Says goodbye. */
export interface UnregisterWorkerRequest {
  readonly workerId: string;
}
/** What {@link UnregisterWorkerRequest} is encoded from; what is absent has its default. */
export interface UnregisterWorkerRequestInit {
  readonly workerId?: string | null | undefined;
}
export const UnregisterWorkerRequest: MessageType<UnregisterWorkerRequest, UnregisterWorkerRequestInit>;
/** The worker is forgotten. */
export interface UnregisterWorkerResponse {
}
/** What {@link UnregisterWorkerResponse} is encoded from; what is absent has its default. */
export interface UnregisterWorkerResponseInit {
}
export const UnregisterWorkerResponse: MessageType<UnregisterWorkerResponse, UnregisterWorkerResponseInit>;
