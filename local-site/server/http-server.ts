import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** Largest request body, in bytes. */
const largestBody = 10 * 1024 * 1024;

/** Answers one request; throwing {@link CloseConnection} cuts the line without an answer. */
export type Handler = (request: Request) => Promise<Response>;

/** Ends the connection without an answer, as an ordered fault asks for. */
export class CloseConnection extends Error {}

export interface RunningServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** Listens on both loopback addresses only; `port` 0 takes a free one. Throws a sentence when the port is taken. */
export async function listen(port: number, handler: Handler): Promise<RunningServer> {
  const respond = (request: IncomingMessage, response: ServerResponse): void => {
    serve(request, response, handler).catch((error: unknown) => {
      if (error instanceof CloseConnection) {
        request.socket.destroy();
        return;
      }
      console.error('The local site failed on a request', error);
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ errorMessages: [error instanceof Error ? error.message : String(error)], errors: {} }));
    });
  };
  const first = createServer(respond);
  const taken = await open(first, '127.0.0.1', port);
  const second = createServer(respond);
  // A machine without IPv6 is served on 127.0.0.1 only.
  const hasSecond = await open(second, '::1', taken).then(
    () => true,
    (error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE' || error instanceof PortTaken) {
        first.close();
        throw error as Error;
      }
      return false;
    },
  );
  return {
    port: taken,
    async stop() {
      await Promise.all(
        (hasSecond ? [first, second] : [first]).map(
          (server) =>
            new Promise<void>((resolve) => {
              server.close(() => {
                resolve();
              });
              server.closeAllConnections();
            }),
        ),
      );
    },
  };
}

/** Somebody else listens there. */
export class PortTaken extends Error {
  constructor(port: number) {
    super(`Port ${String(port)} is in use. Stop what uses it, or start with another one: PORT=8081 npm start`);
    this.name = 'PortTaken';
  }
}

function open(server: Server, address: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new PortTaken(port) : error);
    });
    server.listen(port, address, () => {
      const bound = server.address();
      resolve(typeof bound === 'object' && bound !== null ? bound.port : port);
    });
  });
}

async function serve(incoming: IncomingMessage, outgoing: ServerResponse, handler: Handler): Promise<void> {
  const body = await readBody(incoming);
  if (body === undefined) {
    outgoing.writeHead(413, { 'content-type': 'application/json', connection: 'close' });
    outgoing.end(JSON.stringify({ errorMessages: ['A request body may have 10 MB.'], errors: {} }));
    return;
  }
  const method = incoming.method ?? 'GET';
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  const url = parseUrl(incoming);
  if (url === undefined || method === 'TRACE' || method === 'CONNECT') {
    outgoing.writeHead(400).end();
    return;
  }
  const hasBody = method !== 'GET' && method !== 'HEAD';
  const response = await handler(new Request(url, { method, headers, ...(hasBody && { body }) }));
  outgoing.statusCode = response.status;
  for (const [name, value] of response.headers) if (name !== 'set-cookie') outgoing.setHeader(name, value);
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) outgoing.setHeader('set-cookie', cookies);
  if (response.body === null || method === 'HEAD') {
    outgoing.end();
    return;
  }
  if (response.headers.get('content-type') === 'text/event-stream') {
    outgoing.flushHeaders();
    const reader = response.body.getReader();
    outgoing.once('close', () => {
      reader.cancel().catch(() => undefined);
    });
    for (let part = await reader.read(); !part.done; part = await reader.read()) outgoing.write(part.value);
    outgoing.end();
    return;
  }
  outgoing.end(Buffer.from(await response.arrayBuffer()));
}

function parseUrl(incoming: IncomingMessage): URL | undefined {
  // A path that begins with two slashes is a path, not another host.
  const target = incoming.url ?? '/';
  return target.startsWith('/') ? (URL.parse(`http://${incoming.headers.host ?? ''}${target}`) ?? undefined) : undefined;
}

async function readBody(incoming: IncomingMessage): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    // The rest is read and dropped, so that the sender gets to read the answer.
    if (size <= largestBody) chunks.push(chunk);
  }
  return size > largestBody ? undefined : new Uint8Array(Buffer.concat(chunks));
}
