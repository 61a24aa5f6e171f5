import { runOperation, type FramePage } from '../../../local-site/web/src/frames/bridge-operations.ts';

interface Heard {
  readonly posts: { path: string; body: unknown }[];
  readonly fetches: { path: string; init: RequestInit }[];
  readonly calls: string[];
}

function aPage(changes: Partial<FramePage> = {}, answer: unknown = { ok: true, value: 'loaded' }): { page: FramePage; heard: Heard } {
  const heard: Heard = { posts: [], fetches: [], calls: [] };
  const note =
    (name: string) =>
    (...args: unknown[]): void => {
      heard.calls.push([name, ...args.map((arg) => (typeof arg === 'string' ? arg : typeof arg))].join(' '));
    };
  const page: FramePage = {
    mount: {
      moduleKey: 'incident-panel',
      title: 'Incident',
      url: 'http://ui.localhost:8080/incident-panel.html',
      issueKey: 'INC-7',
      projectKey: 'INC',
    },
    frameId: 'frame-1',
    siteUrl: 'http://localhost:8080',
    theme: () => ({ colorMode: 'dark' }),
    enableTheming: () => Promise.resolve(),
    openModal: note('openModal'),
    onClose: note('onClose'),
    history: () => ({}),
    goTo: note('goTo'),
    showFlag: note('showFlag'),
    closeFlag: () => true,
    openIssue: note('openIssue'),
    createIssue: note('createIssue'),
    ready: note('ready'),
    listen: () => note('stopped'),
    post: (path, body) => {
      heard.posts.push({ path, body });
      return Promise.resolve(answer);
    },
    fetch: (path, init) => {
      heard.fetches.push({ path: path as string, init: init ?? {} });
      return Promise.resolve(new Response('{"id":"1"}', { status: 200, headers: { 'content-type': 'application/json' } }));
    },
    ...changes,
  };
  return { page, heard };
}

