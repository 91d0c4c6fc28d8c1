import { SandwrightError } from '@sandwright/core';
import { grpcStatusOf } from '../../errors/grpc-status.ts';
import { type CallRunner, MalformedMessage } from '../call-runner.ts';
import type { MethodBinding, ServiceBinding } from '../service-binding.ts';
import { WakeUp } from '../wake-up.ts';
import { giveBackBody } from './body-pool.ts';
import type { CallReceiver, Http2Call } from './http2-call.ts';
import { MessageQueue } from './message-queue.ts';
import { encodeTrailers } from './response-headers.ts';

type Binding<Kind extends MethodBinding['kind']> = Extract<MethodBinding, { kind: Kind }>;

const unimplemented = 12;

/** Of a request that is kept while it is answered; smaller ones are not worth counting, bytes. */
const countedBytes = 4096;

/**
 * What answers the calls of all services.
 * @param services by whose methods
 * @param runner what every call goes through
 */
export function callAcceptor(services: readonly ServiceBinding[], runner: CallRunner): (call: Http2Call) => void {
  const methods = new Map<string, (call: Http2Call) => void>();
  for (const service of services) for (const method of service.methods) methods.set(method.definition.path, starterOf(method, runner));
  return (call) => {
    const start = methods.get(call.path);
    if (start === undefined) call.finish(encodeTrailers(unimplemented, `the server does not implement the method ${call.path}`));
    else start(call);
  };
}

function starterOf(method: MethodBinding, runner: CallRunner): (call: Http2Call) => void {
  if (method.kind === 'unary') return (call) => void (call.receiver = new UnaryRun(method, call, runner));
  return (call) => {
    setDeadline(call);
    if (method.kind === 'server-stream') call.receiver = new OneMessage(call, (bytes) => void answerStream(method, call, runner, bytes));
    else if (method.kind === 'client-stream') void answerUpload(method, call, runner);
    else void answerBoth(method, call, runner);
  };
}

function failCall(call: Http2Call, caught: unknown): number {
  const { code, message, detailsBin } = grpcStatusOf(caught);
  call.finishEarly(encodeTrailers(code, message, detailsBin));
  return code;
}

const units: Readonly<Record<string, number>> = { H: 3_600_000, M: 60_000, S: 1_000, m: 1, u: 0.001, n: 0.000_001 };

/** Source: gRPC over HTTP2, Timeout. */
function setDeadline(call: Http2Call): void {
  const match = /^(\d{1,8})([HMSmun])$/.exec(call.header('grpc-timeout') ?? '');
  if (match === null) return;
  call.setDeadline(Number(match[1]) * (units[match[2] ?? ''] ?? 0), () => {
    const reason = new SandwrightError('TIMED_OUT', 'the deadline of the call has passed');
    call.abort(reason);
    call.receiver?.fail(reason);
    failCall(call, reason);
    call.onSent?.();
  });
}

function decoded(method: MethodBinding, bytes: Buffer): unknown {
  try {
    return method.definition.requestDeserialize(bytes);
  } catch (cause) {
    return new MalformedMessage(cause);
  }
}

/** Gathers the one message of a call. */
class OneMessage implements CallReceiver {
  readonly call: Http2Call;
  readonly isHungry = true;
  readonly #take: (bytes: Buffer) => void;
  #bytes: Buffer | undefined;
  #over = false;

  constructor(call: Http2Call, take: (bytes: Buffer) => void) {
    this.call = call;
    this.#take = take;
  }

