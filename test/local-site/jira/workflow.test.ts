import type { Principal } from '../../../local-site/contracts.ts';
import { PEOPLE } from '../../../local-site/seed/people.ts';
import { adf, ADMIN, anApp, anIncidentSite, APP, forgeRule, IM, type IncidentSite, STATUS, VIEWER } from './incident-site.ts';

let site: IncidentSite;
beforeEach(() => {
  site = anIncidentSite();
});

const move = (key: string, id: string, more: object = {}) =>
  site.call(IM, 'POST', `/rest/api/3/issue/${key}/transitions`, { transition: { id }, ...more });
const issueOf = async (key: string) =>
  (await site.call(IM, 'GET', `/rest/api/3/issue/${key}?expand=changelog`)).body as {
    fields: Record<string, { id?: string; name?: string } | null>;
    changelog: { histories: { items: { field: string; fromString: string | null; toString: string | null }[] }[] };
  };
const statusOf = async (key: string) => (await issueOf(key)).fields.status?.name;

describe('transitions', () => {
  test('only those that leave the present status are offered', async () => {
    const key = await site.incident();
    const answer = await site.call(IM, 'GET', `/rest/api/3/issue/${key}/transitions`);
    expect(answer.body).toMatchObject({
      transitions: [
        { id: '11', name: 'Start fixing', hasScreen: false, to: { id: STATUS.fixing, statusCategory: { key: 'indeterminate' } } },
      ],
    });
  });

  test('the screen of a transition is told on request', async () => {
    const key = await site.incident();
    await move(key, '11');
    const answer = await site.call(IM, 'GET', `/rest/api/3/issue/${key}/transitions?expand=transitions.fields`);
    const [resolve] = (answer.body as { transitions: { fields: object }[] }).transitions;
    expect(Object.keys(resolve?.fields ?? {})).toEqual(['customfield_10003', 'assignee', 'summary']);
  });

  test('people who may only look are offered none and cannot use any', async () => {
    const key = await site.incident();
    expect((await site.call(VIEWER, 'GET', `/rest/api/3/issue/${key}/transitions`)).body).toEqual({
      expand: 'transitions',
      transitions: [],
    });
    const refused = await site.call(VIEWER, 'POST', `/rest/api/3/issue/${key}/transitions`, { transition: { id: '11' } });
    expect(refused).toMatchObject({
      status: 400,
      body: { errorMessages: ["Transition id '11' is not valid for this issue."], errors: {} },
    });
  });

  test('a transition from another status is refused', async () => {
    const key = await site.incident();
    expect((await move(key, '21')).status).toBe(400);
    expect(await statusOf(key)).toBe('New');
  });

  test('moving writes one history entry and tells it with both statuses', async () => {
    const key = await site.incident();
    site.events.length = 0;
    expect(await move(key, '11')).toEqual({ status: 204, headers: {}, points: 1 });
    expect((await issueOf(key)).changelog.histories).toMatchObject([
      { items: [{ field: 'status', fromString: 'New', toString: 'Fixing' }] },
    ]);
    expect(site.events).toMatchObject([
      {
        name: 'avi:jira:updated:issue',
        selfGenerated: false,
        actorAccountId: PEOPLE.im.accountId,
        payload: {
          issue: { key },
          atlassianId: PEOPLE.im.accountId,
          changelog: { items: [{ field: 'status', to: STATUS.fixing }] },
          associatedStatuses: [{ name: 'New' }, { name: 'Fixing' }],
        },
      },
    ]);
  });

  test('the workflow sets the resolution on the way in and clears it on the way back', async () => {
    const key = await site.incident();
    await move(key, '11');
    await move(key, '21', { fields: { customfield_10003: '2026-11-23T08:00:00.000+0000' } });
    const resolved = await issueOf(key);
    expect(resolved.fields).toMatchObject({
      resolution: { name: 'Done' },
      resolutiondate: '2026-11-23T09:00:00.000+0000',
      customfield_10003: '2026-11-23T08:00:00.000+0000',
    });
    expect(resolved.changelog.histories[0]?.items.map(({ field }) => field)).toEqual(['status', 'Impact started', 'resolution']);
    await move(key, '31');
    expect((await issueOf(key)).fields).toMatchObject({ resolution: null, resolutiondate: null, status: { name: 'Fixing' } });
  });

  test('a field that is not on the screen is refused and nothing moves', async () => {
    const key = await site.incident();
    const answer = await move(key, '11', { fields: { customfield_10001: { value: 'SEV1' } } });
    expect(answer).toMatchObject({
      status: 400,
      body: { errors: { customfield_10001: "Field 'customfield_10001' cannot be set. It is not on the appropriate screen, or unknown." } },
    });
    expect(await statusOf(key)).toBe('New');
  });

  test('a comment needs a screen to be typed on', async () => {
    const key = await site.incident();
    const answer = await move(key, '11', { update: { comment: [{ add: { body: adf('Now.') } }] } });
    expect(answer.body).toMatchObject({
      errors: { comment: "Field 'comment' cannot be set. It is not on the appropriate screen, or unknown." },
    });
  });

  test('a comment typed on the screen is kept with the move', async () => {
    const key = await site.incident();
    await move(key, '11');
    await move(key, '21', { update: { comment: [{ add: { body: adf('Rolled back.') } }] } });
    expect((await issueOf(key)).fields.comment).toMatchObject({
      total: 1,
      comments: [{ author: { accountId: PEOPLE.im.accountId }, body: adf('Rolled back.') }],
    });
  });
});

