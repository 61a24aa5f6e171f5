import { transition } from '../../local-site/seed/incident-story.ts';
import { PEOPLE } from '../../local-site/seed/people.ts';
import { ask } from '../../local-site/seed/site-door.ts';
import {
  aBarePostmortem,
  anIncident,
  blockersOf,
  bulkBlockersOf,
  edit,
  idOf,
  impactTimes,
  provision,
  startScenario,
  statusOf,
  underWay,
  view,
  type Scenario,
} from './scenario-site';

const ORPHANED =
  'A rule of this transition belongs to an app that is not installed. Ask a Jira admin to remove the rule or install the app.';

let s: Scenario;
let incident: Readonly<Record<string, string>>;
let postmortem: Readonly<Record<string, string>>;

beforeAll(async () => {
  s = await startScenario();
  incident = s.map.transitions.incident;
  postmortem = s.map.transitions.postmortem;
}, 60_000);
afterAll(() => s.site.stop());

async function resolutionOf(key: string): Promise<string | undefined> {
  const { body } = await s.control.rest(PEOPLE.admin.email, 'GET', `/rest/api/3/issue/${key}?fields=resolution`);
  return (body as { fields: { resolution: { id: string } | null } }).fields.resolution?.id;
}

/** Keys of the apps' rules on the incident's and the postmortem's workflow. */
async function gatesInWorkflows(): Promise<number> {
  const { body } = await s.control.rest(PEOPLE.admin.email, 'GET', '/rest/api/3/workflows/search?maxResults=50&expand=values.transitions');
  return JSON.stringify(body).split('forge:expression-validator').length - 1;
}

/** Each way out of New, Fixing and a Draft that a gate guards, tried without what the gate asks for. */
async function tryEverything(): Promise<Readonly<Record<string, readonly string[]>>> {
  const [started, declined, merged] = [await anIncident(s), await anIncident(s), await anIncident(s)];
  const review = await aBarePostmortem(s, started);
  return {
    startFixing: await blockersOf(s, 'im', started, incident.startFixing),
    decline: await blockersOf(s, 'im', declined, incident.decline),
    merge: await blockersOf(s, 'im', merged, incident.merge),
    requestApproval: await blockersOf(s, 'im', review, postmortem.requestApproval),
  };
}

describe('with the app stopped', () => {
  beforeEach(() => {
    s.control.app.running(false);
  });
  afterEach(() => {
    s.control.app.running(true);
  });

  it('Emergency resolve leads from New to Resolved, without a comment, over REST', async () => {
    const key = await anIncident(s);
    expect(await blockersOf(s, 'support', key, incident.emergencyResolve)).toEqual([]);
    expect([await statusOf(s, key), await resolutionOf(key)]).toEqual(['Resolved', s.map.resolutions.emergencyResolved]);
  });

  it('Emergency resolve leads from Fixing to Resolved in bulk', async () => {
    s.control.app.running(true);
    const key = await underWay(s);
    s.control.app.running(false);
    expect(await bulkBlockersOf(s, 'im', [key], incident.emergencyResolve)).toEqual({ [key]: [] });
    expect(await statusOf(s, key)).toBe('Resolved');
  });

  it('gates that are expressions still decide', async () => {
    const key = await anIncident(s);
    expect(await blockersOf(s, 'im', key, incident.decline)).toEqual([
      'Give a reason of at least 10 characters as the comment of this transition. A bulk change has no comment: change this work item on its own.',
    ]);
    expect(await blockersOf(s, 'im', key, incident.decline, { comment: 'Only a test of ours' })).toEqual([]);
  });

  it('gates that are functions refuse', async () => {
    const review = await aBarePostmortem(s, await anIncident(s));
    expect(await blockersOf(s, 'im', review, postmortem.requestApproval)).toEqual([
      "The rule 'Request approval: the postmortem is complete' could not be checked. Try again, or ask a Jira admin.",
    ]);
    expect(await statusOf(s, review)).toBe('Draft');
  });

  it('the timeline tells of it once the app runs again', async () => {
    s.control.app.running(true);
    const key = await underWay(s);
    s.control.app.running(false);
    await transition(s.control, PEOPLE.im.email, key, incident.emergencyResolve, { comment: 'The panel does not load' });
    s.control.app.running(true);
    const { events } = await view(s, 'im', key, 'syncIncident');
    const told = events.filter(({ kind, data }) => kind === 'status' && data.toName === 'Resolved');
    expect(told.map(({ actor }) => actor)).toEqual([PEOPLE.im.accountId]);
  });
});

