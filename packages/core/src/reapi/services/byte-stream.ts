import { QueryWriteStatusRequest, QueryWriteStatusResponse, ReadRequest, ReadResponse, WriteRequest, WriteResponse } from '../messages.ts';
import { method } from './service-definition.ts';

const path = '/google.bytestream.ByteStream/';

/** Large blobs in pieces. Source: `google.bytestream.ByteStream`. */
export const byteStreamService = {
  read: method(`${path}Read`, ReadRequest, ReadResponse, { responseStream: true }),
  write: method(`${path}Write`, WriteRequest, WriteResponse, { requestStream: true }),
  queryWriteStatus: method(`${path}QueryWriteStatus`, QueryWriteStatusRequest, QueryWriteStatusResponse),
} as const;
