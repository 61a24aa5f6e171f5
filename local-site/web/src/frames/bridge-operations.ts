/**
 * What an app frame may ask of the page, operation by operation; names and shapes are those that @forge/bridge 7.2.0 and
 * @forge/jira-bridge 0.40.1 send. An operation that is not here is refused by name, never answered with nothing.
 */
import { subjectOf, type FrameMount } from './frame-mount.ts';
import { channelKey, emitEvent, publishRealtime, subscribeRealtime } from './page-bus.ts';

export interface ModalRequest {
  readonly resource: string | null;
  readonly size: string | { readonly width: string; readonly height?: string };
  readonly context: unknown;
  readonly title: string;
  readonly closeOnEscape: boolean;
  readonly closeOnOverlayClick: boolean;
  readonly onClose: (payload: unknown) => unknown;
}

export interface FlagRequest {
  readonly id: string | number;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string;
  readonly appearance?: string;
  readonly isAutoDismiss?: boolean;
  readonly actions?: readonly { readonly text: string; readonly onClick: () => void }[];
}

/** The page around one frame. Absent abilities (a panel cannot be closed) answer `false`, which the SDK turns into its error. */
export interface FramePage {
  readonly mount: FrameMount;
  readonly frameId: string;
  readonly theme: () => unknown;
  readonly enableTheming: () => Promise<void>;
  readonly openModal: (request: ModalRequest) => void;
  readonly close?: ((payload: unknown) => void) | undefined;
  readonly onClose: (callback: () => unknown) => void;
  readonly refresh?: (() => void) | undefined;
  readonly configureRule?: ((onConfigure: () => Promise<unknown>) => void) | undefined;
  readonly history: () => unknown;
  readonly goTo: (url: string, newTab: boolean) => void;
  readonly showFlag: (flag: FlagRequest) => void;
  readonly closeFlag: (id: string | number) => boolean;
  readonly openIssue: (key: string, onClose: () => void) => void;
  readonly createIssue: (context: unknown, onClose: (created: unknown) => void) => void;
  readonly ready: () => void;
  /** This frame's own event listeners; returns how to stop listening. */
  readonly listen: (scope: 'own' | 'public', event: string, callback: (payload: unknown) => unknown) => () => void;
  readonly post: (path: string, body: unknown) => Promise<unknown>;
  readonly fetch: typeof fetch;
  readonly siteUrl: string;
}

type Fields = Readonly<Record<string, unknown>>;
type Operation = (page: FramePage, data: Fields, raw: unknown) => unknown;

const subscription = (stop: () => void): Fields => ({
  unsubscribe: async () => {
    stop();
    return Promise.resolve();
  },
});
const callable = (value: unknown): ((...args: unknown[]) => unknown) => {
  if (typeof value !== 'function') throw new Error('A function was expected');
  return value as (...args: unknown[]) => unknown;
};
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const operations: Readonly<Record<string, Operation>> = {
  invoke,
  fetchProduct,
  getContext: async (page) => ({ ...((await page.post('/__stage/bridge/context', subjectOf(page.mount))) as Fields), theme: page.theme() }),
  enableTheming: (page) => page.enableTheming(),
  getFrameId: (page) => page.frameId,
  emitReadyEvent: (page) => {
    page.ready();
  },
  openModal: (page, data) => {
    page.openModal({
      resource: typeof data.resource === 'string' ? data.resource : null,
      size: (data.size ?? 'medium') as ModalRequest['size'],
      context: data.context ?? {},
      title: text(data.title),
      closeOnEscape: data.closeOnEscape !== false,
      closeOnOverlayClick: data.closeOnOverlayClick !== false,
      onClose: typeof data.onClose === 'function' ? callable(data.onClose) : () => undefined,
    });
    return true;
  },
  close: (page, _data, raw) => closeWith(page, raw),
  submit: (page, _data, raw) => closeWith(page, raw),
  onClose: (page, _data, raw) => {
    page.onClose(callable(raw));
    return true;
  },
  refresh: refreshPage,
  refreshIssueView: refreshPage,
  createHistory: (page) => {
    if (page.mount.pageBase === undefined) throw new Error('createHistory is only for full-page modules');
    return page.history();
  },
  navigate: (page, data) => {
    page.goTo(typeof data.url === 'string' ? data.url : urlOf(page, data), data.type === 'new-tab');
  },
  getUrl: (page, data) => new URL(urlOf(page, data), page.siteUrl).href,
  reload: () => {
    window.location.reload();
  },
  changeWindowTitle: (_page, _data, raw) => {
    document.title = text(raw);
  },
  showFlag: (page, data) => {
    page.showFlag(data as unknown as FlagRequest);
    return true;
  },
  closeFlag: (page, data) => page.closeFlag(data.id as string | number),
  on: (page, data) => subscription(page.listen('own', text(data.event), callable(data.callback))),
  onPublic: (page, data) => subscription(page.listen('public', text(data.event), callable(data.callback))),
  emit: (_page, data) => {
    emitEvent('own', text(data.event), data.payload);
  },
  emitPublic: (_page, data) => {
    emitEvent('public', text(data.event), data.payload);
  },
  subscribeRealtimeChannel: (page, data) => subscription(subscribeRealtime(realtimeKey(page, data), callable(data.onEvent))),
  publishRealtimeChannel: (page, data) => {
    publishRealtime(realtimeKey(page, data), data.eventPayload);
    return { eventId: crypto.randomUUID(), eventTimestamp: String(Date.now()) };
  },
  setWorkflowRuleConfigurationCallback: (page, data) => {
    if (page.configureRule === undefined) return false;
    page.configureRule(callable(inner(data).onConfigure) as () => Promise<unknown>);
    return true;
  },
  openIssueViewModal: (page, data) => {
    const { context, onClose } = inner(data);
    page.openIssue(text((context as Fields | undefined)?.issueKey), () => {
      if (typeof onClose === 'function') callable(onClose)();
    });
    return true;
  },
  openIssueCreateModal: (page, data) => {
    const { context, onClose } = inner(data);
    page.createIssue(context, (created) => {
      if (typeof onClose === 'function') callable(onClose)({ payload: created });
    });
    return true;
  },
};

