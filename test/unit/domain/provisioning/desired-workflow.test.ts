import type { BilingualMessages } from '../../../../src/domain/gates/blocker';
import {
  desiredTransitions,
  gateConfiguration,
  requiredOf,
  sameReservation,
  sameTransitions,
} from '../../../../src/domain/provisioning/desired-workflow';
import type { TransitionSnapshot } from '../../../../src/domain/provisioning/site-snapshot';
import { workflows, type WorkflowBlueprint } from '../../../../src/domain/provisioning/workflow-blueprint';
import { completeLedger, messages, ruleIds, settledMap } from './settled-site';

const desired = (key: 'incident' | 'postmortem'): readonly TransitionSnapshot[] =>
  workflows
    .filter((workflow) => workflow.key === key)
    .flatMap((workflow) => desiredTransitions(workflow, completeLedger, settledMap, ruleIds, messages));

const inShort = ({ id, name, from, to, screenId, resolution, rules }: TransitionSnapshot): readonly unknown[] => [
  id,
  name,
  from.join(' '),
  to,
  screenId,
  resolution,
  rules.map((rule) => (rule.kind === 'gate' ? rule.ruleId : `required ${rule.fieldIds.join(',')}`)),
];

// prettier-ignore
const INCIDENT = [
  ['1', 'Declare incident', '', '301', null, null, ['required customfield_101,customfield_102']],
  ['11', 'Start fixing', '301', '302', null, null, ['ari:start-fixing']],
  ['21', 'Resolve', '302', '303', '604', '501', ['ari:resolve']],
  ['31', 'Close', '303', '304', null, null, ['ari:close']],
  ['41', 'Decline', '301', '305', '605', '503', ['ari:decline']],
  ['51', 'Merge', '301 302', '306', '605', '504', ['ari:merge']],
  ['61', 'Reopen', '303 304 305 306', '302', '605', 'clear', ['ari:reopen']],
  ['71', 'Emergency resolve', '301 302', '303', '605', '502', []],
];

// prettier-ignore
const POSTMORTEM = [
  ['1', 'Create postmortem', '', '311', null, null, []],
  ['11', 'Request approval', '311', '312', null, null, ['ari:request-approval']],
  ['21', 'Approve', '312', '313', null, null, ['ari:approve']],
  ['31', 'Changes requested', '312', '311', '605', null, []],
  ['41', 'Complete', '313', '314', null, '505', ['ari:complete']],
  ['51', 'Waive', '311', '315', '605', '506', ['ari:waive']],
  ['61', 'Reopen', '313 314 315', '311', '605', 'clear', ['ari:reopen']],
];

describe('The workflow of', () => {
  it('an incident has these transitions: from, to, screen, resolution, rules', () => {
    expect(desired('incident').map(inShort)).toEqual(INCIDENT);
  });

  it('a postmortem has these transitions: from, to, screen, resolution, rules', () => {
    expect(desired('postmortem').map(inShort)).toEqual(POSTMORTEM);
  });

  it('an incident has Emergency resolve without any rule, from everywhere before Resolved', () => {
    const emergency = desired('incident').find(({ id }) => id === '71');
    expect([emergency?.from, emergency?.to, emergency?.rules]).toEqual([['301', '302'], '303', []]);
  });

  it('a postmortem leaves Waive to project administrators and approvers, and nothing else to anybody', () => {
    const reserved = [...desired('incident'), ...desired('postmortem')].filter(({ reservations }) => reservations.length > 0);
    expect(reserved.map(({ name, reservations }) => [name, reservations])).toEqual([
      ['Waive', [{ permissions: ['ADMINISTER_PROJECTS'], fieldIds: ['customfield_111'] }]],
    ]);
  });

  it('a postmortem lets only approvers and project administrators waive it, and everybody do the rest', () => {
    const reserved = [...desired('incident'), ...desired('postmortem')].filter(({ reservations }) => reservations.length > 0);
    expect(reserved.map(({ id, name, reservations }) => [id, name, reservations])).toEqual([
      ['51', 'Waive', [{ permissions: ['ADMINISTER_PROJECTS'], fieldIds: ['customfield_111'] }]],
    ]);
  });

  it('anything lists its statuses in the order of numbers and not of digits', () => {
    const statuses = { ...settledMap.statuses, new: '10000', fixing: '9999' };
    const [incident] = workflows;
    const site = { ...settledMap, statuses };
    const all = incident === undefined ? [] : desiredTransitions(incident, completeLedger, site, ruleIds, messages);
    expect(all.find(({ id }) => id === '71')?.from).toEqual(['9999', '10000']);
  });

  it('anything names Jira’s own fields as they are, and leaves open what is not made yet', () => {
    const blueprint: WorkflowBlueprint = {
      key: 'incident',
      name: 'A',
      description: 'B',
      transitions: [
        {
          id: '1',
          key: 'create',
          name: 'Create',
          from: [],
          to: 'new',
          screen: 'reason',
          required: ['severity', 'assignee'],
          gate: 'approve-gate',
          reservedFor: { permissions: ['MOVE_ISSUES', 'ADMINISTER'], people: ['severity', 'approvers'] },
          resolution: 'merged',
        },
      ],
    };
    expect(desiredTransitions(blueprint, {}, settledMap, {}, messages)).toEqual([
      {
        id: '1',
        name: 'Create',
        from: [],
        to: '301',
        screenId: null,
        rules: [
          { kind: 'required', fieldIds: ['severity', 'assignee'] },
          { kind: 'gate', ruleId: '', config: '{"v":1,"gate":"approve-gate"}' },
        ],
        reservations: [{ permissions: ['ADMINISTER', 'MOVE_ISSUES'], fieldIds: ['approvers', 'severity'] }],
        resolution: null,
      },
    ]);
  });
});

