import { jiraTime, postmortemCommand, transition, writePostmortem } from '../../local-site/seed/incident-story.ts';
import { PEOPLE } from '../../local-site/seed/people.ts';
import { rest } from '../../local-site/seed/site-door.ts';
import { finish } from '../../local-site/seed/tell-incident.ts';
import {
  aBarePostmortem,
  anIncident,
  blockersOf,
  bulkBlockersOf,
  edit,
  impactTimes,
  link,
  MINUTE,
  newCommandId,
  resolve,
  START,
  startScenario,
  statusOf,
  underWay,
  view,
  type Scenario,
} from './scenario-site';

/** Jordan reads English, Seo-yeon Korean. */
const english = 'im';
const korean = 'support';
const NO_REASON_EN =
  'Give a reason of at least 10 characters as the comment of this transition. A bulk change has no comment: change this work item on its own.';
const NO_REASON_KO = '이 전환의 댓글에 이유를 10자 이상 적으십시오. 일괄 변경에는 댓글이 없으므로 이 업무 항목을 따로 전환하십시오.';
const REASON = { comment: 'Twin of another incident' };

let s: Scenario;
let incident: Readonly<Record<string, string>>;
let postmortem: Readonly<Record<string, string>>;

beforeAll(async () => {
  s = await startScenario();
  incident = s.map.transitions.incident;
  postmortem = s.map.transitions.postmortem;
}, 60_000);
afterAll(() => s.site.stop());

/** A board's drag is the same request as the issue view's button: no fields, no comment. */
async function refusals(key: string, transitionId: string | undefined): Promise<object> {
  return {
    rest: await blockersOf(s, english, key, transitionId),
    restKorean: await blockersOf(s, korean, key, transitionId),
    bulk: (await bulkBlockersOf(s, english, [key], transitionId))[key],
    bulkKorean: (await bulkBlockersOf(s, korean, [key], transitionId))[key],
  };
}

function everywhere(en: readonly string[], ko: readonly string[]): object {
  return { rest: en, restKorean: ko, bulk: en, bulkKorean: ko };
}

describe('Start fixing', () => {
  it('names the missing incident manager of a new incident, and nothing else, on every path', async () => {
    const key = await anIncident(s);
    expect(await refusals(key, incident.startFixing)).toEqual(
      everywhere(
        ['There is no incident manager. Take command, or assign someone.'],
        ['인시던트 관리자가 없습니다. 직접 지휘를 맡거나 담당자를 지정하십시오.'],
      ),
    );
    expect(await statusOf(s, key)).toBe('New');
  });

  it('names the missing acknowledgement on every path, and opens once command is taken', async () => {
    const [one, other] = [await anIncident(s), await anIncident(s)];
    for (const key of [one, other]) await view(s, 'im', key, 'assignIm', { accountId: PEOPLE.responder.accountId });
    expect(await refusals(one, incident.startFixing)).toEqual(
      everywhere(
        ['The incident manager has not acknowledged. Ask them to acknowledge in the incident panel, or take command.'],
        ['인시던트 관리자가 아직 확인하지 않았습니다. 인시던트 패널에서 확인하도록 요청하거나 직접 지휘를 맡으십시오.'],
      ),
    );
    for (const key of [one, other]) await view(s, 'responder', key, 'acknowledge');
    expect(await blockersOf(s, english, one, incident.startFixing)).toEqual([]);
    expect(await bulkBlockersOf(s, english, [other], incident.startFixing)).toEqual({ [other]: [] });
    expect([await statusOf(s, one), await statusOf(s, other)]).toEqual(['Fixing', 'Fixing']);
  });
});

