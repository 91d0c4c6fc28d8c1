/** What a sandbox can promise. A promise is kept for every action, or not made. */
export type SandboxCapability =
  /** The action sees its declared inputs, the host's tools where `root: host`, and nothing else. */
  | 'isolated-filesystem'
  /** No network but a loopback interface of its own, unless it is opened. */
  | 'isolated-network'
  /** The action neither sees nor reaches other processes, and none of its own outlives it. */
  | 'isolated-processes'
  /** The input root can be the root of the file system. */
  | 'input-root-as-root'
  /** The stored bytes of inputs cannot be changed by the action. */
  | 'read-only-inputs'
  /** Memory, processes and disk can be bounded. */
  | 'resource-limits'
  /** Interactive shells can be opened. */
  | 'interactive';