describe('Close after an emergency resolve', () => {
  it('asks for the reason and for everything Resolve would have asked for, then opens', async () => {
    const key = await underWay(s, { severity: 'sev3' });
    await transition(s.control, PEOPLE.im.email, key, incident.emergencyResolve);
    expect(await blockersOf(s, 'im', key, incident.close)).toEqual([
      'Say in the incident panel why the incident was resolved in an emergency.',
      'Set when impact started.',
      'Set when the incident was detected.',
      'Set when impact ended.',
      'Severity has not been confirmed since the impact last changed. Confirm it in the incident panel.',
      'Send the final internal update, or mark it as not needed in the incident panel.',
    ]);
    expect(await bulkBlockersOf(s, 'support', [key], incident.close)).toEqual({
      [key]: [
        '인시던트를 긴급 해결한 이유를 인시던트 패널에 적으십시오.',
        '영향이 시작된 시각을 입력하십시오.',
        '인시던트를 감지한 시각을 입력하십시오.',
        '영향이 끝난 시각을 입력하십시오.',
        '영향이 마지막으로 바뀐 뒤 심각도를 확정하지 않았습니다. 인시던트 패널에서 심각도를 확정하십시오.',
        '최종 내부 업데이트를 보내거나 인시던트 패널에서 필요 없음으로 표시하십시오.',
      ],
    });
    await view(s, 'im', key, 'explainEmergency', { reason: 'The panel did not load' });
    await edit(s, 'im', key, impactTimes(s));
    await view(s, 'im', key, 'confirmSeverity');
    await view(s, 'im', key, 'sendInternalUpdate', { text: 'All well again', stage: 'resolved', final: true });
    expect(await blockersOf(s, 'im', key, incident.close)).toEqual([]);
    expect(await statusOf(s, key)).toBe('Closed');
  });

  it('asks a SEV1 for its postmortem as well', async () => {
    const key = await anIncident(s, { severity: 'sev1' });
    await transition(s.control, PEOPLE.support.email, key, incident.emergencyResolve);
    const blockers = await blockersOf(s, 'im', key, incident.close);
    expect(blockers).toEqual([
      'Link a postmortem, or create one; if it is not worth writing, waive it with a reason.',
      'Say in the incident panel why the incident was resolved in an emergency.',
      'Set when impact started.',
      'Set when the incident was detected.',
      'Set when impact ended.',
      'Severity has not been confirmed since the impact last changed. Confirm it in the incident panel.',
      'Send the final internal update, or mark it as not needed in the incident panel.',
    ]);
  });
});

describe('the way out of the app', () => {
  it('setup, when removed, takes every gate with it and brings them back when it runs again', async () => {
    expect(await gatesInWorkflows()).toBe(11);
    await ask(s.control, 'setup', 'removeSetup', { user: PEOPLE.admin.email, payload: { projectId: s.map.projectId } });
    expect(await gatesInWorkflows()).toBe(0);
    expect(await tryEverything()).toEqual({ startFixing: [], decline: [], merge: [], requestApproval: [] });
    expect((await provision(s.control)).transitions).toEqual(s.map.transitions);
    expect(await gatesInWorkflows()).toBe(11);
  });

  it('an app uninstalled while Jira refused to change workflows leaves closed gates, and Emergency resolve open', async () => {
    const running = await underWay(s);
    s.control.faults.order({ method: 'POST', path: '/rest/api/3/workflows', by: 'app', status: 403, times: 99 });
    await s.control.app.installed(false);
    s.control.faults.clear();
    expect(await tryEverything()).toEqual({ startFixing: [ORPHANED], decline: [ORPHANED], merge: [ORPHANED], requestApproval: [ORPHANED] });
    const fresh = await anIncident(s);
    expect(await blockersOf(s, 'im', fresh, incident.emergencyResolve)).toEqual([]);
    expect(await blockersOf(s, 'im', running, incident.emergencyResolve)).toEqual([]);
    expect([await statusOf(s, fresh), await statusOf(s, running)]).toEqual(['Resolved', 'Resolved']);
  });

  it('a new installation adopts what the old one made, and its gates decide again', async () => {
    await s.control.app.installed(true);
    expect((await provision(s.control)).types).toEqual(s.map.types);
    expect(await gatesInWorkflows()).toBe(11);
    expect((await tryEverything()).requestApproval).not.toEqual([ORPHANED]);
    expect(await idOf(s.control, await anIncident(s))).not.toBe('');
  });

  it('uninstalling takes every gate out, and everybody may move everything', async () => {
    await s.control.app.installed(false);
    expect(await gatesInWorkflows()).toBe(0);
    expect(await tryEverything()).toEqual({ startFixing: [], decline: [], merge: [], requestApproval: [] });
  });
});