describe('Resolve', () => {
  it('names all five blockers at once on every path', async () => {
    const key = await underWay(s);
    expect(await refusals(key, incident.resolve)).toEqual(
      everywhere(
        [
          'Set when impact started.',
          'Set when the incident was detected.',
          'Set when impact ended.',
          'Severity has not been confirmed since the impact last changed. Confirm it in the incident panel.',
          'Send the final internal update, or mark it as not needed in the incident panel.',
        ],
        [
          '영향이 시작된 시각을 입력하십시오.',
          '인시던트를 감지한 시각을 입력하십시오.',
          '영향이 끝난 시각을 입력하십시오.',
          '영향이 마지막으로 바뀐 뒤 심각도를 확정하지 않았습니다. 인시던트 패널에서 심각도를 확정하십시오.',
          '최종 내부 업데이트를 보내거나 인시던트 패널에서 필요 없음으로 표시하십시오.',
        ],
      ),
    );
  });

  it('judges the times typed on the transition screen, and accepts a note for a detection before the start', async () => {
    const key = await underWay(s);
    await view(s, 'im', key, 'confirmSeverity');
    await view(s, 'im', key, 'sendInternalUpdate', { text: 'All well again', stage: 'resolved', final: true });
    const times = {
      ...impactTimes(s),
      [s.map.fields.impactStarted ?? '']: jiraTime(START + MINUTE),
      [s.map.fields.detected ?? '']: jiraTime(START - MINUTE),
    };
    expect(await blockersOf(s, english, key, incident.resolve, { fields: times })).toEqual([
      'Impact ends before it starts. Correct one of the two times.',
      'Detection lies before the start of impact. Correct one of the two times, or add a note that explains it in the incident panel.',
    ]);
    await view(s, 'im', key, 'explainDetectionBeforeStart', { note: 'A canary failed before customers did' });
    const early = { ...times, [s.map.fields.impactEnded ?? '']: jiraTime(START + 2 * MINUTE) };
    expect(await blockersOf(s, english, key, incident.resolve, { fields: early })).toEqual([]);
    expect(await statusOf(s, key)).toBe('Resolved');
  });

  it('asks for a new confirmation when severity, service or products changed after the last one', async () => {
    const key = await underWay(s);
    await edit(s, 'im', key, impactTimes(s));
    await view(s, 'im', key, 'confirmSeverity');
    await view(s, 'im', key, 'declareFinalUpdateNotNeeded', { reason: 'Nobody outside noticed' });
    await edit(s, 'im', key, { [s.map.fields.severity ?? '']: { id: s.map.options.severity.sev1 } });
    const unconfirmed = 'Severity has not been confirmed since the impact last changed. Confirm it in the incident panel.';
    expect(await bulkBlockersOf(s, english, [key], incident.resolve)).toEqual({ [key]: [unconfirmed] });
    await view(s, 'im', key, 'confirmSeverity');
    expect(await bulkBlockersOf(s, english, [key], incident.resolve)).toEqual({ [key]: [] });
    expect(await statusOf(s, key)).toBe('Resolved');
  });
});

describe('Close', () => {
  it('asks a SEV2 for a postmortem, then for its owner and due date, on every path', async () => {
    const key = await underWay(s);
    await resolve(s, key);
    expect(await refusals(key, incident.close)).toEqual(
      everywhere(
        ['Link a postmortem, or create one; if it is not worth writing, waive it with a reason.'],
        ['포스트모템을 연결하거나 새로 만드십시오. 작성하지 않으려면 이유를 적고 면제하십시오.'],
      ),
    );
    const review = await aBarePostmortem(s, key);
    expect(await refusals(key, incident.close)).toEqual(
      everywhere(
        [`Give the postmortem ${review} a due date.`, `Give the postmortem ${review} an owner.`],
        [`포스트모템 ${review}의 기한을 지정하십시오.`, `포스트모템 ${review}의 담당자를 지정하십시오.`],
      ),
    );
    await edit(s, 'owner', review, { duedate: '2026-03-09', assignee: { accountId: PEOPLE.owner.accountId } });
    expect(await blockersOf(s, english, key, incident.close)).toEqual([]);
    expect(await statusOf(s, key)).toBe('Closed');
  });

  it('lets a waived postmortem be, and asks for an owner of open cleanup', async () => {
    const key = await underWay(s);
    await resolve(s, key);
    const review = await aBarePostmortem(s, key);
    await transition(s.control, PEOPLE.admin.email, review, postmortem.waive, { comment: 'Covered by last month' });
    const cleanup = await anIncident(s, { summary: 'Remove the temporary rate limit' });
    await link(s, s.map.linkTypes.cleanup, key, cleanup);
    expect(await refusals(key, incident.close)).toEqual(
      everywhere([`Give the open cleanup work ${cleanup} an owner.`], [`끝나지 않은 정리 작업 ${cleanup}의 담당자를 지정하십시오.`]),
    );
    await edit(s, 'admin', cleanup, { assignee: { accountId: PEOPLE.responder.accountId } });
    expect(await bulkBlockersOf(s, english, [key], incident.close)).toEqual({ [key]: [] });
    expect(await statusOf(s, key)).toBe('Closed');
  });

  it('asks a SEV3 for nothing', async () => {
    const key = await underWay(s, { severity: 'sev3' });
    await resolve(s, key);
    expect(await bulkBlockersOf(s, english, [key], incident.close)).toEqual({ [key]: [] });
  });
});

