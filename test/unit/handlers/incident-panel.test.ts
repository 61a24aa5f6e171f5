import { run } from '../../../src/handlers/resolvers/incident-panel';
import { PEOPLE } from '../../../local-site/seed/people.ts';
import { collaborationSite, IM } from '../../local-site/collaboration/collaboration-site';
import { connectForgeToJira } from '../../support/forge-jira';
import { openForgeStorage, type ForgeStorage } from '../../support/forge-storage';

const viewer = PEOPLE.viewer.accountId;

describe('a call from the panel', () => {
  let storage: ForgeStorage;
  let connection: { close(): void };
  let user = IM;
  let calls: string[] = [];
  let jiraAnswers = true;
  beforeEach(() => {
    calls = [];
    jiraAnswers = true;
    const site = collaborationSite();
    storage = openForgeStorage();
    connection = connectForgeToJira(
      (method, path, body, principal) => {
        calls.push(`${method} ${path} as ${principal.kind}`);
        if (!jiraAnswers) throw new Error('no network');
        return site.call(method, path, body, principal);
      },
      () => user,
    );
    jest.spyOn(console, 'log').mockReturnValue();
    jest.spyOn(console, 'warn').mockReturnValue();
  });
  afterEach(() => {
    connection.close();
    storage.close();
    jest.restoreAllMocks();
  });

  /** As the platform wakes the function: the person comes from the platform, everything else from the frame. */
  function call(functionKey: string, payload: unknown, accountId: string | null = IM, issue: unknown = { id: '10201' }): Promise<unknown> {
    user = accountId ?? 'unidentified';
    const context = { extension: { issue, project: { id: '10100' } }, accountId: 'forged-by-the-frame' };
    const request = { call: { functionKey, payload }, context } as unknown as Parameters<typeof run>[0];
    return run(request, accountId === null ? {} : { principal: { accountId } });
  }

  test('is authorised as the person, on the issue it acts on, by one question', async () => {
    expect(await call('openIncident', {})).toMatchObject({ ok: true, value: { issueId: '10201', seq: 0 } });
    expect(calls).toEqual(['POST /rest/api/3/permissions/check as user']);
    expect(storage.operations()).toEqual(['/api/v1/batch/get']);
  });

  test('shows nothing of an issue that the person may not see', async () => {
    expect(await call('openIncident', {}, IM, { id: '10203' })).toEqual({ ok: false, refusal: { code: 'not-found' } });
    expect(storage.operations()).toEqual([]);
  });

  test('writes nothing for a person who may only read', async () => {
    const note = { commandId: 'command-1', text: 'x' };
    const refusals = await Promise.all([call('addNote', note, viewer), call('takeCommand', { commandId: 'command-2' }, viewer)]);
    expect(refusals).toEqual([
      { ok: false, refusal: { code: 'may-not-edit' } },
      { ok: false, refusal: { code: 'may-not-edit' } },
    ]);
    expect(await call('listEvents', {}, viewer)).toEqual({ ok: true, value: { events: [], earlier: 0 } });
    expect(storage.bytesWritten()).toBe(0);
  });

  test('is refused without a person, with an odd issue, or with a payload of another shape', async () => {
    expect(await call('openIncident', {}, null)).toEqual({ ok: false, refusal: { code: 'not-signed-in' } });
    expect(await call('openIncident', {}, 'unidentified')).toEqual({ ok: false, refusal: { code: 'not-signed-in' } });
    expect(await call('openIncident', {}, IM, { id: '1/../2' })).toEqual({ ok: false, refusal: { code: 'bad-request' } });
    expect(await call('addNote', { commandId: 'command-1', text: 7 })).toEqual({
      ok: false,
      refusal: { code: 'bad-request', detail: { field: 'text' } },
    });
    expect(await call('addNote', { text: 'x' })).toEqual({ ok: false, refusal: { code: 'bad-request', detail: { field: 'commandId' } } });
    expect(calls).toEqual([]);
  });

  test('says that the project is not set up before it writes', async () => {
    expect(await call('addNote', { commandId: 'command-1', text: 'x' })).toEqual({ ok: false, refusal: { code: 'not-set-up' } });
    expect(storage.bytesWritten()).toBe(0);
  });

  test('ends in a refusal when Jira does not answer', async () => {
    jiraAnswers = false;
    expect(await call('openIncident', {})).toEqual({ ok: false, refusal: { code: 'jira-unavailable' } });
  });
});
