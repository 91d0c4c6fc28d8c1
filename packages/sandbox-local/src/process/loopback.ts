import { endianness } from 'node:os';
import { check, libc } from './libc.ts';

const AF_INET = 2;
const SOCK_DGRAM = 2;
const SIOCSIFFLAGS = 0x8914;
const IFF_UP = 1;

/** Switches on the loopback interface of the network namespace that this thread is in. Source: Linux, netdevice(7). */
export function raiseLoopback(): void {
  const socket = libc.socket(AF_INET, SOCK_DGRAM, 0);
  check(socket, 'socket');
  try {
    const request = Buffer.alloc(40); // struct ifreq: 16 bytes of name, then a union
    request.write('lo');
    if (endianness() === 'LE') request.writeInt16LE(IFF_UP, 16);
    else request.writeInt16BE(IFF_UP, 16);
    check(libc.ioctl(socket, SIOCSIFFLAGS, request), 'switching on the loopback interface');
  } finally {
    libc.close(socket);
  }
}
