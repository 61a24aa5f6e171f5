import type { Fault } from '../contracts.ts';
import { BadRequest, json, methodNotAllowed, readObject, refusal } from './answers.ts';
import type { Control, InvokeOrder } from './control.ts';

type Body = Readonly<Record<string, unknown>>;
interface Route {
  GET?(query: URLSearchParams): unknown;
  POST?(body: Body): unknown;
  DELETE?(): unknown;
}

const kinds = ['resolver', 'validator', 'trigger', 'consumer', 'scheduled', 'webtrigger', 'lifecycle'];

/** `/__local/**`: the control API over HTTP; README.md documents every route. */
export function controlRoutes(control: Control): (request: Request) => Promise<Response> {
  const routes: Readonly<Record<string, Route>> = {
    clock: { GET: () => control.clock.view(), POST: (body) => setClock(control, body) },
    faults: {
      GET: () => ({ faults: control.faults.list() }),
      POST(body) {
        control.faults.order(parseFault(body));
        return { faults: control.faults.list() };
      },
      DELETE: () => {
        control.faults.clear();
      },
    },
    events: {
      GET: () => control.events.settings(),
      POST: (body) => control.events.change(pick(body, { delayMs: 'number', duplicate: 'boolean', reorder: 'boolean' })),
    },
    kvs: {
      GET: (query) => ({ settings: control.kvs.settings(), entries: control.kvs.dump(query.get('prefix') ?? '') }),
      POST: (body) => control.kvs.configure(pick(body, { queryLagMs: 'number', expiryLagMs: 'number' })),
    },
    reset: {
      POST: async (body) => {
        await control.reset(typeof body.seed === 'string' ? body.seed : undefined);
      },
    },
    invoke: { POST: (body) => control.invoke(parseOrder(body)) },
    meter: {
      GET: (query) => ({ invocations: control.meter.since(Number(query.get('since') ?? 0)) }),
      DELETE: () => {
        control.meter.clear();
      },
    },
    queue: { GET: () => ({ owed: control.queue() }) },
    settle: { POST: () => control.settle() },
    app: { GET: () => control.app.state(), POST: (body) => setApp(control, body) },
    limits: {
      GET: () => control.limits.view(),
      POST(body) {
        if (typeof body.issueWrites !== 'boolean') throw new BadRequest('issueWrites must be a boolean.');
        control.limits.issueWrites(body.issueWrites);
        return control.limits.view();
      },
    },
    'unknown-routes': { GET: () => ({ calls: control.unknownRoutes() }) },
    logs: { GET: (query) => ({ lines: control.logs(Number(query.get('since') ?? 0)) }) },
    notifications: { GET: () => ({ notifications: control.notifications() }) },
  };

  return async (request) => {
    const url = new URL(request.url);
    const route = routes[url.pathname.replace('/__local/', '')];
    if (route === undefined) return refusal(404, `The control API has no ${url.pathname}. It has: ${Object.keys(routes).join(', ')}.`);
    switch (request.method) {
      case 'GET':
        if (route.GET) return json(await route.GET(url.searchParams));
        break;
      case 'POST':
        if (route.POST) return json(await route.POST(await readObject(request)));
        break;
      case 'DELETE':
        if (route.DELETE) return json(await route.DELETE());
        break;
      default:
    }
    return methodNotAllowed(...Object.keys(route));
  };
}

async function setClock(control: Control, body: Body): Promise<unknown> {
  const { freeze, resume, present, advanceMs, settle, jump } = body;
  if (freeze !== undefined) control.clock.freeze(typeof freeze === 'string' ? freeze : undefined);
  if (resume === true) control.clock.resume();
  if (present === true) control.clock.present();
  if (advanceMs !== undefined) {
    if (typeof advanceMs !== 'number') throw new BadRequest('advanceMs must be a number of milliseconds.');
    await control.clock.advance(advanceMs, { settle: settle === true, jump: jump === true });
  }
  return control.clock.view();
}

async function setApp(control: Control, { running, installed }: Body): Promise<unknown> {
  if (typeof installed === 'boolean') await control.app.installed(installed);
  if (typeof running === 'boolean') control.app.running(running);
  return control.app.state();
}

function parseFault(body: Body): Fault {
  const fault = pick(body, {
    method: 'string',
    path: 'string',
    times: 'number',
    status: 'number',
    dropAfter: 'boolean',
    delayMs: 'number',
    kvs: 'boolean',
    headers: 'object',
  });
  const { by } = body;
  if (by !== undefined && by !== 'any' && by !== 'app' && by !== 'user') throw new BadRequest('by must be any, app or user.');
  try {
    if (typeof body.path === 'string') new RegExp(body.path);
  } catch {
    throw new BadRequest('path must be a regular expression.');
  }
  return {
    ...fault,
    times: typeof body.times === 'number' ? body.times : 1,
    ...(by !== undefined && { by }),
    ...(body.body !== undefined && { body: body.body }),
  };
}

function parseOrder(body: Body): InvokeOrder {
  const order = pick(body, {
    module: 'string',
    function: 'string',
    kind: 'string',
    functionKey: 'string',
    user: 'string',
    issueKey: 'string',
    projectKey: 'string',
    extension: 'object',
  });
  if (!kinds.includes(String(body.kind))) throw new BadRequest(`kind must be one of ${kinds.join(', ')}.`);
  return { ...order, payload: body.payload } as InvokeOrder;
}

/** Takes the named members; one of another type is refused with a sentence. */
function pick(body: Body, types: Readonly<Record<string, 'string' | 'number' | 'boolean' | 'object'>>): Body {
  const picked: Record<string, unknown> = {};
  for (const [name, type] of Object.entries(types)) {
    const value = body[name];
    if (value === undefined) continue;
    if (typeof value !== type || value === null) throw new BadRequest(`${name} must be a ${type}.`);
    picked[name] = value;
  }
  return picked;
}