describe('rules of Jira', () => {
  test('a required field refuses under its own name until it is given', async () => {
    site.rule('21', {
      ruleKey: 'system:validate-field-value',
      parameters: { ruleType: 'fieldRequired', fieldsRequired: 'customfield_10003' },
    });
    const key = await site.incident();
    await move(key, '11');
    expect(await move(key, '21')).toMatchObject({
      status: 400,
      body: { errorMessages: [], errors: { customfield_10003: 'Impact started is required.' } },
    });
    expect((await move(key, '21', { fields: { customfield_10003: '2026-11-23T08:00:00.000+0000' } })).status).toBe(204);
  });

  test('the initial transition requires fields too, and keeps no half-made work item', async () => {
    site.rule('1', {
      ruleKey: 'system:validate-field-value',
      parameters: { ruleType: 'fieldRequired', fieldsRequired: 'customfield_10001', errorMessage: 'How bad is it?' },
    });
    await expect(site.incident()).rejects.toThrow('How bad is it?');
    expect(site.jira.core.store.issues.size).toBe(0);
    expect(await site.incident({ customfield_10001: { value: 'SEV1' } })).toBe('INC-1');
  });

  test('a condition hides its transition', async () => {
    site.change('11', {
      conditions: {
        operation: 'ALL',
        conditions: [{ id: 'c', ruleKey: 'system:restrict-issue-transition', parameters: { accountIds: 'allow-assignee' } }],
      },
    });
    const key = await site.incident();
    expect((await move(key, '11')).status).toBe(400);
    await site.call(IM, 'PUT', `/rest/api/3/issue/${key}/assignee`, { accountId: PEOPLE.im.accountId });
    expect((await move(key, '11')).status).toBe(204);
  });

  test('a condition shows its transition to holders of a permission and to the people in a field, one or several', async () => {
    site.change('11', {
      conditions: {
        operation: 'ALL',
        conditions: [
          {
            id: 'c',
            ruleKey: 'system:restrict-issue-transition',
            parameters: { permissionKeys: 'ADMINISTER_PROJECTS', allowUserCustomFields: 'customfield_10004,reporter' },
          },
        ],
      },
    });
    const key = await site.incident();
    const shown = async (principal: Principal): Promise<unknown> =>
      (await site.call(principal, 'GET', `/rest/api/3/issue/${key}/transitions`)).body;
    const responder: Principal = { kind: 'user', accountId: PEOPLE.responder.accountId };
    expect(await shown(ADMIN)).toMatchObject({ transitions: [{ id: '11', isConditional: true }] });
    expect(await shown(IM)).toMatchObject({ transitions: [{ id: '11' }] });
    expect(await shown(responder)).toMatchObject({ transitions: [] });
    const approvers = [{ accountId: PEOPLE.owner.accountId }, { accountId: PEOPLE.responder.accountId }];
    await site.call(IM, 'PUT', `/rest/api/3/issue/${key}`, { fields: { customfield_10004: approvers } });
    expect(await shown(responder)).toMatchObject({ transitions: [{ id: '11' }] });
  });

  test('somebody in a denied field is refused, whatever else is met', async () => {
    const parameters = { permissionKeys: 'EDIT_ISSUES', denyUserCustomFields: 'customfield_10004' };
    site.change('11', {
      conditions: { operation: 'ALL', conditions: [{ id: 'c', ruleKey: 'system:restrict-issue-transition', parameters }] },
    });
    const key = await site.incident({ customfield_10004: [{ accountId: PEOPLE.im.accountId }] });
    expect((await move(key, '11')).status).toBe(400);
    await site.call(IM, 'PUT', `/rest/api/3/issue/${key}`, { fields: { customfield_10004: [] } });
    expect((await move(key, '11')).status).toBe(204);
  });

  test('groups of conditions nest', async () => {
    const only = (id: string, accountIds: string) => ({ id, ruleKey: 'system:restrict-issue-transition', parameters: { accountIds } });
    const { im, admin } = PEOPLE;
    const key = await site.incident();
    const holds = async (operation: 'ALL' | 'ANY', own: string, inner: readonly string[]): Promise<boolean> => {
      const groups = [{ operation: 'ANY' as const, conditions: inner.map((who, at) => only(String(at), who)) }];
      site.change('11', { conditions: { operation, conditions: [only('c', own)], groups } });
      const { body } = await site.call(IM, 'GET', `/rest/api/3/issue/${key}/transitions`);
      return (body as { transitions: unknown[] }).transitions.length === 1;
    };
    expect(await holds('ALL', im.accountId, [admin.accountId])).toBe(false);
    expect(await holds('ALL', im.accountId, [admin.accountId, im.accountId])).toBe(true);
    expect(await holds('ALL', admin.accountId, [im.accountId])).toBe(false);
    expect(await holds('ANY', admin.accountId, [im.accountId])).toBe(true);
    expect(await holds('ANY', admin.accountId, [admin.accountId])).toBe(false);
  });

  test("an app's condition hides its transition while its expression is not true", async () => {
    site.jira.attachRules(anApp([{ type: 'condition', expression: "issue.summary == 'Checkout is down'" }]));
    site.change('11', {
      conditions: { operation: 'ALL', conditions: [{ id: 'c', ruleKey: 'forge:expression-condition', parameters: { key: 'ari:gate' } }] },
    });
    const [shown, hidden] = [await site.incident(), await site.incident({ summary: 'Something else' })];
    expect((await site.call(IM, 'GET', `/rest/api/3/issue/${shown}/transitions`)).body).toMatchObject({ transitions: [{ id: '11' }] });
    expect((await site.call(IM, 'GET', `/rest/api/3/issue/${hidden}/transitions`)).body).toMatchObject({ transitions: [] });
    site.jira.attachRules(undefined);
    expect((await move(shown, '11')).status).toBe(400);
  });

  test('a rule this site does not know refuses by name', async () => {
    site.rule('11', { ruleKey: 'system:unheard-of', parameters: {} });
    expect((await move(await site.incident(), '11')).body).toMatchObject({
      errorMessages: ['The local site does not know the validator system:unheard-of.'],
    });
  });
});

