import { jiraIssues } from '../../src/adapters/jira/jira-issues';
import { JiraRefused, JiraUnavailable } from '../../src/adapters/jira/jira-error';
import { callJira } from '../../src/adapters/jira/jira-door';
import { plainTextAdf } from '../../src/adapters/jira/plain-text-adf';
import { route } from '@forge/api';
import { collaborationSite, IM, RESPONDER } from '../local-site/collaboration/collaboration-site';
import { connectForgeToJira } from '../support/forge-jira';
import { jiraIssuesContract } from './jira-issues-contract';

jiraIssuesContract("Jira's REST API", () => {
  const site = collaborationSite();
  let user = IM;
  const connection = connectForgeToJira(
    (method, path, body, principal) => site.call(method, path, body, principal),
    () => user,
  );
  return {
    jira: jiraIssues,
    issueId: '10201',
    projectId: '10100',
    people: { editor: IM, assignable: RESPONDER, notAssignable: 'nobody-of-this-name' },
    as(accountId) {
      user = accountId;
    },
    close: () => {
      connection.close();
    },
  };
});

describe('the door to Jira', () => {
  let answers: { status: number; body?: unknown }[] = [];
  let asked = 0;
  let connection: { close(): void };
  beforeEach(() => {
    asked = 0;
    connection = connectForgeToJira(
      async () => {
        asked++;
        const { status, body } = answers.shift() ?? { status: 200, body: {} };
        return { status, body, headers: { 'retry-after': '0' }, points: 1 };
      },
      () => 'someone',
    );
  });
  afterEach(() => {
    connection.close();
  });
  const read = (): Promise<unknown> => callJira({ as: 'app', path: route`/rest/api/3/issue/1` });
  const write = (): Promise<unknown> => callJira({ as: 'app', method: 'POST', path: route`/rest/api/3/issue`, body: {} });

  test('asks once more when Jira is busy, and for a read when a gateway failed', async () => {
    answers = [{ status: 429 }, { status: 200, body: { ok: true } }];
    expect(await write()).toEqual({ status: 200, body: { ok: true } });
    answers = [{ status: 503 }, { status: 200, body: { ok: true } }];
    expect(await read()).toEqual({ status: 200, body: { ok: true } });
    expect(asked).toBe(4);
  });

  test('never repeats a write that a gateway may have let through', async () => {
    answers = [{ status: 502 }];
    await expect(write()).rejects.toThrow(JiraUnavailable);
    expect(asked).toBe(1);
  });

  test('throws for what nobody expected, with status and path but without content', async () => {
    answers = [{ status: 400, body: { errorMessages: ['secret'] } }];
    await expect(read()).rejects.toEqual(new JiraRefused(400, 'GET /rest/api/3/issue/1'));
  });
});

test('plain text becomes paragraphs and breaks, never markup', () => {
  expect(plainTextAdf('a\nb\n\n<b>*c*</b>')).toEqual({
    type: 'doc',
    version: 1,
    content: [
      { type: 'paragraph', content: [{ type: 'text', text: 'a' }, { type: 'hardBreak' }, { type: 'text', text: 'b' }] },
      { type: 'paragraph', content: [{ type: 'text', text: '<b>*c*</b>' }] },
    ],
  });
});
