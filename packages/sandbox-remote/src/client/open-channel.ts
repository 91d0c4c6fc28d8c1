import type { Channel, Metadata, status as Status } from '@grpc/grpc-js';
import type { TlsCredentials } from './credentials.ts';
import type { Endpoint } from './endpoint.ts';

/** The channel of grpc-js, and what its calls need. */
export interface OpenChannel {
  readonly channel: Channel;
  readonly newMetadata: () => Metadata;
  /** The code of calls that were given up. */
  readonly cancelled: Status;
}

// Large enough for a whole batch in one flight; the defaults (64 KiB) cost twice the time on 4 MiB blobs.
const windowBytes = 4 << 20;
const messageBytes = 64 << 20;

/**
 * Loads gRPC, and prepares a connection: it is made when the first call is.
 * @param tls undefined for plain text
 */
export async function openChannel(endpoint: Endpoint, tls: TlsCredentials | undefined): Promise<OpenChannel> {
  // Who only might speak to a server does not pay for it.
  // The default export is all of it, also in a bundle, which gives a CommonJS package no names.
  const { default: grpc } = await import('@grpc/grpc-js');
  const credentials = tls === undefined ? grpc.ChannelCredentials.createInsecure() : grpc.ChannelCredentials.createSsl(...tls);
  const channel = new grpc.Channel(endpoint.target, credentials, {
    'grpc.max_receive_message_length': messageBytes,
    'grpc.max_send_message_length': messageBytes,
    'grpc-node.flow_control_window': windowBytes,
    'grpc.keepalive_time_ms': 60_000,
    'grpc.keepalive_timeout_ms': 20_000,
    'grpc.initial_reconnect_backoff_ms': 200,
    'grpc.max_reconnect_backoff_ms': 5_000,
    // Retries are ours to decide; two layers of them would multiply.
    'grpc.enable_retries': 0,
    // So nothing is kept to be sent again, and a message counts as sent when it is.
    'grpc.per_rpc_retry_buffer_size': 0,
    'grpc.enable_channelz': 0,
    // Several channels of one process must not share a connection that one of them closes.
    'grpc.use_local_subchannel_pool': 1,
  });
  return { channel, newMetadata: () => new grpc.Metadata(), cancelled: grpc.status.CANCELLED };
}