describe('actions of Jira', () => {
  const act = async (ruleKey: string, parameters: Record<string, string>) => {
    site.change('11', { actions: [{ id: 'a', ruleKey, parameters }] });
    const key = await site.incident({ labels: ['eu'], description: adf('Orders fail.') });
    expect((await move(key, '11')).status).toBe(204);
    return (await issueOf(key)).fields;
  };

  test('a rule can assign whoever moves the work item', async () => {
    expect(await act('system:change-assignee', { type: 'to-current-user' })).toMatchObject({
      assignee: { accountId: PEOPLE.im.accountId },
    });
  });

  test('a rule can copy one field to another', async () => {
    expect(
      await act('system:copy-value-from-other-field', { sourceFieldKey: 'description', targetFieldKey: 'customfield_10005' }),
    ).toMatchObject({
      customfield_10005: adf('Orders fail.'),
    });
  });

  test.each([
    ['customfield_10001', '30002', 'replace', { id: '30002', value: 'SEV2' }],
    ['labels', 'paged', 'append', ['eu', 'paged']],
    ['labels', '', 'replace', []],
    ['customfield_10007', '7', 'replace', 7],
  ])('a rule can set %s to %j (%s)', async (field, value, mode, expected) => {
    const fields = await act('system:update-field', { field, value, mode });
    expect(fields).toMatchObject({ [field]: expected });
  });
});

