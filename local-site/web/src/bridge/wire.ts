/**
 * How a frame and the page around it talk: requests and answers over `postMessage`. Functions cannot be cloned, so a function
 * inside data crosses as `{$fn: n}` and calling it on the other side sends an `apply` back. Both sides run this same code.
 */
export const CHANNEL = 'local-site-bridge';

export type WireMessage =
  | { readonly channel: typeof CHANNEL; readonly kind: 'call'; readonly id: number; readonly command: string; readonly data: unknown }
  | {
      readonly channel: typeof CHANNEL;
      readonly kind: 'apply';
      readonly id: number;
      readonly fn: number;
      readonly args: readonly unknown[];
    }
  | { readonly channel: typeof CHANNEL; readonly kind: 'answer'; readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly channel: typeof CHANNEL; readonly kind: 'answer'; readonly id: number; readonly ok: false; readonly error: WireError }
  | { readonly channel: typeof CHANNEL; readonly kind: 'hello' }
  | { readonly channel: typeof CHANNEL; readonly kind: 'size'; readonly height: number }
  | { readonly channel: typeof CHANNEL; readonly kind: 'escape' }
  | { readonly channel: typeof CHANNEL; readonly kind: 'theme'; readonly theme: FrameTheme };

/** Sent by the page once theming is enabled, and at every later change of the theme. */
export interface FrameTheme {
  readonly attributes: Readonly<Record<string, string>>;
  readonly css: string;
}

interface WireError {
  readonly name: string;
  readonly message: string;
}
type AnyFunction = (...args: unknown[]) => unknown;

export interface Endpoint {
  /** Asks the other side; rejects with its error, by name and message. */
  call(command: string, data: unknown): Promise<unknown>;
  /** Feeds one incoming message; anything that is not ours is ignored. */
  receive(message: unknown): void;
  send(message: WireMessage): void;
}

/** `handle` answers the other side's calls; what it throws reaches the caller as an error with the same message. */
export function createEndpoint(send: (message: WireMessage) => void, handle: (command: string, data: unknown) => unknown): Endpoint {
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  const functions = new Map<number, AnyFunction>();
  const numbers = new WeakMap<AnyFunction, number>();
  let next = 1;

  function ask(make: (id: number) => WireMessage): Promise<unknown> {
    const id = next++;
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      try {
        send(make(id));
      } catch (error) {
        waiting.delete(id);
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
  }

  const encode = (value: unknown): unknown =>
    mapDeep(value, (fn) => {
      const number = numbers.get(fn) ?? next++;
      numbers.set(fn, number);
      functions.set(number, fn);
      return { $fn: number };
    });

  const decode = (value: unknown): unknown =>
    reviveDeep(
      value,
      (fn) =>
        (...args: unknown[]) =>
          ask((id) => ({ channel: CHANNEL, kind: 'apply', id, fn, args: args.map(encode) })),
    );

  async function answer(id: number, work: () => unknown): Promise<void> {
    try {
      const value = encode(await work());
      send({ channel: CHANNEL, kind: 'answer', id, ok: true, value });
    } catch (error) {
      const { name, message } = error instanceof Error ? error : new Error(String(error));
      send({ channel: CHANNEL, kind: 'answer', id, ok: false, error: { name, message } });
    }
  }

  function receive(message: unknown): void {
    if (!isWireMessage(message)) return;
    if (message.kind === 'call') void answer(message.id, () => handle(message.command, decode(message.data)));
    if (message.kind === 'apply') {
      void answer(message.id, () => {
        const fn = functions.get(message.fn);
        if (fn === undefined) throw new Error(`Function ${String(message.fn)} is gone`);
        return fn(...message.args.map(decode));
      });
    }
    if (message.kind === 'answer') {
      const waiter = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.ok) waiter?.resolve(decode(message.value));
      else waiter?.reject(Object.assign(new Error(message.error.message), { name: message.error.name }));
    }
  }

  return { call: (command, data) => ask((id) => ({ channel: CHANNEL, kind: 'call', id, command, data: encode(data) })), receive, send };
}

export function isWireMessage(value: unknown): value is WireMessage {
  return isRecord(value) && value.channel === CHANNEL;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Plain objects and arrays only: blobs, dates and errors are cloned by the browser as they are. */
function isPlain(value: unknown): value is Record<string, unknown> {
  if (!isRecord(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function mapDeep(value: unknown, replace: (fn: AnyFunction) => unknown): unknown {
  if (typeof value === 'function') return replace(value as AnyFunction);
  if (Array.isArray(value)) return value.map((item) => mapDeep(item, replace));
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapDeep(item, replace)]));
}

function reviveDeep(value: unknown, revive: (fn: number) => AnyFunction): unknown {
  if (Array.isArray(value)) return value.map((item) => reviveDeep(item, revive));
  if (!isPlain(value)) return value;
  if (typeof value.$fn === 'number') return revive(value.$fn);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, reviveDeep(item, revive)]));
}
