// Generated from packages/core/proto by scripts/generate-reapi.mjs. Change those, then run ./dev generate.

/** Turns messages into bytes and back. */
export interface MessageType<Decoded extends Init, Init extends object> {
  /** Fields in order of their number, defaults left out. */
  encode(message: Init): { finish(): Buffer };
  /** Throws an Error for bytes that are not such a message; byte fields share memory with `bytes`. */
  decode(bytes: Uint8Array): Decoded;
}
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
export interface FetchBlobRequest {
  readonly instanceName: string;
  readonly timeout: Duration | null;
  readonly oldestContentAccepted: Timestamp | null;
  readonly uris: readonly string[];
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
export interface FetchBlobResponse {
  readonly status: Status | null;
  readonly uri: string;
  readonly qualifiers: readonly Qualifier[];
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
export interface PushBlobRequest {
  readonly instanceName: string;
  readonly uris: readonly string[];
  readonly qualifiers: readonly Qualifier[];
  readonly expireAt: Timestamp | null;
  readonly blobDigest: Digest | null;
  readonly referencesBlobs: readonly Digest[];
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
export interface PushBlobResponse {
}
/** What {@link PushBlobResponse} is encoded from; what is absent has its default. */
export interface PushBlobResponseInit {
}
export const PushBlobResponse: MessageType<PushBlobResponse, PushBlobResponseInit>;
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
export interface PushDirectoryResponse {
}
/** What {@link PushDirectoryResponse} is encoded from; what is absent has its default. */
export interface PushDirectoryResponseInit {
}
export const PushDirectoryResponse: MessageType<PushDirectoryResponse, PushDirectoryResponseInit>;
export interface Action {
  readonly commandDigest: Digest | null;
  readonly inputRootDigest: Digest | null;
  readonly timeout: Duration | null;
  readonly doNotCache: boolean;
  readonly salt: Uint8Array;
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
export interface Command {
  readonly arguments: readonly string[];
  readonly environmentVariables: readonly Command.EnvironmentVariable[];
  /** @deprecated */
  readonly outputFiles: readonly string[];
  /** @deprecated */
  readonly outputDirectories: readonly string[];
  readonly outputPaths: readonly string[];
  /** @deprecated */
  readonly platform: Platform | null;
  readonly workingDirectory: string;
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
  export interface EnvironmentVariable {
    readonly name: string;
    readonly value: string;
  }
  /** What {@link EnvironmentVariable} is encoded from; what is absent has its default. */
  export interface EnvironmentVariableInit {
    readonly name?: string | null | undefined;
    readonly value?: string | null | undefined;
  }
  export type OutputDirectoryFormat = number;
}
export const Command: MessageType<Command, CommandInit> & {
  readonly EnvironmentVariable: MessageType<Command.EnvironmentVariable, Command.EnvironmentVariableInit>;
  readonly OutputDirectoryFormat: {
    readonly TREE_ONLY: 0;
    readonly DIRECTORY_ONLY: 1;
    readonly TREE_AND_DIRECTORY: 2;
  };
};
export interface Platform {
  readonly properties: readonly Platform.Property[];
}
/** What {@link Platform} is encoded from; what is absent has its default. */
export interface PlatformInit {
  readonly properties?: readonly Platform.PropertyInit[] | null | undefined;
}
export namespace Platform {
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
export interface NodeProperties {
  readonly properties: readonly NodeProperty[];
  readonly mtime: Timestamp | null;
  readonly unixMode: UInt32Value | null;
}
/** What {@link NodeProperties} is encoded from; what is absent has its default. */
export interface NodePropertiesInit {
  readonly properties?: readonly NodePropertyInit[] | null | undefined;
  readonly mtime?: TimestampInit | null | undefined;
  readonly unixMode?: UInt32ValueInit | null | undefined;
}
export const NodeProperties: MessageType<NodeProperties, NodePropertiesInit>;
export interface FileNode {
  readonly name: string;
  readonly digest: Digest | null;
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
export interface DirectoryNode {
  readonly name: string;
  readonly digest: Digest | null;
}
/** What {@link DirectoryNode} is encoded from; what is absent has its default. */
export interface DirectoryNodeInit {
  readonly name?: string | null | undefined;
  readonly digest?: DigestInit | null | undefined;
}
export const DirectoryNode: MessageType<DirectoryNode, DirectoryNodeInit>;
export interface SymlinkNode {
  readonly name: string;
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
export interface Digest {
  readonly hash: string;
  readonly sizeBytes: number;
}
/** What {@link Digest} is encoded from; what is absent has its default. */
export interface DigestInit {
  readonly hash?: string | null | undefined;
  readonly sizeBytes?: number | null | undefined;
}
export const Digest: MessageType<Digest, DigestInit>;
export interface ExecutedActionMetadata {
  readonly worker: string;
  readonly queuedTimestamp: Timestamp | null;
  readonly workerStartTimestamp: Timestamp | null;
  readonly workerCompletedTimestamp: Timestamp | null;
  readonly inputFetchStartTimestamp: Timestamp | null;
  readonly inputFetchCompletedTimestamp: Timestamp | null;
  readonly executionStartTimestamp: Timestamp | null;
  readonly executionCompletedTimestamp: Timestamp | null;
  readonly virtualExecutionDuration: Duration | null;
  readonly outputUploadStartTimestamp: Timestamp | null;
  readonly outputUploadCompletedTimestamp: Timestamp | null;
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
export interface ActionResult {
  readonly outputFiles: readonly OutputFile[];
  /** @deprecated */
  readonly outputFileSymlinks: readonly OutputSymlink[];
  readonly outputSymlinks: readonly OutputSymlink[];
  readonly outputDirectories: readonly OutputDirectory[];
  /** @deprecated */
  readonly outputDirectorySymlinks: readonly OutputSymlink[];
  readonly exitCode: number;
  readonly stdoutRaw: Uint8Array;
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
export interface OutputFile {
  readonly path: string;
  readonly digest: Digest | null;
  readonly isExecutable: boolean;
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
export interface Tree {
  readonly root: Directory | null;
  readonly children: readonly Directory[];
}
/** What {@link Tree} is encoded from; what is absent has its default. */
export interface TreeInit {
  readonly root?: DirectoryInit | null | undefined;
  readonly children?: readonly DirectoryInit[] | null | undefined;
}
export const Tree: MessageType<Tree, TreeInit>;
export interface OutputDirectory {
  readonly path: string;
  readonly treeDigest: Digest | null;
  readonly isTopologicallySorted: boolean;
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
export interface ExecutionPolicy {
  readonly priority: number;
}
/** What {@link ExecutionPolicy} is encoded from; what is absent has its default. */
export interface ExecutionPolicyInit {
  readonly priority?: number | null | undefined;
}
export const ExecutionPolicy: MessageType<ExecutionPolicy, ExecutionPolicyInit>;
export interface ResultsCachePolicy {
  readonly priority: number;
}
/** What {@link ResultsCachePolicy} is encoded from; what is absent has its default. */
export interface ResultsCachePolicyInit {
  readonly priority?: number | null | undefined;
}
export const ResultsCachePolicy: MessageType<ResultsCachePolicy, ResultsCachePolicyInit>;
export interface ExecuteRequest {
  readonly instanceName: string;
  readonly skipCacheLookup: boolean;
  readonly actionDigest: Digest | null;
  readonly executionPolicy: ExecutionPolicy | null;
  readonly resultsCachePolicy: ResultsCachePolicy | null;
  readonly digestFunction: DigestFunction.Value;
  readonly inlineStdout: boolean;
  readonly inlineStderr: boolean;
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
export interface LogFile {
  readonly digest: Digest | null;
  readonly humanReadable: boolean;
}
/** What {@link LogFile} is encoded from; what is absent has its default. */
export interface LogFileInit {
  readonly digest?: DigestInit | null | undefined;
  readonly humanReadable?: boolean | null | undefined;
}
export const LogFile: MessageType<LogFile, LogFileInit>;
export interface ExecuteResponse {
  readonly result: ActionResult | null;
  readonly cachedResult: boolean;
  readonly status: Status | null;
  readonly serverLogs: Readonly<Record<string, LogFile>>;
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
export interface ExecutionStage {
}
/** What {@link ExecutionStage} is encoded from; what is absent has its default. */
export interface ExecutionStageInit {
}
export namespace ExecutionStage {
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
export interface ExecuteOperationMetadata {
  readonly stage: ExecutionStage.Value;
  readonly actionDigest: Digest | null;
  readonly stdoutStreamName: string;
  readonly stderrStreamName: string;
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
export interface WaitExecutionRequest {
  readonly name: string;
}
/** What {@link WaitExecutionRequest} is encoded from; what is absent has its default. */
export interface WaitExecutionRequestInit {
  readonly name?: string | null | undefined;
}
export const WaitExecutionRequest: MessageType<WaitExecutionRequest, WaitExecutionRequestInit>;
export interface GetActionResultRequest {
  readonly instanceName: string;
  readonly actionDigest: Digest | null;
  readonly inlineStdout: boolean;
  readonly inlineStderr: boolean;
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
export interface FindMissingBlobsResponse {
  readonly missingBlobDigests: readonly Digest[];
}
/** What {@link FindMissingBlobsResponse} is encoded from; what is absent has its default. */
export interface FindMissingBlobsResponseInit {
  readonly missingBlobDigests?: readonly DigestInit[] | null | undefined;
}
export const FindMissingBlobsResponse: MessageType<FindMissingBlobsResponse, FindMissingBlobsResponseInit>;
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
  export interface Request {
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
export interface BatchUpdateBlobsResponse {
  readonly responses: readonly BatchUpdateBlobsResponse.Response[];
}
/** What {@link BatchUpdateBlobsResponse} is encoded from; what is absent has its default. */
export interface BatchUpdateBlobsResponseInit {
  readonly responses?: readonly BatchUpdateBlobsResponse.ResponseInit[] | null | undefined;
}
export namespace BatchUpdateBlobsResponse {
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
export interface BatchReadBlobsRequest {
  readonly instanceName: string;
  readonly digests: readonly Digest[];
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
export interface BatchReadBlobsResponse {
  readonly responses: readonly BatchReadBlobsResponse.Response[];
}
/** What {@link BatchReadBlobsResponse} is encoded from; what is absent has its default. */
export interface BatchReadBlobsResponseInit {
  readonly responses?: readonly BatchReadBlobsResponse.ResponseInit[] | null | undefined;
}
export namespace BatchReadBlobsResponse {
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
export interface GetTreeRequest {
  readonly instanceName: string;
  readonly rootDigest: Digest | null;
  readonly pageSize: number;
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
export interface GetTreeResponse {
  readonly directories: readonly Directory[];
  readonly nextPageToken: string;
}
/** What {@link GetTreeResponse} is encoded from; what is absent has its default. */
export interface GetTreeResponseInit {
  readonly directories?: readonly DirectoryInit[] | null | undefined;
  readonly nextPageToken?: string | null | undefined;
}
export const GetTreeResponse: MessageType<GetTreeResponse, GetTreeResponseInit>;
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
export interface SpliceBlobRequest {
  readonly instanceName: string;
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
export interface SpliceBlobResponse {
  readonly blobDigest: Digest | null;
}
/** What {@link SpliceBlobResponse} is encoded from; what is absent has its default. */
export interface SpliceBlobResponseInit {
  readonly blobDigest?: DigestInit | null | undefined;
}
export const SpliceBlobResponse: MessageType<SpliceBlobResponse, SpliceBlobResponseInit>;
export interface GetCapabilitiesRequest {
  readonly instanceName: string;
}
/** What {@link GetCapabilitiesRequest} is encoded from; what is absent has its default. */
export interface GetCapabilitiesRequestInit {
  readonly instanceName?: string | null | undefined;
}
export const GetCapabilitiesRequest: MessageType<GetCapabilitiesRequest, GetCapabilitiesRequestInit>;
export interface ServerCapabilities {
  readonly cacheCapabilities: CacheCapabilities | null;
  readonly executionCapabilities: ExecutionCapabilities | null;
  readonly deprecatedApiVersion: SemVer | null;
  readonly lowApiVersion: SemVer | null;
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
export interface DigestFunction {
}
/** What {@link DigestFunction} is encoded from; what is absent has its default. */
export interface DigestFunctionInit {
}
export namespace DigestFunction {
  export type Value = number;
}
export const DigestFunction: MessageType<DigestFunction, DigestFunctionInit> & {
  readonly Value: {
    readonly UNKNOWN: 0;
    readonly SHA256: 1;
    readonly SHA1: 2;
    readonly MD5: 3;
    readonly VSO: 4;
    readonly SHA384: 5;
    readonly SHA512: 6;
    readonly MURMUR3: 7;
    readonly SHA256TREE: 8;
    readonly BLAKE3: 9;
    readonly GITSHA1: 10;
  };
};
export interface ChunkingFunction {
}
/** What {@link ChunkingFunction} is encoded from; what is absent has its default. */
export interface ChunkingFunctionInit {
}
export namespace ChunkingFunction {
  export type Value = number;
}
export const ChunkingFunction: MessageType<ChunkingFunction, ChunkingFunctionInit> & {
  readonly Value: {
    readonly UNKNOWN: 0;
    readonly FAST_CDC_2020: 1;
    readonly REP_MAX_CDC: 2;
  };
};
export interface ActionCacheUpdateCapabilities {
  readonly updateEnabled: boolean;
}
/** What {@link ActionCacheUpdateCapabilities} is encoded from; what is absent has its default. */
export interface ActionCacheUpdateCapabilitiesInit {
  readonly updateEnabled?: boolean | null | undefined;
}
export const ActionCacheUpdateCapabilities: MessageType<ActionCacheUpdateCapabilities, ActionCacheUpdateCapabilitiesInit>;
export interface PriorityCapabilities {
  readonly priorities: readonly PriorityCapabilities.PriorityRange[];
}
/** What {@link PriorityCapabilities} is encoded from; what is absent has its default. */
export interface PriorityCapabilitiesInit {
  readonly priorities?: readonly PriorityCapabilities.PriorityRangeInit[] | null | undefined;
}
export namespace PriorityCapabilities {
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
export interface SymlinkAbsolutePathStrategy {
}
/** What {@link SymlinkAbsolutePathStrategy} is encoded from; what is absent has its default. */
export interface SymlinkAbsolutePathStrategyInit {
}
export namespace SymlinkAbsolutePathStrategy {
  export type Value = number;
}
export const SymlinkAbsolutePathStrategy: MessageType<SymlinkAbsolutePathStrategy, SymlinkAbsolutePathStrategyInit> & {
  readonly Value: {
    readonly UNKNOWN: 0;
    readonly DISALLOWED: 1;
    readonly ALLOWED: 2;
  };
};
export interface Compressor {
}
/** What {@link Compressor} is encoded from; what is absent has its default. */
export interface CompressorInit {
}
export namespace Compressor {
  export type Value = number;
}
export const Compressor: MessageType<Compressor, CompressorInit> & {
  readonly Value: {
    readonly IDENTITY: 0;
    readonly ZSTD: 1;
    readonly DEFLATE: 2;
    readonly BROTLI: 3;
  };
};
export interface CacheCapabilities {
  readonly digestFunctions: readonly DigestFunction.Value[];
  readonly actionCacheUpdateCapabilities: ActionCacheUpdateCapabilities | null;
  readonly cachePriorityCapabilities: PriorityCapabilities | null;
  readonly maxBatchTotalSizeBytes: number;
  readonly symlinkAbsolutePathStrategy: SymlinkAbsolutePathStrategy.Value;
  readonly supportedCompressors: readonly Compressor.Value[];
  readonly supportedBatchUpdateCompressors: readonly Compressor.Value[];
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
export interface ExecutionCapabilities {
  readonly digestFunction: DigestFunction.Value;
  readonly execEnabled: boolean;
  readonly executionPriorityCapabilities: PriorityCapabilities | null;
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
export interface RequestMetadata {
  readonly toolDetails: ToolDetails | null;
  readonly actionId: string;
  readonly toolInvocationId: string;
  readonly correlatedInvocationsId: string;
  readonly actionMnemonic: string;
  readonly targetId: string;
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
export interface SemVer {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
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
export interface ReadRequest {
  readonly resourceName: string;
  readonly readOffset: number;
  readonly readLimit: number;
}
/** What {@link ReadRequest} is encoded from; what is absent has its default. */
export interface ReadRequestInit {
  readonly resourceName?: string | null | undefined;
  readonly readOffset?: number | null | undefined;
  readonly readLimit?: number | null | undefined;
}
export const ReadRequest: MessageType<ReadRequest, ReadRequestInit>;
export interface ReadResponse {
  readonly data: Uint8Array;
}
/** What {@link ReadResponse} is encoded from; what is absent has its default. */
export interface ReadResponseInit {
  readonly data?: Uint8Array | null | undefined;
}
export const ReadResponse: MessageType<ReadResponse, ReadResponseInit>;
export interface WriteRequest {
  readonly resourceName: string;
  readonly writeOffset: number;
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
export interface WriteResponse {
  readonly committedSize: number;
}
/** What {@link WriteResponse} is encoded from; what is absent has its default. */
export interface WriteResponseInit {
  readonly committedSize?: number | null | undefined;
}
export const WriteResponse: MessageType<WriteResponse, WriteResponseInit>;
export interface QueryWriteStatusRequest {
  readonly resourceName: string;
}
/** What {@link QueryWriteStatusRequest} is encoded from; what is absent has its default. */
export interface QueryWriteStatusRequestInit {
  readonly resourceName?: string | null | undefined;
}
export const QueryWriteStatusRequest: MessageType<QueryWriteStatusRequest, QueryWriteStatusRequestInit>;
export interface QueryWriteStatusResponse {
  readonly committedSize: number;
  readonly complete: boolean;
}
/** What {@link QueryWriteStatusResponse} is encoded from; what is absent has its default. */
export interface QueryWriteStatusResponseInit {
  readonly committedSize?: number | null | undefined;
  readonly complete?: boolean | null | undefined;
}
export const QueryWriteStatusResponse: MessageType<QueryWriteStatusResponse, QueryWriteStatusResponseInit>;
export interface Operation {
  readonly name: string;
  readonly metadata: Any | null;
  readonly done: boolean;
  readonly error: Status | null;
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
export interface GetOperationRequest {
  readonly name: string;
}
/** What {@link GetOperationRequest} is encoded from; what is absent has its default. */
export interface GetOperationRequestInit {
  readonly name?: string | null | undefined;
}
export const GetOperationRequest: MessageType<GetOperationRequest, GetOperationRequestInit>;
export interface ListOperationsRequest {
  readonly name: string;
  readonly filter: string;
  readonly pageSize: number;
  readonly pageToken: string;
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
export interface ListOperationsResponse {
  readonly operations: readonly Operation[];
  readonly nextPageToken: string;
  readonly unreachable: readonly string[];
}
/** What {@link ListOperationsResponse} is encoded from; what is absent has its default. */
export interface ListOperationsResponseInit {
  readonly operations?: readonly OperationInit[] | null | undefined;
  readonly nextPageToken?: string | null | undefined;
  readonly unreachable?: readonly string[] | null | undefined;
}
export const ListOperationsResponse: MessageType<ListOperationsResponse, ListOperationsResponseInit>;
export interface CancelOperationRequest {
  readonly name: string;
}
/** What {@link CancelOperationRequest} is encoded from; what is absent has its default. */
export interface CancelOperationRequestInit {
  readonly name?: string | null | undefined;
}
export const CancelOperationRequest: MessageType<CancelOperationRequest, CancelOperationRequestInit>;
export interface DeleteOperationRequest {
  readonly name: string;
}
/** What {@link DeleteOperationRequest} is encoded from; what is absent has its default. */
export interface DeleteOperationRequestInit {
  readonly name?: string | null | undefined;
}
export const DeleteOperationRequest: MessageType<DeleteOperationRequest, DeleteOperationRequestInit>;
export interface WaitOperationRequest {
  readonly name: string;
  readonly timeout: Duration | null;
}
/** What {@link WaitOperationRequest} is encoded from; what is absent has its default. */
export interface WaitOperationRequestInit {
  readonly name?: string | null | undefined;
  readonly timeout?: DurationInit | null | undefined;
}
export const WaitOperationRequest: MessageType<WaitOperationRequest, WaitOperationRequestInit>;
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
export interface Any {
  readonly typeUrl: string;
  readonly value: Uint8Array;
}
/** What {@link Any} is encoded from; what is absent has its default. */
export interface AnyInit {
  readonly typeUrl?: string | null | undefined;
  readonly value?: Uint8Array | null | undefined;
}
export const Any: MessageType<Any, AnyInit>;
export interface Duration {
  readonly seconds: number;
  readonly nanos: number;
}
/** What {@link Duration} is encoded from; what is absent has its default. */
export interface DurationInit {
  readonly seconds?: number | null | undefined;
  readonly nanos?: number | null | undefined;
}
export const Duration: MessageType<Duration, DurationInit>;
export interface Empty {
}
/** What {@link Empty} is encoded from; what is absent has its default. */
export interface EmptyInit {
}
export const Empty: MessageType<Empty, EmptyInit>;
export interface FieldMask {
  readonly paths: readonly string[];
}
/** What {@link FieldMask} is encoded from; what is absent has its default. */
export interface FieldMaskInit {
  readonly paths?: readonly string[] | null | undefined;
}
export const FieldMask: MessageType<FieldMask, FieldMaskInit>;
export interface Timestamp {
  readonly seconds: number;
  readonly nanos: number;
}
/** What {@link Timestamp} is encoded from; what is absent has its default. */
export interface TimestampInit {
  readonly seconds?: number | null | undefined;
  readonly nanos?: number | null | undefined;
}
export const Timestamp: MessageType<Timestamp, TimestampInit>;
export interface UInt32Value {
  readonly value: number;
}
/** What {@link UInt32Value} is encoded from; what is absent has its default. */
export interface UInt32ValueInit {
  readonly value?: number | null | undefined;
}
export const UInt32Value: MessageType<UInt32Value, UInt32ValueInit>;
export interface ErrorInfo {
  readonly reason: string;
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
export interface RetryInfo {
  readonly retryDelay: Duration | null;
}
/** What {@link RetryInfo} is encoded from; what is absent has its default. */
export interface RetryInfoInit {
  readonly retryDelay?: DurationInit | null | undefined;
}
export const RetryInfo: MessageType<RetryInfo, RetryInfoInit>;
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
export interface QuotaFailure {
  readonly violations: readonly QuotaFailure.Violation[];
}
/** What {@link QuotaFailure} is encoded from; what is absent has its default. */
export interface QuotaFailureInit {
  readonly violations?: readonly QuotaFailure.ViolationInit[] | null | undefined;
}
export namespace QuotaFailure {
  export interface Violation {
    readonly subject: string;
    readonly description: string;
    readonly apiService: string;
    readonly quotaMetric: string;
    readonly quotaId: string;
    readonly quotaDimensions: Readonly<Record<string, string>>;
    readonly quotaValue: number;
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
export interface PreconditionFailure {
  readonly violations: readonly PreconditionFailure.Violation[];
}
/** What {@link PreconditionFailure} is encoded from; what is absent has its default. */
export interface PreconditionFailureInit {
  readonly violations?: readonly PreconditionFailure.ViolationInit[] | null | undefined;
}
export namespace PreconditionFailure {
  export interface Violation {
    readonly type: string;
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
export interface BadRequest {
  readonly fieldViolations: readonly BadRequest.FieldViolation[];
}
/** What {@link BadRequest} is encoded from; what is absent has its default. */
export interface BadRequestInit {
  readonly fieldViolations?: readonly BadRequest.FieldViolationInit[] | null | undefined;
}
export namespace BadRequest {
  export interface FieldViolation {
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
export interface Help {
  readonly links: readonly Help.Link[];
}
/** What {@link Help} is encoded from; what is absent has its default. */
export interface HelpInit {
  readonly links?: readonly Help.LinkInit[] | null | undefined;
}
export namespace Help {
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
export interface LocalizedMessage {
  readonly locale: string;
  readonly message: string;
}
/** What {@link LocalizedMessage} is encoded from; what is absent has its default. */
export interface LocalizedMessageInit {
  readonly locale?: string | null | undefined;
  readonly message?: string | null | undefined;
}
export const LocalizedMessage: MessageType<LocalizedMessage, LocalizedMessageInit>;
export interface Status {
  readonly code: number;
  readonly message: string;
  readonly details: readonly Any[];
}
/** What {@link Status} is encoded from; what is absent has its default. */
export interface StatusInit {
  readonly code?: number | null | undefined;
  readonly message?: string | null | undefined;
  readonly details?: readonly AnyInit[] | null | undefined;
}
export const Status: MessageType<Status, StatusInit>;
export interface HealthCheckRequest {
  readonly service: string;
}
/** What {@link HealthCheckRequest} is encoded from; what is absent has its default. */
export interface HealthCheckRequestInit {
  readonly service?: string | null | undefined;
}
export const HealthCheckRequest: MessageType<HealthCheckRequest, HealthCheckRequestInit>;
export interface HealthCheckResponse {
  readonly status: HealthCheckResponse.ServingStatus;
}
/** What {@link HealthCheckResponse} is encoded from; what is absent has its default. */
export interface HealthCheckResponseInit {
  readonly status?: HealthCheckResponse.ServingStatus | null | undefined;
}
export namespace HealthCheckResponse {
  export type ServingStatus = number;
}
export const HealthCheckResponse: MessageType<HealthCheckResponse, HealthCheckResponseInit> & {
  readonly ServingStatus: {
    readonly UNKNOWN: 0;
    readonly SERVING: 1;
    readonly NOT_SERVING: 2;
    readonly SERVICE_UNKNOWN: 3;
  };
};
export interface ExecutionUsage {
  readonly cpuMs: number | null;
  readonly peakMemoryBytes: number | null;
  readonly limitExceeded: string;
}
/** What {@link ExecutionUsage} is encoded from; what is absent has its default. */
export interface ExecutionUsageInit {
  readonly cpuMs?: number | null | undefined;
  readonly peakMemoryBytes?: number | null | undefined;
  readonly limitExceeded?: string | null | undefined;
}
export const ExecutionUsage: MessageType<ExecutionUsage, ExecutionUsageInit>;