describe('further rules of Jira', () => {
  const attach = (parameters: Record<string, string>) => {
    site.rule('21', { ruleKey: 'system:validate-field-value', parameters });
  };
  const resolve = async (fields: object = {}) => {
    const key = await site.incident({ duedate: '2026-11-30' });
    await move(key, '11');
    return move(key, '21', { fields });
  };

  test('a field must change on the way', async () => {
    attach({ ruleType: 'fieldChanged', fieldKey: 'assignee' });
    expect((await resolve()).body).toMatchObject({ errors: { assignee: 'Assignee must be modified during the transition.' } });
    expect((await resolve({ assignee: { accountId: PEOPLE.im.accountId } })).status).toBe(204);
  });

  test('a text must have a form', async () => {
    attach({ ruleType: 'fieldMatchesRegularExpression', fieldKey: 'summary', regexp: '^EU:' });
    expect((await resolve()).status).toBe(400);
    expect((await resolve({ summary: 'EU: checkout is down' })).status).toBe(204);
  });

  test('two dates must be in order', async () => {
    attach({
      ruleType: 'dateFieldComparison',
      date1FieldKey: 'customfield_10003',
      date2FieldKey: 'duedate',
      conditionSelected: '<=',
      includeTime: 'false',
    });
    expect((await resolve({ customfield_10003: '2026-12-01T08:00:00.000+0000' })).body).toMatchObject({
      errors: { customfield_10003: 'Impact started must be <= Due date.' },
    });
    expect((await resolve({ customfield_10003: '2026-11-30T08:00:00.000+0000' })).status).toBe(204);
  });

  test('a permission must be held', async () => {
    site.rule('11', { ruleKey: 'system:check-permission-validator', parameters: { permissionKey: 'ADMINISTER_PROJECTS' } });
    expect((await move(await site.incident(), '11')).status).toBe(400);
  });

  test('a condition can ask where the work item has been', async () => {
    site.change('31', {
      conditions: {
        operation: 'ALL',
        conditions: [{ id: 'c', ruleKey: 'system:previous-status-condition', parameters: { previousStatusIds: STATUS.new, not: 'true' } }],
      },
    });
    const key = await site.incident();
    await move(key, '11');
    await move(key, '21');
    expect((await site.call(IM, 'GET', `/rest/api/3/issue/${key}/transitions`)).body).toMatchObject({ transitions: [] });
  });
});

