import { finish } from '../../local-site/seed/tell-incident.ts';
import { jiraTime, linkedKeys, transition, writePostmortem } from '../../local-site/seed/incident-story.ts';
import { PEOPLE } from '../../local-site/seed/people.ts';
import type { LinkedView, PostmortemView } from '../../src/contract/postmortem';
import type { Reply } from '../../src/contract/reply';
import {
  blockersOf,
  idOf,
  MINUTE,
  newCommandId,
  panel,
  START,
  startScenario,
  statusOf,
  underWay,
  view,
  wholeTimeline,
  type Scenario,
} from './scenario-site';

let scenario: Scenario;

beforeAll(async () => {
  scenario = await startScenario();
}, 60_000);
afterAll(() => scenario.site.stop());

type Person = keyof typeof PEOPLE;

async function pm<T = PostmortemView>(
  person: Person,
  issueKey: string,
  functionKey: string,
  payload: Readonly<Record<string, unknown>> = {},
): Promise<Reply<T>> {
  const result = await scenario.control.invoke({
    module: 'postmortem-panel',
    kind: 'resolver',
    functionKey,
    payload: { commandId: newCommandId(), ...payload },
    user: PEOPLE[person].email,
    issueKey,
  });
  if (!result.ok) throw new Error(`${functionKey}: ${result.error.message}`);
  return result.value as Reply<T>;
}

async function valueOf<T>(reply: Promise<Reply<T>>): Promise<T> {
  const settled = await reply;
  if (!settled.ok) throw new Error(JSON.stringify(settled.refusal));
  return settled.value;
}

/** A SEV2 that was resolved by the book at START + 30 minutes. */
async function resolved(): Promise<string> {
  const { map, control } = scenario;
  const key = await underWay(scenario, { impactStarted: START - 20 * MINUTE, detected: START - 15 * MINUTE });
  await view(scenario, 'im', key, 'confirmSeverity');
  await view(scenario, 'im', key, 'sendInternalUpdate', { text: 'Checkout works again.', stage: 'resolved', final: true });
  await transition(control, PEOPLE.im.email, key, map.transitions.incident.resolve, {
    fields: { [map.fields.impactEnded ?? '']: jiraTime(START - 2 * MINUTE) },
  });
  await view(scenario, 'im', key, 'syncIncident');
  await control.settle();
  return key;
}

const postmortemsOf = (incident: string): Promise<string[]> =>
  linkedKeys(scenario.control, PEOPLE.admin.email, incident, scenario.map.linkTypes.postmortem);

interface TaskPlace {
  readonly projectId: string;
  readonly workTypeId: string;
}

async function taskPlace(): Promise<TaskPlace> {
  const { body } = await scenario.control.rest(PEOPLE.admin.email, 'GET', '/rest/api/3/project/INC');
  const project = body as { id: string; issueTypes: { id: string; name: string }[] };
  return { projectId: project.id, workTypeId: project.issueTypes.find(({ name }) => name === 'Task')?.id ?? '' };
}

test('resolving a SEV2 creates one postmortem, linked, owned, due and filled from the record', async () => {
  const incident = await resolved();
  const keys = await postmortemsOf(incident);
  expect(keys).toHaveLength(1);
  const { fields: ids } = scenario.map;
  const { body } = await scenario.control.rest(PEOPLE.admin.email, 'GET', `/rest/api/3/issue/${keys[0] ?? ''}`);
  const { fields } = body as { fields: Record<string, unknown> };
  expect(fields).toMatchObject({
    summary: 'Postmortem: Checkout is down',
    duedate: '2026-03-09',
    assignee: { accountId: PEOPLE.im.accountId },
    issuetype: { id: scenario.map.types.postmortem },
  });
  expect(JSON.stringify(fields[ids.postmortem.summary ?? ''])).toContain(
    'Impact from 2026-03-02 09:40 UTC to 2026-03-02 09:58 UTC, 18 minutes',
  );
  expect(JSON.stringify(fields[ids.postmortem.impact ?? ''])).toContain('Nobody can pay.');
  expect(JSON.stringify(fields[ids.postmortem.timeline ?? ''])).toContain('2026-03-02 10:00 UTC update — Checkout works again.');
  const told = (await wholeTimeline(scenario, incident)).filter(({ kind }) => kind === 'linked');
  expect(told.map(({ actor, data }) => ({ actor, data }))).toEqual([{ actor: null, data: { type: 'postmortem', key: keys[0] } }]);
}, 60_000);

