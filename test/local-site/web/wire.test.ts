import { createEndpoint, type Endpoint, type WireMessage } from '../../../local-site/web/src/bridge/wire.ts';

type Handler = (command: string, data: unknown) => unknown;

/** Two ends that pass messages to each other as a browser would: copied, later, without functions. */
function pair(page: Handler, frame: Handler = () => undefined): { page: Endpoint; frame: Endpoint } {
  const ends: { page?: Endpoint; frame?: Endpoint } = {};
  const carry = (to: 'page' | 'frame') => (message: WireMessage) => {
    const copy: unknown = structuredClone(message);
    queueMicrotask(() => ends[to]?.receive(copy));
  };
  const made = { page: createEndpoint(carry('frame'), page), frame: createEndpoint(carry('page'), frame) };
  Object.assign(ends, made);
  return made;
}

describe('the wire between a frame and the page', () => {
  test('a call is answered with what the handler returns', async () => {
    const { frame } = pair((command, data) => ({ command, data }));
    await expect(frame.call('invoke', { functionKey: 'load' })).resolves.toEqual({ command: 'invoke', data: { functionKey: 'load' } });
  });

  test('an error keeps its name and message', async () => {
    const { frame } = pair(() => {
      throw Object.assign(new Error('no such function'), { name: 'InvocationError' });
    });
    await expect(frame.call('invoke', {})).rejects.toMatchObject({ name: 'InvocationError', message: 'no such function' });
  });

  test('a function in the data can be called from the other side and answers back', async () => {
    const { frame } = pair(async (_command, data) => (data as { callback: (n: number) => Promise<number> }).callback(20));
    await expect(frame.call('on', { callback: (n: number) => n + 1 })).resolves.toBe(21);
  });

  test('a function in an answer can be called by the frame', async () => {
    const stopped: string[] = [];
    const { frame } = pair(() => ({
      unsubscribe: () => {
        stopped.push('now');
      },
    }));
    const subscription = (await frame.call('on', {})) as { unsubscribe: () => Promise<void> };
    await subscription.unsubscribe();
    expect(stopped).toEqual(['now']);
  });

  test('functions deep in lists and objects cross too', async () => {
    const { frame } = pair(async (_command, data) => {
      const { actions } = data as { actions: { onClick: () => Promise<string> }[] };
      return Promise.all(actions.map(({ onClick }) => onClick()));
    });
    await expect(frame.call('showFlag', { actions: [{ onClick: () => 'first' }, { onClick: () => 'second' }] })).resolves.toEqual([
      'first',
      'second',
    ]);
  });

  test('calls that overlap get their own answers', async () => {
    const { frame } = pair(async (_command, data) => Promise.resolve(data));
    await expect(Promise.all([frame.call('a', 1), frame.call('b', 2), frame.call('c', 3)])).resolves.toEqual([1, 2, 3]);
  });

  test('data that cannot be sent rejects the call', async () => {
    const { frame } = pair(() => undefined);
    await expect(frame.call('emit', { payload: Symbol('x') })).rejects.toThrow();
  });

  test('messages of other scripts are ignored', () => {
    const { page } = pair(() => {
      throw new Error('must not be asked');
    });
    expect(() => {
      page.receive({ kind: 'call', id: 1, command: 'invoke' });
      page.receive('text');
      page.receive(null);
    }).not.toThrow();
  });
});