describe('expression validators', () => {
  const attach = (expression: string, config?: unknown) => {
    site.jira.attachRules(anApp([{ expression, errorMessage: 'Not yet.' }]));
    site.rule('11', forgeRule(config));
  };

  test('true lets the transition through', async () => {
    attach("issue.status.name == 'New' && originalIssue != null && project.key == 'INC' && transition.to.name == 'Fixing'");
    expect((await move(await site.incident(), '11')).status).toBe(204);
  });

  test('a text refuses with that text', async () => {
    attach("issue.assignee == null ? 'No incident manager.' : true");
    const key = await site.incident();
    expect(await move(key, '11')).toMatchObject({ status: 400, body: { errorMessages: ['No incident manager.'], errors: {} } });
    expect(await statusOf(key)).toBe('New');
  });

  test('false refuses with the message of the manifest', async () => {
    attach('false');
    expect((await move(await site.incident(), '11')).body).toMatchObject({ errorMessages: ['Not yet.'] });
  });

  test("the rule's own settings replace the expression and can be read", async () => {
    attach('false', { expression: "config.word == 'yes'", word: 'yes' });
    expect((await move(await site.incident(), '11')).status).toBe(204);
  });

  test('an error fails closed and is told to the app', async () => {
    attach('issue.summary == 5');
    const key = await site.incident();
    site.events.length = 0;
    expect((await move(key, '11')).body).toMatchObject({ errorMessages: ['Not yet.'] });
    expect(site.events).toMatchObject([
      {
        name: 'avi:jira:failed:expression',
        payload: { extensionId: 'ari:gate', expression: 'issue.summary == 5', workflowName: 'Incident workflow' },
      },
    ]);
  });

  test('an answer that is neither yes, no nor a text fails closed', async () => {
    attach('5');
    expect((await move(await site.incident(), '11')).status).toBe(400);
  });

  test('changes and the comment of the screen are seen before they are stored', async () => {
    site.jira.attachRules(
      anApp([
        {
          expression: [
            "originalIssue['customfield_10003'] == null",
            "issue['customfield_10003'] != null",
            'issue.comments.length == 1',
            'issue.comments[0].id == null',
            "issue.comments[0].body.plainText == 'Rolled back.'",
          ].join(' && '),
        },
      ]),
    );
    site.rule('21', forgeRule());
    const key = await site.incident();
    await move(key, '11');
    expect((await move(key, '21')).status).toBe(400);
    expect(
      (
        await move(key, '21', {
          fields: { customfield_10003: '2026-11-23T08:00:00.000+0000' },
          update: { comment: [{ add: { body: adf('Rolled back.') } }] },
        })
      ).status,
    ).toBe(204);
  });

  test('issue properties and links are read', async () => {
    attach("issue.properties['incident'] != null && issue.properties['incident'].acknowledged && issue.links.length == 1");
    const other = await site.incident();
    const key = await site.incident();
    await site.call(IM, 'PUT', `/rest/api/3/issue/${key}/properties/incident`, { acknowledged: true });
    await site.call(IM, 'PUT', `/rest/api/3/issue/${key}`, {
      update: { issuelinks: [{ add: { type: { name: 'Relates' }, outwardIssue: { key: other } } }] },
    });
    expect((await move(key, '11')).status).toBe(204);
  });

  test('a rule of an app that is gone blocks', async () => {
    site.rule('11', forgeRule());
    const answer = await move(await site.incident(), '11');
    expect(answer.status).toBe(400);
    expect((answer.body as { errorMessages: string[] }).errorMessages[0]).toContain('an app that is not installed');
  });
});