/** Runs one operation for one frame; rejects with a message that names an operation the stage does not carry. */
export async function runOperation(page: FramePage, command: string, data: unknown): Promise<unknown> {
  const operation = Object.hasOwn(operations, command) ? operations[command] : undefined;
  if (operation === undefined) throw new Error(`The local site does not carry the bridge operation "${command}"`);
  const fields = typeof data === 'object' && data !== null ? (data as Fields) : {};
  return operation(page, fields, data);
}

const inner = (data: Fields): Fields => (data.data ?? {}) as Fields;

async function invoke(page: FramePage, data: Fields): Promise<unknown> {
  const answer = (await page.post('/__stage/bridge/invoke', {
    ...subjectOf(page.mount),
    functionKey: data.functionKey,
    payload: data.payload,
  })) as
    | { readonly ok: true; readonly value: unknown }
    | { readonly ok: false; readonly error: { readonly name: string; readonly message: string } };
  if (!answer.ok) throw Object.assign(new Error(answer.error.message), { name: answer.error.name });
  return data.metadata === undefined ? answer.value : { body: answer.value, metadata: {} };
}

async function fetchProduct(page: FramePage, data: Fields): Promise<unknown> {
  if (data.product !== 'jira') throw new Error(`The local site has no product "${text(data.product)}"`);
  if (data.isMultipartFormData === true) throw new Error('The local site takes no multipart uploads from frames');
  const path = text(data.restPath);
  if (!path.startsWith('/') || path.startsWith('//')) throw new Error(`A product path starts with "/": ${path}`);
  const init = (data.fetchRequestInit ?? {}) as {
    readonly method?: string;
    readonly body?: string | null;
    readonly headers?: [string, string][];
  };
  const response = await page.fetch(path, {
    method: init.method ?? 'GET',
    headers: [...(init.headers ?? []), ['X-Local-Module', page.mount.moduleKey]],
    ...(init.body === undefined || init.body === null ? {} : { body: init.body }),
  });
  const headers = Object.fromEntries(response.headers.entries());
  const readable = /json|text|xml|javascript|^$/.test(headers['content-type'] ?? '');
  const body = readable ? await response.text() : await base64(await response.blob());
  return { body, headers, status: response.status, statusText: response.statusText, isAttachment: !readable };
}

function base64(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      resolve(reader.result as string);
    };
    reader.onerror = () => {
      reject(reader.error ?? new Error('Unreadable body'));
    };
    reader.readAsDataURL(blob);
  });
}

function closeWith(page: FramePage, payload: unknown): boolean {
  if (page.close === undefined) return false;
  page.close(payload);
  return true;
}

function refreshPage(page: FramePage): boolean {
  if (page.refresh === undefined) return false;
  page.refresh();
  return true;
}

function urlOf(page: FramePage, location: Fields): string {
  const target = text(location.target);
  if (target === 'issue') return `/browse/${text(location.issueKey)}`;
  if (target === 'projectSettingsDetails') return `/projects/${text(location.projectKey)}/settings`;
  if (target === 'module') return page.mount.pageBase ?? `/admin/apps/${text(location.moduleKey)}`;
  throw new Error(`The local site has no page for the navigation target "${target}"`);
}

function realtimeKey(page: FramePage, data: Fields): string {
  const { moduleKey, issueKey, projectKey } = page.mount;
  return channelKey(text(data.channelName), data.isGlobal === true, moduleKey, issueKey ?? projectKey ?? '');
}
