import { afterReply, commandFor } from '../../../static/src/bridge/pending-command';

describe('a command', () => {
  const ids = (): (() => string) => {
    let made = 0;
    return () => `id-${++made}`;
  };

  test('keeps its id while nobody knows whether it was carried out', () => {
    const newId = ids();
    const first = commandFor(null, { text: 'a' }, newId);
    for (const code of ['unexpected', 'jira-unavailable', 'storage-unavailable', 'busy'] as const)
      expect(commandFor(afterReply(first, code), { text: 'a' }, newId)).toEqual({ id: 'id-1', asked: '{"text":"a"}' });
  });

  test('is another one once it was answered or refused', () => {
    const newId = ids();
    const first = commandFor(null, { text: 'a' }, newId);
    expect(commandFor(afterReply(first, null), { text: 'a' }, newId).id).toBe('id-2');
    expect(commandFor(afterReply(first, 'someone-in-command'), { text: 'a' }, newId).id).toBe('id-3');
  });

  test('is another one when it asks for something else', () => {
    const newId = ids();
    const first = commandFor(null, { text: 'a' }, newId);
    expect(commandFor(afterReply(first, 'unexpected'), { text: 'b' }, newId).id).toBe('id-2');
  });
});