describe('The configuration of a rule', () => {
  it('names the gate that is a function', () => {
    expect(gateConfiguration('complete-gate', settledMap, messages)).toBe('{"v":1,"gate":"complete-gate"}');
  });

  it('holds the expression of a gate that is one', () => {
    const words: BilingualMessages = {
      en: { 'gates.reason.missing': 'Why?', 'gates.reason.too-short': 'More.' },
      ko: { 'gates.reason.missing': '왜?', 'gates.reason.too-short': '더.' },
    };
    expect(JSON.parse(gateConfiguration('decline-gate', settledMap, words))).toEqual({
      v: 1,
      gate: 'decline-gate',
      expression:
        'let ko = (user?.locale ?? "").slice(0, 2) == "ko";\n' +
        'let typed = issue.comments.filter(c => c.id == null).map(c => c.body.plainText.trim());\n' +
        'let blockers = [(typed.length == 0 ? [(ko ? "• 왜?" : "• Why?")] : []),\n' +
        '(typed.length > 0 && typed[0].length < 10 ? [(ko ? "• 더." : "• More.")] : [])].flatten();\n' +
        'blockers.length == 0 ? true : blockers.join("\\n")',
    });
  });
});

describe('Two workflows', () => {
  it('are the same with another order of transitions and fields, whatever their names', () => {
    const a = desired('incident');
    const b = a
      .map((each) => ({
        ...each,
        name: 'Renamed',
        rules: each.rules.map((rule) => (rule.kind === 'gate' ? rule : { ...rule, fieldIds: [...rule.fieldIds].reverse() })),
      }))
      .reverse();
    expect(sameTransitions(a, b)).toBe(true);
    expect(a.map(({ id }) => id)).toEqual(['1', '11', '21', '31', '41', '51', '61', '71']);
  });

  it('are the same when what is wanted to be reserved is, beside what an admin reserved', () => {
    const wanted = desired('postmortem');
    const waiving = (reservations: TransitionSnapshot['reservations']): readonly TransitionSnapshot[] =>
      wanted.map((each) => (each.id === '51' ? { ...each, reservations } : each));
    const approvers = { permissions: ['ADMINISTER_PROJECTS'], fieldIds: ['customfield_111'] };
    const others = { permissions: ['MOVE_ISSUES'], fieldIds: ['customfield_111'] };
    expect(sameTransitions(waiving([others, approvers]), wanted)).toBe(true);
    expect(
      sameTransitions(
        wanted.map((each) => (each.id === '21' ? { ...each, reservations: [others] } : each)),
        wanted,
      ),
    ).toBe(true);
    expect(sameTransitions(waiving([]), wanted)).toBe(false);
    expect(sameTransitions(waiving([others]), wanted)).toBe(false);
    expect(sameTransitions(waiving([{ ...approvers, fieldIds: [] }]), wanted)).toBe(false);
  });

  it('are not the same when one rule is missing', () => {
    const a = desired('postmortem');
    expect(
      sameTransitions(
        a,
        a.map((each) => (each.id === '21' ? { ...each, rules: [] } : each)),
      ),
    ).toBe(false);
  });
});

describe('A transition', () => {
  it('asks for the fields of its required-field rules, each rule by itself, and for none of its gates', () => {
    const rules = [
      { kind: 'gate', ruleId: 'ari:close', config: '{}' },
      { kind: 'required', fieldIds: ['customfield_102', 'customfield_101'] },
      { kind: 'required', fieldIds: ['summary'] },
    ] as const;
    expect(requiredOf({ rules })).toEqual(['customfield_101,customfield_102', 'summary']);
  });

  it('is reserved alike for the same permissions and the same people', () => {
    const one = { permissions: ['ADMINISTER_PROJECTS'], fieldIds: ['customfield_111'] };
    expect(sameReservation(one, { ...one })).toBe(true);
    expect(sameReservation(one, { ...one, permissions: [] })).toBe(false);
    expect(sameReservation(one, { ...one, fieldIds: ['customfield_112'] })).toBe(false);
  });
});