describe('function validators', () => {
  test('the function gets the statuses, the settings and what the screen changed', async () => {
    const calls: unknown[] = [];
    site.jira.attachRules(
      anApp([{}], (call) => {
        calls.push(call);
        return Promise.resolve({ result: true });
      }),
    );
    site.rule('21', forgeRule({ days: 5 }));
    const key = await site.incident({ assignee: { accountId: PEOPLE.im.accountId }, customfield_10003: '2026-11-23T08:00:00.000+0000' });
    await move(key, '11');
    const answer = await move(key, '21', {
      fields: { summary: 'Checkout is slow', assignee: { accountId: PEOPLE.owner.accountId }, customfield_10003: null },
    });
    expect(answer.status).toBe(204);
    expect(calls).toEqual([
      {
        moduleKey: 'gate',
        issueKey: key,
        configuration: { days: 5 },
        actorAccountId: PEOPLE.im.accountId,
        transition: {
          from: { id: STATUS.fixing },
          to: { id: STATUS.resolved },
          modifiedFields: { assignee: { accountId: PEOPLE.owner.accountId }, customfield_10003: null },
        },
      },
    ]);
  });

  test('a field that was typed again with the value it has is not among the changes', async () => {
    const told: unknown[] = [];
    site.jira.attachRules(
      anApp([{}], (call) => {
        told.push(call.transition.modifiedFields);
        return Promise.resolve({ result: true });
      }),
    );
    site.rule('21', forgeRule());
    const key = await site.incident({ assignee: { accountId: PEOPLE.im.accountId } });
    await move(key, '11');
    await move(key, '21', { fields: { assignee: { accountId: PEOPLE.im.accountId } } });
    expect(told).toEqual([{}]);
  });

  test('while the app is stopped its functions block and its expressions still decide', async () => {
    const key = await site.incident();
    site.jira.attachRules({ ...anApp([{ expression: 'true' }]), running: false });
    site.rule('11', forgeRule());
    expect((await move(key, '11')).status).toBe(204);
    site.jira.attachRules({ ...anApp([{}]), running: false });
    site.rule('21', forgeRule());
    expect((await move(key, '21')).status).toBe(400);
  });

  test('its message refuses', async () => {
    site.jira.attachRules(anApp([{}], () => Promise.resolve({ result: false, errorMessage: 'An approver is missing.' })));
    site.rule('11', forgeRule());
    expect((await move(await site.incident(), '11')).body).toMatchObject({ errorMessages: ['An approver is missing.'] });
  });

  test('a function that breaks fails closed', async () => {
    site.jira.attachRules(anApp([{}], () => Promise.reject(new Error('timeout'))));
    site.rule('11', forgeRule());
    const key = await site.incident();
    expect((await move(key, '11')).body).toMatchObject({
      errorMessages: ["The rule 'Gate' could not be checked. Try again, or ask a Jira admin."],
    });
    expect(await statusOf(key)).toBe('New');
  });

  test('somebody who moves the work item meanwhile wins', async () => {
    const key = await site.incident();
    const app = anApp([{}], async () => {
      site.jira.attachRules(anApp([{ expression: 'true' }]));
      await move(key, '11');
      return { result: true };
    });
    site.jira.attachRules(app);
    site.rule('11', forgeRule());
    expect((await move(key, '11')).status).toBe(409);
    expect((await issueOf(key)).changelog.histories).toHaveLength(1);
  });
});

describe('expressions over REST', () => {
  test("Forge evaluates an event's filter with the event as a variable", () => {
    const event = { issue: { fields: { issuetype: { name: 'Incident' } } } };
    expect(site.jira.evaluate("event.issue.fields?.issuetype.name == 'Incident'", { principal: APP, variables: { event } })).toBe(true);
    expect(() => site.jira.evaluate("event.issue.fields?.issueType.name == 'Incident'", { principal: APP, variables: { event } })).toThrow(
      'issueType',
    );
  });

  test('they are evaluated for the caller', async () => {
    const key = await site.incident();
    const answer = await site.call(APP, 'POST', '/rest/api/3/expression/evaluate?expand=meta.complexity', {
      expression: 'issue.key',
      context: { issue: { key } },
    });
    expect(answer).toMatchObject({ status: 200, body: { value: key, meta: { complexity: { expensiveOperations: { limit: 10 } } } } });
  });

  test('a failed evaluation is answered with its reason', async () => {
    const answer = await site.call(APP, 'POST', '/rest/api/3/expression/evaluate', { expression: '1 ==' });
    expect(answer.status).toBe(400);
  });
});
