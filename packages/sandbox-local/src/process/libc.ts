import { constants } from 'node:os';
import koffi from 'koffi';

// The program itself is linked to its C library, whichever that is.
const library = koffi.load(null);

type Call = (...values: readonly unknown[]) => number;

/** Binds a function once it is first called: not every system has each of them. */
function bind(prototype: string): Call {
  let bound: Call | undefined;
  return (...values) => {
    bound ??= library.func(prototype) as Call;
    return bound(...values);
  };
}

/** Binds a function that may take long, to be called by a thread of its own. */
function bindAsync(prototype: string): (...values: readonly unknown[]) => Promise<number> {
  let bound: ReturnType<typeof library.func> | undefined;
  return (...values) =>
    new Promise((resolve, reject) => {
      bound ??= library.func(prototype);
      bound.async(...values, (error: Error | null, result: number) => (error === null ? resolve(result) : reject(error)));
    });
}

const waitidPrototype = 'long syscall(long number, int type, int id, void *info, int options, void *usage)';

/** Calls that wait for the kernel, by another thread; errno is not to be had from there. */
export const libcAsync = {
  umount2: bindAsync('int umount2(const char *target, int flags)'),
  waitid: bindAsync(waitidPrototype),
} as const;

/** The system calls that Node has no words for. Each gives -1 where it failed; `check` turns that into an error. */
export const libc = {
  chroot: bind('int chroot(const char *path)'),
  fchdir: bind('int fchdir(int fd)'),
  unshare: bind('int unshare(int flags)'),
  setns: bind('int setns(int fd, int type)'),
  mount: bind('int mount(const char *source, const char *target, const char *type, unsigned long flags, const char *data)'),
  umount2: bind('int umount2(const char *target, int flags)'),
  prctl: bind('int prctl(int option, unsigned long a, unsigned long b, unsigned long c, unsigned long d)'),
  /** Its type `sock_fprog` must have been described. */
  setFilter: bind('int prctl(int option, unsigned long mode, const sock_fprog *program, unsigned long c, unsigned long d)'),
  waitpid: bind('int waitpid(int pid, int *status, int options)'),
  wait4: bind('int wait4(int pid, int *status, int options, void *usage)'),
  getrlimit: bind('int getrlimit(int resource, void *limit)'),
  setrlimit: bind('int setrlimit(int resource, const void *limit)'),
  prlimit: bind('int prlimit(int pid, int resource, const void *limit, void *before)'),
  mknod: bind('int mknod(const char *path, unsigned int mode, unsigned long device)'),
  fcntl: bind('int fcntl(int fd, int command, int argument)'),
  getrusage: bind('int getrusage(int who, void *usage)'),
  socket: bind('int socket(int domain, int type, int protocol)'),
  ioctl: bind('int ioctl(int fd, unsigned long request, void *argument)'),
  keyctl: bind('long syscall(long number, long operation, const char *name)'),
  close: bind('int close(int fd)'),
  waitid: bind(waitidPrototype),
  /** Gives the handler before, to be handed back as it is. */
  signal: bind('void *signal(int number, void *handler)') as (number: number, handler: unknown) => unknown,
} as const;

/**
 * @param result what a call gave
 * @param what was tried, for people
 * @throws Error with errno's name as `code` if the call failed
 */
export function check(result: number, what: string): void {
  if (result !== -1) return;
  const code = errnoName(koffi.errno());
  throw Object.assign(new Error(`${what}: ${code}`), { code });
}

/** errno's name of the last call, for instance `EPERM`. */
export function lastErrno(): string {
  return errnoName(koffi.errno());
}

function errnoName(number: number): string {
  for (const [name, value] of Object.entries(constants.errno)) {
    if (value === number) return name;
  }
  return `errno ${number}`;
}