describe('a reason', () => {
  it('is asked for by Decline, Reopen and Waive, refused in bulk with the way out, and never taken from an old comment', async () => {
    const declined = await anIncident(s);
    const reopened = await underWay(s);
    await resolve(s, reopened);
    const waived = await aBarePostmortem(s, declined);
    const approvers = ([english, korean] as const).map((person) => ({ accountId: PEOPLE[person].accountId }));
    await edit(s, 'owner', waived, { [s.map.fields.approvers ?? '']: approvers });
    for (const [key, id] of [
      [declined, incident.decline],
      [reopened, incident.reopen],
      [waived, postmortem.waive],
    ] as const) {
      const body = {
        type: 'doc',
        version: 1,
        content: [{ type: 'paragraph', content: [{ type: 'text', text: 'A long enough comment, but an old one' }] }],
      };
      await s.control.rest(PEOPLE.im.email, 'POST', `/rest/api/3/issue/${key}/comment`, { body });
      expect(await refusals(key, id)).toEqual(everywhere([NO_REASON_EN], [NO_REASON_KO]));
      expect(await blockersOf(s, english, key, id, { comment: '  too short ' })).toEqual(['Make the reason at least 10 characters long.']);
      expect(await blockersOf(s, korean, key, id, { comment: '오탐입니다' })).toEqual(['이유를 10자 이상으로 적으십시오.']);
      expect(await blockersOf(s, korean, key, id, { comment: '점검 중에 발생한 오탐' })).toEqual([]);
    }
    expect([await statusOf(s, declined), await statusOf(s, reopened), await statusOf(s, waived)]).toEqual(['Declined', 'Fixing', 'Waived']);
  });

  it('is asked for by Reopen of a postmortem too', async () => {
    const review = await aBarePostmortem(s, await anIncident(s));
    await transition(s.control, PEOPLE.admin.email, review, postmortem.waive, { comment: 'Not worth the time' });
    expect(await refusals(review, postmortem.reopen)).toEqual(everywhere([NO_REASON_EN], [NO_REASON_KO]));
    expect(await blockersOf(s, english, review, postmortem.reopen, { comment: 'It came back twice' })).toEqual([]);
    expect(await statusOf(s, review)).toBe('Draft');
  });
});

describe('Merge', () => {
  it('names the missing reason and the missing target together on every path', async () => {
    const key = await anIncident(s);
    expect(await refusals(key, incident.merge)).toEqual(
      everywhere(
        [NO_REASON_EN, 'Link the incident that carries on, with an “is merged into” link from this one to it.'],
        [NO_REASON_KO, '이 인시던트에서 계속 진행할 인시던트로 “is merged into” 연결을 추가하십시오.'],
      ),
    );
  });

  it('refuses a target that is no incident, closed, itself merged, or one of several, and lets an open one through', async () => {
    const [notIncident, intoClosed, intoMerged, intoTwo] = [
      await anIncident(s),
      await anIncident(s),
      await anIncident(s),
      await anIncident(s),
    ];
    const open = await anIncident(s);
    const into = s.map.linkTypes.mergedInto;
    const review = await aBarePostmortem(s, open);
    await link(s, into, notIncident, review);
    expect(await blockersOf(s, english, notIncident, incident.merge, REASON)).toEqual([
      `${review} is not an incident. Link the incident that carries on.`,
    ]);

    const closed = await underWay(s, { severity: 'sev3' });
    await resolve(s, closed);
    await transition(s.control, PEOPLE.im.email, closed, incident.close);
    await link(s, into, intoClosed, closed);
    expect(await blockersOf(s, english, intoClosed, incident.merge, REASON)).toEqual([
      `${closed} is closed. Reopen it, or link an incident that is still open.`,
    ]);

    await link(s, into, intoTwo, open);
    await link(s, into, intoTwo, intoMerged);
    expect(await blockersOf(s, english, intoTwo, incident.merge, REASON)).toEqual([
      'Keep only one “is merged into” link from this incident.',
    ]);

    await link(s, into, intoMerged, open);
    expect(await blockersOf(s, english, intoMerged, incident.merge, REASON)).toEqual([]);
    expect(await statusOf(s, intoMerged)).toBe('Merged');

    const late = await anIncident(s);
    await link(s, into, late, intoMerged);
    expect(await blockersOf(s, korean, late, incident.merge, REASON)).toEqual([
      `${intoMerged} 인시던트도 병합되었습니다. 그 인시던트가 병합된 인시던트를 연결하십시오.`,
    ]);
  });
});