test('asking for a postmortem twice, at once or later, makes one', async () => {
  const incident = await underWay(scenario);
  const commandId = newCommandId();
  const ask = (): Promise<Reply<unknown>> => panel(scenario, 'im', incident, 'createPostmortem', { commandId });
  const replies = await Promise.all([ask(), ask()]);
  const later = await ask();
  expect([...replies, later].map((reply) => (reply.ok ? (reply.value as LinkedView).created : reply.refusal.code)).sort()).toEqual([
    false,
    false,
    true,
  ]);
  expect(await postmortemsOf(incident)).toHaveLength(1);
  expect((await wholeTimeline(scenario, incident)).filter(({ kind }) => kind === 'linked')).toHaveLength(1);
}, 60_000);

test('a postmortem goes from draft to complete through its three gates', async () => {
  const { map, control } = scenario;
  const steps = map.transitions.postmortem;
  const incident = await resolved();
  const [key = ''] = await postmortemsOf(incident);

  expect(await blockersOf(scenario, 'im', key, steps.requestApproval)).toEqual([
    'Describe how the incident was detected.',
    'Answer the five whys.',
    'Write the root cause; if it is unknown, say so.',
    'Choose a cause category; Unknown is an answer.',
    'Add a priority action that detects, mitigates or prevents the next incident of this kind.',
    'Name at least one approver.',
  ]);
  await writePostmortem(
    control,
    map,
    PEOPLE.im.email,
    key,
    {
      summary: 'Checkout was down.',
      impact: 'Nobody could pay.',
      detection: 'By an alert.',
      fiveWhys: 'A disk was full.',
      rootCause: 'No alert on disks.',
      causeCategory: 'scale',
    },
    { owner: PEOPLE.im.accountId, approvers: [PEOPLE.owner.accountId, PEOPLE.responder.accountId], dueDate: '2026-03-09' },
  );
  const created = await valueOf(
    pm<LinkedView>('im', key, 'createAction', {
      type: 'priority',
      ...(await taskPlace()),
      summary: 'Alert when a disk is nearly full',
      assignee: PEOPLE.responder.accountId,
      dueDate: '2026-03-30',
      kind: 'detect',
    }),
  );
  expect((await valueOf(pm('im', key, 'openPostmortem'))).blockers.requestApproval).toEqual([]);
  expect(await blockersOf(scenario, 'im', key, steps.requestApproval)).toEqual([]);
  expect(await statusOf(scenario, key)).toBe('In review');

  expect(await blockersOf(scenario, 'im', key, steps.approve)).toEqual([
    'Tomás Herrera has not approved this version. Ask them to approve it in the postmortem panel.',
    'Priya Raman has not approved this version. Ask them to approve it in the postmortem panel.',
  ]);
  const { contentHash } = await valueOf(pm('owner', key, 'openPostmortem'));
  expect(await pm('im', key, 'approve', { contentHash })).toEqual({ ok: false, refusal: { code: 'not-an-approver' } });
  const [first, second] = await Promise.all([
    pm('owner', key, 'approve', { contentHash }),
    pm('responder', key, 'approve', { contentHash }),
  ]);
  expect([first.ok, second.ok]).toEqual([true, true]);
  expect((await valueOf(pm('im', key, 'openPostmortem'))).approvals).toHaveLength(2);
  await control.rest(PEOPLE.im.email, 'PUT', `/rest/api/3/issue/${key}`, {
    fields: { [map.fields.postmortem.causeCategory ?? '']: { id: map.options.causeCategory.bug } },
  });
  expect(await blockersOf(scenario, 'im', key, steps.approve)).toHaveLength(2);
  expect(await pm('owner', key, 'approve', { contentHash })).toEqual({ ok: false, refusal: { code: 'content-changed' } });
  const { contentHash: changed } = await valueOf(pm('owner', key, 'openPostmortem'));
  await valueOf(pm('owner', key, 'approve', { contentHash: changed }));
  await valueOf(pm('responder', key, 'approve', { contentHash: changed }));
  expect(await blockersOf(scenario, 'im', key, steps.approve)).toEqual([]);

  expect(await blockersOf(scenario, 'im', key, steps.complete)).toEqual([
    `Finish the priority action ${created.key}, or have an approver accept the risk until a date.`,
  ]);
  const actionId = await idOf(control, created.key);
  await valueOf(pm('owner', key, 'acceptRisk', { actionId, until: '2026-03-02', reason: 'Monitoring moves to another tool this week' }));
  control.clock.freeze('2026-03-03T00:00:00.000Z');
  expect(await blockersOf(scenario, 'im', key, steps.complete)).toEqual([
    `The risk acceptance of ${created.key} has expired. Finish the action, or have an approver accept the risk again.`,
  ]);
  await finish(control, PEOPLE.responder.email, created.key);
  expect(await blockersOf(scenario, 'im', key, steps.complete)).toEqual([]);
  expect(await statusOf(scenario, key)).toBe('Complete');
}, 60_000);