  message(bytes: Buffer): void {
    if (this.#bytes !== undefined) this.fail(new SandwrightError('ACTION_INVALID', 'two messages came where the method takes one'));
    this.#bytes = bytes;
  }

  end(): void {
    const bytes = this.#bytes;
    this.#bytes = undefined;
    if (this.#over) return;
    if (bytes === undefined) this.fail(new SandwrightError('ACTION_INVALID', 'the call ended without a message'));
    else {
      this.#over = true;
      this.#take(bytes);
    }
  }

  fail(reason: SandwrightError): void {
    if (this.#over) return;
    this.#over = true;
    failCall(this.call, reason);
  }

  get waitingBytes(): number {
    return this.#bytes?.byteLength ?? 0;
  }

  stalled(): void {
    this.fail(new SandwrightError('TIMED_OUT', 'the client has not gone on with its message (setting stall_timeout)'));
  }
}

/** A call of the kind that most are: one message each way. An answer that is there at once goes out with the others of this turn. */
class UnaryRun extends OneMessage {
  constructor(method: Binding<'unary'>, call: Http2Call, runner: CallRunner) {
    super(call, (bytes) => answerUnary(method, call, runner, bytes));
  }
}

function answerUnary(method: Binding<'unary'>, call: Http2Call, runner: CallRunner, bytes: Buffer): void {
  const { path, responseSerialize, requestIsLent } = method.definition;
  const leave = runner.enter(path);
  const answer = (response: unknown): void => {
    call.isBusy = false;
    call.requestBytes = 0;
    try {
      call.send(responseSerialize(response));
    } catch (caught) {
      leave(failCall(call, caught));
      return;
    }
    call.finish(encodeTrailers(0));
    leave(0);
    if (requestIsLent === true) giveBackBody(bytes);
  };
  const fail = (caught: unknown): void => leave(failCall(call, caught));
  try {
    const request = decoded(method, bytes);
    runner.check(path, call, request);
    const response = method.handler(request, call);
    if (response instanceof Promise) {
      setDeadline(call);
      call.isBusy = true;
      countRequest(call, bytes);
      response.then(answer, fail);
    } else answer(response);
  } catch (caught) {
    fail(caught);
  }
}

function countRequest(call: Http2Call, { byteLength }: Buffer): void {
  if (byteLength <= countedBytes) return;
  call.requestBytes = byteLength;
  call.count();
}

async function answerStream(method: Binding<'server-stream'>, call: Http2Call, runner: CallRunner, bytes: Buffer): Promise<void> {
  const leave = runner.enter(method.definition.path);
  try {
    const request = decoded(method, bytes);
    runner.check(method.definition.path, call, request);
    countRequest(call, bytes);
    await sendAll(method, call, runner, method.handler(request, call));
    leave(0);
  } catch (caught) {
    call.abort(SandwrightError.from(caught));
    leave(failCall(call, caught));
  }
}

async function answerUpload(method: Binding<'client-stream'>, call: Http2Call, runner: CallRunner): Promise<void> {
  const leave = runner.enter(method.definition.path);
  const queue = queueOf(method, call, runner);
  try {
    runner.check(method.definition.path, call, undefined);
    const response = await method.handler(queue, call);
    if (method.definition.requestIsLent === true) queue.giveBack();
    call.send(method.definition.responseSerialize(response));
    call.finish(encodeTrailers(0));
    leave(0);
  } catch (caught) {
    leave(failCall(call, caught));
  } finally {
    queue.fail(answered);
  }
}

async function answerBoth(method: Binding<'bidi-stream'>, call: Http2Call, runner: CallRunner): Promise<void> {
  const leave = runner.enter(method.definition.path);
  const queue = queueOf(method, call, runner);
  try {
    runner.check(method.definition.path, call, undefined);
    await sendAll(method, call, runner, method.handler(queue, call));
    leave(0);
  } catch (caught) {
    call.abort(SandwrightError.from(caught));
    leave(failCall(call, caught));
  } finally {
    queue.fail(answered);
  }
}

/** Whoever still waits for a message waits for nothing. */
const answered = new SandwrightError('CANCELLED', 'the call has been answered');

function queueOf(method: MethodBinding, call: Http2Call, runner: CallRunner): MessageQueue {
  const decode = (bytes: Buffer): unknown => {
    const message = decoded(method, bytes);
    if (message instanceof MalformedMessage) runner.refuseMalformed(method.definition.path, message);
    return message;
  };
  const queue = new MessageQueue(call, decode, {
    stallTimeoutMs: runner.limits.stallTimeoutMs,
    isLending: method.definition.requestIsLent === true,
  });
  call.receiver = queue;
  return queue;
}

/** Sends messages no faster than the client takes them. */
async function sendAll(method: MethodBinding, call: Http2Call, runner: CallRunner, messages: AsyncIterable<unknown>): Promise<void> {
  const { stallTimeoutMs } = runner.limits;
  const wakeUp = new WakeUp();
  call.onSent = () => wakeUp.ring();
  for await (const message of messages) {
    call.send(method.definition.responseSerialize(message));
    // The next message is asked for only when this one has been copied, for its bytes may be lent; the socket stays busy meanwhile.
    while (call.queuedBytes > 0 && !call.cancelled) {
      if (await wakeUp.wait(stallTimeoutMs)) continue;
      // Its bytes are others as soon as the source is told to stop.
      call.dropQueue();
      throw new SandwrightError('CANCELLED', `the client has read nothing for ${stallTimeoutMs} ms (setting stall_timeout)`);
    }
    if (call.cancelled || call.end !== undefined) throw new SandwrightError('CANCELLED', 'the client has cancelled or is gone');
  }
  call.finish(encodeTrailers(0));
}