describe('bridge operations', () => {
  test('invoke asks the server for the module that is mounted, about its work item', async () => {
    const { page, heard } = aPage();
    await expect(runOperation(page, 'invoke', { functionKey: 'load', payload: { tab: 1 } })).resolves.toBe('loaded');
    expect(heard.posts).toEqual([
      {
        path: '/__stage/bridge/invoke',
        body: { moduleKey: 'incident-panel', issueKey: 'INC-7', projectKey: 'INC', functionKey: 'load', payload: { tab: 1 } },
      },
    ]);
  });

  test('a resolver that failed rejects with its message', async () => {
    const { page } = aPage({}, { ok: false, error: { name: 'Error', message: 'Nobody is in command' } });
    await expect(runOperation(page, 'invoke', { functionKey: 'load' })).rejects.toThrow('Nobody is in command');
  });

  test('invoke with metadata answers in the wrapped form', async () => {
    const { page } = aPage();
    await expect(runOperation(page, 'invoke', { functionKey: 'load', metadata: { rateLimitProperties: true } })).resolves.toEqual({
      body: 'loaded',
      metadata: {},
    });
  });

  test('a product call goes to the same site and says which module makes it', async () => {
    const { page, heard } = aPage();
    const answer = await runOperation(page, 'fetchProduct', {
      product: 'jira',
      restPath: '/rest/api/3/myself',
      fetchRequestInit: { method: 'GET', body: null, headers: [['accept', 'application/json']] },
    });
    expect(answer).toMatchObject({ status: 200, body: '{"id":"1"}', isAttachment: false, headers: { 'content-type': 'application/json' } });
    expect(heard.fetches).toEqual([
      {
        path: '/rest/api/3/myself',
        init: {
          method: 'GET',
          headers: [
            ['accept', 'application/json'],
            ['X-Local-Module', 'incident-panel'],
          ],
        },
      },
    ]);
  });

  test.each(['https://elsewhere.example.test/', '//elsewhere.example.test/', 'rest/api/3/myself'])(
    'a product call to %s is refused',
    async (restPath) => {
      const { page, heard } = aPage();
      await expect(runOperation(page, 'fetchProduct', { product: 'jira', restPath, fetchRequestInit: {} })).rejects.toThrow(
        'A product path starts with "/"',
      );
      expect(heard.fetches).toEqual([]);
    },
  );

  test('another product than Jira is refused', async () => {
    await expect(runOperation(aPage().page, 'fetchProduct', { product: 'confluence', restPath: '/wiki' })).rejects.toThrow(
      'The local site has no product "confluence"',
    );
  });

  test('the context wears the theme of the page', async () => {
    const { page } = aPage({}, { accountId: 'a', theme: null });
    await expect(runOperation(page, 'getContext', undefined)).resolves.toEqual({ accountId: 'a', theme: { colorMode: 'dark' } });
  });

  test('a frame that nothing holds open cannot be closed', async () => {
    await expect(runOperation(aPage().page, 'close', {})).resolves.toBe(false);
  });

  test('closing a modal hands its payload to the page', async () => {
    const payloads: unknown[] = [];
    const { page } = aPage({
      close: (payload) => {
        payloads.push(payload);
      },
    });
    await expect(runOperation(page, 'submit', { answer: 42 })).resolves.toBe(true);
    expect(payloads).toEqual([{ answer: 42 }]);
  });

  test('a rule can be configured only where a rule is being edited', async () => {
    await expect(runOperation(aPage().page, 'setWorkflowRuleConfigurationCallback', { data: { onConfigure: () => '{}' } })).resolves.toBe(
      false,
    );
    const given: unknown[] = [];
    const { page } = aPage({
      configureRule: (onConfigure) => {
        given.push(onConfigure);
      },
    });
    await expect(runOperation(page, 'setWorkflowRuleConfigurationCallback', { data: { onConfigure: () => '{}' } })).resolves.toBe(true);
    expect(given).toHaveLength(1);
  });

  test('navigation to a work item goes to its page', async () => {
    const { page, heard } = aPage();
    await runOperation(page, 'navigate', { target: 'issue', issueKey: 'SHOP-3', type: 'same-tab' });
    expect(heard.calls).toEqual(['goTo /browse/SHOP-3 boolean']);
    await expect(runOperation(page, 'getUrl', { target: 'issue', issueKey: 'SHOP-3' })).resolves.toBe(
      'http://localhost:8080/browse/SHOP-3',
    );
  });

  test('history is only for modules with a page of their own', async () => {
    await expect(runOperation(aPage().page, 'createHistory', undefined)).rejects.toThrow('createHistory is only for full-page modules');
  });

  test.each(['openRovo', 'toString', '__proto__'])('the operation %s, which is not carried, is refused by name', async (command) => {
    await expect(runOperation(aPage().page, command, {})).rejects.toThrow(
      `The local site does not carry the bridge operation "${command}"`,
    );
  });

  test('a subscription to events ends when the app ends it', async () => {
    const { page, heard } = aPage();
    const subscription = (await runOperation(page, 'on', { event: 'JIRA_ISSUE_CHANGED', callback: () => undefined })) as {
      unsubscribe: () => Promise<void>;
    };
    await subscription.unsubscribe();
    expect(heard.calls).toEqual(['stopped']);
  });

  test('what is published on a channel reaches subscribers of the same module and work item only', async () => {
    const here: unknown[] = [];
    const elsewhere: unknown[] = [];
    const { page } = aPage();
    const other = aPage({ mount: { ...page.mount, issueKey: 'INC-8' } }).page;
    await withoutServerEvents(async () => {
      await runOperation(page, 'subscribeRealtimeChannel', { channelName: 'timeline', onEvent: (payload: unknown) => here.push(payload) });
      await runOperation(other, 'subscribeRealtimeChannel', {
        channelName: 'timeline',
        onEvent: (payload: unknown) => elsewhere.push(payload),
      });
      await runOperation(page, 'publishRealtimeChannel', { channelName: 'timeline', eventPayload: { added: 1 } });
    });
    expect(here).toEqual([{ added: 1 }]);
    expect(elsewhere).toEqual([]);
  });
});

/** The page opens its event stream and the channel to other tabs with the first subscription; here there is neither. */
async function withoutServerEvents(work: () => Promise<void>): Promise<void> {
  class SilentSource {
    onmessage: unknown = null;
  }
  Object.assign(globalThis, { EventSource: SilentSource, BroadcastChannel: undefined });
  await work();
}