describe('a postmortem', () => {
  const empty = [
    'Write the incident summary.',
    'Describe the impact.',
    'Describe how the incident was detected.',
    'Answer the five whys.',
    'Write the root cause; if it is unknown, say so.',
    'Choose a cause category; Unknown is an answer.',
    'Set when impact started in the incident that is linked to this postmortem.',
    'Set when the incident that is linked to this postmortem was detected.',
    'Set when impact ended in the incident that is linked to this postmortem.',
    'Add a priority action that detects, mitigates or prevents the next incident of this kind.',
    'Name at least one approver.',
  ];

  it('that is empty is refused with everything it lacks, over REST and in bulk alike', async () => {
    const review = await aBarePostmortem(s, await underWay(s));
    expect(await blockersOf(s, english, review, postmortem.requestApproval)).toEqual(empty);
    expect(await bulkBlockersOf(s, english, [review], postmortem.requestApproval)).toEqual({ [review]: empty });
    expect(await statusOf(s, review)).toBe('Draft');
  });

  it('is approved by its approvers and completed by its actions, in bulk too', async () => {
    const key = await underWay(s);
    await resolve(s, key);
    const review = await aBarePostmortem(s, key);
    await writePostmortem(
      s.control,
      s.map,
      PEOPLE.owner.email,
      review,
      { summary: 'A', impact: 'B', detection: 'C', fiveWhys: 'D', rootCause: 'E', causeCategory: 'unknown' },
      { owner: PEOPLE.owner.accountId, approvers: [PEOPLE.im.accountId], dueDate: '2026-03-09' },
    );
    const project = (await rest(s.control, PEOPLE.admin.email, 'GET', '/project/INC')) as { issueTypes: { id: string; name: string }[] };
    const { key: action } = (await postmortemCommand(s.control, PEOPLE.owner.email, review, 'createAction', {
      commandId: newCommandId(),
      type: 'priority',
      kind: 'prevent',
      projectId: s.map.projectId,
      workTypeId: project.issueTypes.find(({ name }) => name === 'Task')?.id ?? '',
      summary: 'Alert on a full disk',
      assignee: PEOPLE.responder.accountId,
      dueDate: '2026-03-30',
    })) as { key: string };
    expect(await bulkBlockersOf(s, english, [review], postmortem.requestApproval)).toEqual({ [review]: [] });

    const approval = 'Jordan Mbeki has not approved this version. Ask them to approve it in the postmortem panel.';
    expect(await blockersOf(s, 'owner', review, postmortem.approve)).toEqual([approval]);
    expect(await bulkBlockersOf(s, 'owner', [review], postmortem.approve)).toEqual({ [review]: [approval] });
    const { contentHash } = (await postmortemCommand(s.control, PEOPLE.im.email, review, 'openPostmortem')) as { contentHash: string };
    await postmortemCommand(s.control, PEOPLE.im.email, review, 'approve', { commandId: newCommandId(), contentHash });
    expect(await bulkBlockersOf(s, 'owner', [review], postmortem.approve)).toEqual({ [review]: [] });

    const open = `Finish the priority action ${action}, or have an approver accept the risk until a date.`;
    expect(await blockersOf(s, 'owner', review, postmortem.complete)).toEqual([open]);
    expect(await bulkBlockersOf(s, 'owner', [review], postmortem.complete)).toEqual({ [review]: [open] });
    await finish(s.control, PEOPLE.responder.email, action);
    expect(await bulkBlockersOf(s, 'owner', [review], postmortem.complete)).toEqual({ [review]: [] });
    expect(await statusOf(s, review)).toBe('Complete');
  });
});

describe('Create', () => {
  it.each(['severity', 'faultyService'])('is refused by Jira itself without %s, even with the app stopped', async (field) => {
    s.control.app.running(false);
    const made = await s.control.rest(PEOPLE.support.email, 'POST', '/rest/api/3/issue', {
      fields: {
        project: { id: s.map.projectId },
        issuetype: { id: s.map.types.incident },
        summary: 'No severity',
        ...(field !== 'severity' && { [s.map.fields.severity ?? '']: { id: s.map.options.severity.sev2 } }),
        ...(field !== 'faultyService' && { [s.map.fields.faultyService ?? '']: { id: s.map.options.faultyServiceUnknown } }),
      },
    });
    s.control.app.running(true);
    expect(made.status).toBe(400);
  });
});