test('a gate that cannot read the work item refuses in words, and goes through when Jira answers again', async () => {
  const incident = await underWay(scenario);
  const { key } = (await valueOf(panel(scenario, 'im', incident, 'createPostmortem'))) as unknown as LinkedView;
  await scenario.control.settle();
  scenario.control.faults.order({ method: 'GET', path: '/rest/api/3/issue/', times: 2, status: 503, by: 'app' });
  expect(await blockersOf(scenario, 'im', key, scenario.map.transitions.postmortem.requestApproval)).toEqual([
    'The content of the postmortem could not be read. Try again in a minute; if it still fails, open the postmortem panel to see what is wrong.',
  ]);
  scenario.control.faults.clear();
}, 60_000);

test('follow-up and postmortems are linked as the person, and only as far as Jira lets them', async () => {
  const { control, map } = scenario;
  const incident = await underWay(scenario);
  const made = (await valueOf(panel(scenario, 'im', incident, 'createPostmortem'))) as unknown as LinkedView;
  const other = await underWay(scenario, { summary: 'Search is slow' });
  const link = { key: made.key };
  expect(await panel(scenario, 'viewer', other, 'linkPostmortem', link)).toMatchObject({ ok: false, refusal: { code: 'may-not-edit' } });
  expect(await panel(scenario, 'im', other, 'linkPostmortem', { key: other })).toMatchObject({
    ok: false,
    refusal: { code: 'not-a-postmortem' },
  });
  expect(await panel(scenario, 'im', other, 'linkPostmortem', link)).toEqual({ ok: true, value: { ...made, created: true } });
  expect(await postmortemsOf(other)).toEqual([made.key]);

  const url = 'https://wiki.example.test/search-is-slow';
  expect(await panel(scenario, 'im', other, 'linkPostmortemUrl', { url, title: 'Search is slow' })).toEqual({ ok: true, value: { url } });
  const pages = await control.rest(PEOPLE.im.email, 'GET', `/rest/api/3/issue/${other}/remotelink`);
  expect(pages.body).toMatchObject([{ globalId: url, object: { url, title: 'Search is slow' } }]);

  const { projectId, workTypeId } = await taskPlace();
  const task = await control.rest(PEOPLE.im.email, 'POST', '/rest/api/3/issue', {
    fields: { project: { id: projectId }, issuetype: { id: workTypeId }, summary: 'Cache search results' },
  });
  const { id, key } = task.body as { id: string; key: string };
  expect(await pm<LinkedView>('im', made.key, 'linkAction', { type: 'priority', key, kind: 'mitigate' })).toEqual({
    ok: true,
    value: { key, issueId: id, created: true },
  });
  expect(await linkedKeys(control, PEOPLE.im.email, made.key, map.linkTypes.priorityAction)).toEqual([key]);
  const property = await control.rest(PEOPLE.im.email, 'GET', `/rest/api/3/issue/${key}/properties/incident-action`);
  expect(property.body).toMatchObject({ value: { kind: 'mitigate' } });
}, 60_000);

test('an answer that Jira loses makes no second postmortem', async () => {
  const incident = await underWay(scenario);
  const commandId = newCommandId();
  scenario.control.faults.order({ method: 'POST', path: '/rest/api/3/issue$', times: 1, dropAfter: true, by: 'app' });
  expect(await panel(scenario, 'im', incident, 'createPostmortem', { commandId })).toMatchObject({
    ok: false,
    refusal: { code: 'jira-unavailable' },
  });
  scenario.control.faults.clear();
  expect(await panel(scenario, 'im', incident, 'createPostmortem', { commandId })).toMatchObject({ ok: true, value: { created: false } });
  expect(await postmortemsOf(incident)).toHaveLength(1);
  expect((await wholeTimeline(scenario, incident)).filter(({ kind }) => kind === 'linked')).toHaveLength(1);
}, 60_000);
