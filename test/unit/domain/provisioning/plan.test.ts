import { planSetup, type Plan } from '../../../../src/domain/provisioning/plan';
import type { Ledger } from '../../../../src/domain/provisioning/ledger';
import type { SiteSnapshot } from '../../../../src/domain/provisioning/site-snapshot';
import { completeLedger, emptySite, messages, settledMap, settledSite } from './settled-site';

const plan = (site: SiteSnapshot, ledger: Ledger = completeLedger): Plan => planSetup(site, ledger, messages);

const line = ({ action, kind, id, name, objectId }: Plan['steps'][number]): string =>
  [action, kind, id, name, ...(objectId === null ? [] : [objectId])].join(' | ');

/** What a setup would do, as one line for each step that is not settled. */
const todo = (site: SiteSnapshot, ledger?: Ledger): readonly string[] =>
  plan(site, ledger)
    .steps.filter(({ action }) => action !== 'keep')
    .map(line);

type Project = SiteSnapshot['project'];
const site = (different: Partial<SiteSnapshot>): SiteSnapshot => ({ ...settledSite, ...different });
const project = (different: Partial<Project>): SiteSnapshot => site({ project: { ...settledSite.project, ...different } });

/** The list with one of its objects changed. */
const changed = <T extends { readonly id: string }>(list: readonly T[], id: string, different: Partial<T>): readonly T[] =>
  list.map((each) => (each.id === id ? { ...each, ...different } : each));
const without = <T extends { readonly id: string }>(list: readonly T[], id: string): readonly T[] => list.filter((each) => each.id !== id);
const forgetting = (...keys: readonly string[]): Ledger =>
  Object.fromEntries(Object.entries(completeLedger).filter(([key]) => !keys.includes(key)));

const EVERYTHING = [
  'create | work-type | type.incident | Incident',
  'create | work-type | type.postmortem | Postmortem',
  'change | work-type-scheme | scheme.workTypes | Incidents | 801',
  'create | status | status.new | New',
  'create | status | status.fixing | Fixing',
  'create | status | status.resolved | Resolved',
  'create | status | status.closed | Closed',
  'create | status | status.declined | Declined',
  'create | status | status.merged | Merged',
  'create | status | status.draft | Draft',
  'create | status | status.inReview | In review',
  'create | status | status.approved | Approved',
  'create | status | status.complete | Complete',
  'create | status | status.waived | Waived',
  'create | resolution | resolution.resolved | Service restored',
  'create | resolution | resolution.emergencyResolved | Service restored (emergency)',
  'create | resolution | resolution.declined | Not an incident',
  'create | resolution | resolution.merged | Merged into another incident',
  'create | resolution | resolution.complete | Postmortem complete',
  'create | resolution | resolution.waived | Postmortem waived',
  'create | link-type | link.postmortem | Postmortem',
  'create | link-type | link.priorityAction | Priority action',
  'create | link-type | link.improvementAction | Improvement action',
  'create | link-type | link.cleanup | Cleanup',
  'create | link-type | link.customerCase | Customer case',
  'create | link-type | link.mergedInto | Merged into',
  'create | field | field.severity | Severity',
  'create | field-options | options.severity | Severity',
  'create | field | field.faultyService | Faulty service',
  'create | field-options | options.faultyService | Faulty service',
  'create | field | field.affectedProducts | Affected products',
  'create | field | field.impactStarted | Impact started',
  'create | field | field.detected | Detected',
  'create | field | field.impactEnded | Impact ended',
  'create | field | field.detectedBy | Detected by',
  'create | field-options | options.detectedBy | Detected by',
  'create | field | field.kind | Incident kind',
  'create | field-options | options.kind | Incident kind',
  'create | field | field.timelineHead | Incident timeline anchor',
  'create | field | field.approvers | Approvers',
  'create | field | field.actionKind | Action kind',
  'create | field-options | options.actionKind | Action kind',
  'create | field | field.postmortem.summary | Incident summary',
  'create | field | field.postmortem.leadup | Leadup',
  'create | field | field.postmortem.fault | Fault',
  'create | field | field.postmortem.impact | Impact',
  'create | field | field.postmortem.detection | Detection',
  'create | field | field.postmortem.response | Response',
  'create | field | field.postmortem.recovery | Recovery',
  'create | field | field.postmortem.timeline | Postmortem timeline',
  'create | field | field.postmortem.fiveWhys | Five whys',
  'create | field | field.postmortem.rootCause | Root cause',
  'create | field | field.postmortem.causeCategory | Cause category',
  'create | field-options | options.postmortem.causeCategory | Cause category',
  'create | field | field.postmortem.backlogCheck | Backlog check',
  'create | field | field.postmortem.recurrence | Recurrence',
  'create | field | field.postmortem.lessons | Lessons learned',
  'create | field | field.postmortem.correctiveActions | Corrective actions',
  'create | screen | screen.incident | Incident Handbook: incident',
  'create | screen | screen.incidentCreate | Incident Handbook: declare an incident',
  'create | screen | screen.postmortem | Incident Handbook: postmortem',
  'create | screen | screen.resolve | Incident Handbook: resolve',
  'create | screen | screen.reason | Incident Handbook: reason',
  'create | screen-scheme | screenScheme.incident | Incident Handbook: incident',
  'create | screen-scheme | screenScheme.postmortem | Incident Handbook: postmortem',
  'change | project-screens | project.screens | Incidents | 802',
  'create | workflow | workflow.incident | Incident Handbook: incident',
  'create | workflow | workflow.postmortem | Incident Handbook: postmortem',
  'change | project-workflows | project.workflows | Incidents | 803',
  'change | site-map | project.property | Incidents | 10000',
];

const ADOPTED = [
  'adopt | work-type | type.incident | Incident | 11',
  'adopt | work-type | type.postmortem | Postmortem | 12',
  'adopt | status | status.new | New | 301',
  'adopt | status | status.fixing | Fixing | 302',
  'adopt | status | status.resolved | Resolved | 303',
  'adopt | status | status.closed | Closed | 304',
  'adopt | status | status.declined | Declined | 305',
  'adopt | status | status.merged | Merged | 306',
  'adopt | status | status.draft | Draft | 311',
  'adopt | status | status.inReview | In review | 312',
  'adopt | status | status.approved | Approved | 313',
  'adopt | status | status.complete | Complete | 314',
  'adopt | status | status.waived | Waived | 315',
  'adopt | resolution | resolution.resolved | Service restored | 501',
  'adopt | resolution | resolution.emergencyResolved | Service restored (emergency) | 502',
  'adopt | resolution | resolution.declined | Not an incident | 503',
  'adopt | resolution | resolution.merged | Merged into another incident | 504',
  'adopt | resolution | resolution.complete | Postmortem complete | 505',
  'adopt | resolution | resolution.waived | Postmortem waived | 506',
  'adopt | link-type | link.postmortem | Postmortem | 401',
  'adopt | link-type | link.priorityAction | Priority action | 402',
  'adopt | link-type | link.improvementAction | Improvement action | 403',
  'adopt | link-type | link.cleanup | Cleanup | 404',
  'adopt | link-type | link.customerCase | Customer case | 405',
  'adopt | link-type | link.mergedInto | Merged into | 406',
  'adopt | field | field.severity | Severity | customfield_101',
  'change | field-options | options.severity | Severity | customfield_101',
  'adopt | field | field.faultyService | Faulty service | customfield_102',
  'change | field-options | options.faultyService | Faulty service | customfield_102',
  'adopt | field | field.affectedProducts | Affected products | customfield_103',
  'adopt | field | field.impactStarted | Impact started | customfield_104',
  'adopt | field | field.detected | Detected | customfield_105',
  'adopt | field | field.impactEnded | Impact ended | customfield_106',
  'adopt | field | field.detectedBy | Detected by | customfield_107',
  'change | field-options | options.detectedBy | Detected by | customfield_107',
  'adopt | field | field.kind | Incident kind | customfield_108',
  'change | field-options | options.kind | Incident kind | customfield_108',
  'adopt | field | field.timelineHead | Incident timeline anchor | customfield_110',
  'adopt | field | field.approvers | Approvers | customfield_111',
  'adopt | field | field.actionKind | Action kind | customfield_109',
  'change | field-options | options.actionKind | Action kind | customfield_109',
  'adopt | field | field.postmortem.summary | Incident summary | customfield_121',
  'adopt | field | field.postmortem.leadup | Leadup | customfield_122',
  'adopt | field | field.postmortem.fault | Fault | customfield_123',
  'adopt | field | field.postmortem.impact | Impact | customfield_124',
  'adopt | field | field.postmortem.detection | Detection | customfield_125',
  'adopt | field | field.postmortem.response | Response | customfield_126',
  'adopt | field | field.postmortem.recovery | Recovery | customfield_127',
  'adopt | field | field.postmortem.timeline | Postmortem timeline | customfield_128',
  'adopt | field | field.postmortem.fiveWhys | Five whys | customfield_129',
  'adopt | field | field.postmortem.rootCause | Root cause | customfield_130',
  'adopt | field | field.postmortem.causeCategory | Cause category | customfield_131',
  'change | field-options | options.postmortem.causeCategory | Cause category | customfield_131',
  'adopt | field | field.postmortem.backlogCheck | Backlog check | customfield_132',
  'adopt | field | field.postmortem.recurrence | Recurrence | customfield_133',
  'adopt | field | field.postmortem.lessons | Lessons learned | customfield_134',
  'adopt | field | field.postmortem.correctiveActions | Corrective actions | customfield_135',
  'adopt | screen | screen.incident | Incident Handbook: incident | 601',
  'adopt | screen | screen.incidentCreate | Incident Handbook: declare an incident | 602',
  'adopt | screen | screen.postmortem | Incident Handbook: postmortem | 603',
  'adopt | screen | screen.resolve | Incident Handbook: resolve | 604',
  'adopt | screen | screen.reason | Incident Handbook: reason | 605',
  'adopt | screen-scheme | screenScheme.incident | Incident Handbook: incident | 701',
  'adopt | screen-scheme | screenScheme.postmortem | Incident Handbook: postmortem | 702',
  'adopt | workflow | workflow.incident | Incident Handbook: incident | incident-workflow',
  'adopt | workflow | workflow.postmortem | Incident Handbook: postmortem | postmortem-workflow',
];

describe('A plan', () => {
  it('makes everything on an empty site, each step after what it needs', () => {
    const { blockers, settled, steps } = plan(emptySite, {});
    expect(steps.map(line)).toEqual(EVERYTHING);
    expect([blockers, settled]).toEqual([[], false]);
  });

  it('has nothing to do where setup has been', () => {
    const { blockers, settled, steps } = plan(settledSite);
    expect([blockers, settled]).toEqual([[], true]);
    expect(todo(settledSite)).toEqual([]);
    expect(steps.map(({ id }) => id)).toEqual(EVERYTHING.map((each) => each.split(' | ')[2]));
  });

  it('adopts by name what a lost ledger made', () => {
    expect(todo(settledSite, {})).toEqual(ADOPTED);
  });

  it('is not settled while a single step is left', () => {
    expect(plan(project({ property: null })).settled).toBe(false);
  });

  it('does not start on a team-managed project', () => {
    const { blockers, settled } = plan(project({ companyManaged: false }));
    expect([blockers, settled]).toEqual([['team-managed'], false]);
  });

  it.each(Object.keys(settledSite.ruleIds))('does not start without the rule of the %s', (gate) => {
    const ruleIds = Object.fromEntries(Object.entries(settledSite.ruleIds).filter(([key]) => key !== gate));
    expect(plan(site({ ruleIds })).blockers).toEqual(['app-rules-missing']);
    expect(plan(site({ ruleIds })).settled).toBe(false);
  });
});

describe('An object that an admin renamed', () => {
  it('is kept by its id, under its new name', () => {
    const renamed = site({
      workTypes: changed(settledSite.workTypes, '11', { name: '인시던트' }),
      statuses: changed(settledSite.statuses, '302', { name: 'In Arbeit' }),
      resolutions: changed(settledSite.resolutions, '503', { name: 'Kein Vorfall' }),
      linkTypes: changed(settledSite.linkTypes, '404', { name: 'Aufräumen' }),
      fields: changed(settledSite.fields, 'customfield_101', { name: 'Schweregrad' }),
      screens: changed(settledSite.screens, '604', { name: 'Lösen' }),
      screenSchemes: changed(settledSite.screenSchemes, '701', { name: 'Vorfall' }),
    });
    expect(todo(renamed)).toEqual([]);
    const names = plan(renamed).steps.flatMap(({ id, name }) =>
      ['type.incident', 'field.severity', 'screen.resolve', 'screenScheme.incident'].includes(id) ? [name] : [],
    );
    expect(names).toEqual(['인시던트', 'Schweregrad', 'Lösen', 'Vorfall']);
  });

  it('is kept even when another has taken its old name', () => {
    const workTypes = [{ id: '9', name: 'Incident' }, ...changed(settledSite.workTypes, '11', { name: '인시던트' })];
    expect(todo(site({ workTypes }))).toEqual([]);
  });

  it('is a workflow whose new name the project uses', () => {
    const workflows = changed(settledSite.workflows, 'incident-workflow', { name: 'Vorfall' });
    const { workflowScheme } = settledSite.project;
    const mappings = { '11': 'Vorfall', '12': 'Incident Handbook: postmortem' };
    expect(todo({ ...project({ workflowScheme: { ...workflowScheme, mappings } }), workflows })).toEqual([]);
    expect(todo(site({ workflows }))).toEqual(['change | project-workflows | project.workflows | Incidents | 803']);
  });
});

describe('An object that is gone', () => {
  it.each<[string, Partial<SiteSnapshot>, readonly string[]]>([
    ['status', { statuses: without(settledSite.statuses, '302') }, ['create | status | status.fixing | Fixing']],
    [
      'resolution',
      { resolutions: without(settledSite.resolutions, '505') },
      ['create | resolution | resolution.complete | Postmortem complete'],
    ],
    ['link type', { linkTypes: without(settledSite.linkTypes, '404') }, ['create | link-type | link.cleanup | Cleanup']],
  ])('is made again: a %s', (_, different, expected) => {
    expect(todo(site(different)).filter((each) => each.startsWith('create'))).toEqual(expected);
  });

  it('takes with it what refers to it', () => {
    expect(todo(site({ workTypes: without(settledSite.workTypes, '12') }))).toEqual([
      'create | work-type | type.postmortem | Postmortem',
      'change | work-type-scheme | scheme.workTypes | Incidents | 801',
      'change | project-screens | project.screens | Incidents | 802',
      'change | workflow | workflow.incident | Incident Handbook: incident | incident-workflow',
      'change | workflow | workflow.postmortem | Incident Handbook: postmortem | postmortem-workflow',
      'change | project-workflows | project.workflows | Incidents | 803',
      'change | site-map | project.property | Incidents | 10000',
    ]);
    expect(todo(site({ workflows: without(settledSite.workflows, 'postmortem-workflow') }))).toEqual([
      'create | workflow | workflow.postmortem | Incident Handbook: postmortem',
      'change | project-workflows | project.workflows | Incidents | 803',
    ]);
    expect(todo(site({ screens: without(settledSite.screens, '602') }))).toEqual([
      'create | screen | screen.incidentCreate | Incident Handbook: declare an incident',
      'change | screen-scheme | screenScheme.incident | Incident Handbook: incident | 701',
    ]);
    expect(todo(site({ screenSchemes: without(settledSite.screenSchemes, '702') }))).toEqual([
      'create | screen-scheme | screenScheme.postmortem | Incident Handbook: postmortem',
      'change | project-screens | project.screens | Incidents | 802',
    ]);
  });

  it('gives its place to one of the same name that has come instead', () => {
    const resolutions = changed(settledSite.resolutions, '506', { id: '599' });
    expect(todo(site({ resolutions }))[0]).toBe('adopt | resolution | resolution.waived | Postmortem waived | 599');
  });
});

describe('A field', () => {
  const ofType = (type: SiteSnapshot['fields'][number]['type']) =>
    site({ fields: changed(settledSite.fields, 'customfield_122', { type }) });

  it('of the right name and another type is somebody else’s: setup makes its own beside it', () => {
    expect(todo(ofType('text'))[0]).toBe('create | field | field.postmortem.leadup | Leadup');
    expect(todo(ofType(null), {}).filter((each) => each.includes('leadup'))).toEqual(['create | field | field.postmortem.leadup | Leadup']);
  });

  it('gets the options it lacks, and keeps those it was given', () => {
    const options = [{ id: '211', value: 'Real' }];
    expect(todo(site({ fields: changed(settledSite.fields, 'customfield_108', { options }) }))).toContain(
      'change | field-options | options.kind | Incident kind | customfield_108',
    );
    const replaced = [
      { id: '998', value: 'Real' },
      { id: '999', value: 'Drill' },
    ];
    expect(todo(site({ fields: changed(settledSite.fields, 'customfield_108', { options: replaced }) }))).toContain(
      'change | field-options | options.kind | Incident kind | customfield_108',
    );
    expect(todo(settledSite, forgetting('option.kind.drill'))).toEqual([
      'change | field-options | options.kind | Incident kind | customfield_108',
    ]);
  });

  it('keeps an option that an admin renamed, and the options an admin added', () => {
    const options = [
      { id: '99', value: 'Exercise' },
      { id: '211', value: 'Echt' },
      { id: '212', value: 'Übung' },
    ];
    expect(todo(site({ fields: changed(settledSite.fields, 'customfield_108', { options }) }))).toEqual([]);
  });

  it('has its options made together with it', () => {
    const fields = without(settledSite.fields, 'customfield_108');
    expect(todo(site({ fields })).slice(0, 2)).toEqual([
      'create | field | field.kind | Incident kind',
      'create | field-options | options.kind | Incident kind',
    ]);
  });
});

describe('A project', () => {
  const { workTypeScheme, screenScheme, workflowScheme } = settledSite.project;

  it.each([[['10', '11']], [['12']], [[]]])('gets both work types when its scheme has %j', (workTypeIds) => {
    expect(todo(project({ workTypeScheme: { ...workTypeScheme, workTypeIds } }))).toEqual([
      'change | work-type-scheme | scheme.workTypes | Incidents | 801',
    ]);
  });

  it.each([[{ '11': '701' }], [{ '12': '702' }], [{ '11': '702', '12': '701' }], [{ default: '701' }]])(
    'gets its screens when it has %j',
    (mappings) => {
      expect(todo(project({ screenScheme: { ...screenScheme, mappings } }))).toEqual([
        'change | project-screens | project.screens | Incidents | 802',
      ]);
    },
  );

  it.each([
    [{ '11': 'Incident Handbook: incident' }],
    [{ '12': 'Incident Handbook: postmortem' }],
    [{ '11': 'Incident Handbook: incident', '12': 'jira' }],
  ])('gets its workflows when it has %j', (mappings) => {
    expect(todo(project({ workflowScheme: { ...workflowScheme, mappings } }))).toEqual([
      'change | project-workflows | project.workflows | Incidents | 803',
    ]);
  });

  it('keeps a site map that Jira gives back in another order', () => {
    const turned = (value: unknown): unknown =>
      typeof value === 'object' && value !== null
        ? Object.fromEntries(
            Object.entries(value)
              .reverse()
              .map(([key, inner]) => [key, turned(inner)]),
          )
        : value;
    expect(todo(project({ property: turned(settledMap) }))).toEqual([]);
  });

  it.each<[string, unknown]>([
    ['is missing', null],
    ['names another project', { ...settledMap, projectId: '10001' }],
    ['names another field', { ...settledMap, fields: { ...settledMap.fields, severity: 'customfield_999' } }],
    ['is a list', [settledMap]],
  ])('gets its site map when that %s', (_, property) => {
    expect(todo(project({ property }))).toEqual(['change | site-map | project.property | Incidents | 10000']);
  });

  it('gets its site map where there is none to be made yet', () => {
    const bare = { ...emptySite, project: { ...emptySite.project, property: undefined } };
    expect(todo(bare, {}).at(-1)).toBe('change | site-map | project.property | Incidents | 10000');
  });
});

describe('A screen', () => {
  const lacking = (id: string, fieldId: string): SiteSnapshot =>
    site({
      screens: changed(settledSite.screens, id, {
        fieldIds: settledSite.screens.find((screen) => screen.id === id)?.fieldIds.filter((each) => each !== fieldId) ?? [],
      }),
    });

  it('gets a field that it lacks, of ours or of Jira', () => {
    expect(todo(lacking('604', 'customfield_105'))).toEqual(['change | screen | screen.resolve | Incident Handbook: resolve | 604']);
    expect(todo(lacking('603', 'duedate'))).toEqual(['change | screen | screen.postmortem | Incident Handbook: postmortem | 603']);
  });

  it('keeps the fields that an admin put there', () => {
    expect(todo(site({ screens: changed(settledSite.screens, '605', { fieldIds: ['customfield_999'] }) }))).toEqual([]);
  });

  it.each([{ defaultScreenId: '602' }, { createScreenId: '601' }, { createScreenId: null }])(
    'scheme that holds %j is put right',
    (different) => {
      expect(todo(site({ screenSchemes: changed(settledSite.screenSchemes, '701', different) }))).toEqual([
        'change | screen-scheme | screenScheme.incident | Incident Handbook: incident | 701',
      ]);
    },
  );
});

describe('A workflow', () => {
  type Transition = SiteSnapshot['workflows'][number]['transitions'][number];
  const incident = settledSite.workflows[0]?.transitions ?? [];
  const having = (transitions: readonly Transition[]): SiteSnapshot =>
    site({ workflows: changed(settledSite.workflows, 'incident-workflow', { transitions }) });

  it.each<[string, string, Partial<Transition>]>([
    ['leads elsewhere', '11', { to: '303' }],
    ['begins elsewhere', '71', { from: ['302'] }],
    ['lost its screen', '71', { screenId: null }],
    ['lost its gate', '31', { rules: [] }],
    ['asks for fewer fields', '1', { rules: [{ kind: 'required', fieldIds: ['customfield_101'] }] }],
    ['has a gate of another rule', '31', { rules: [{ kind: 'gate', ruleId: 'ari:resolve', config: '{}' }] }],
    ['has a gate that is configured otherwise', '31', { rules: [{ kind: 'gate', ruleId: 'ari:close', config: '{}' }] }],
    ['sets another resolution', '61', { resolution: null }],
  ])('is put right when a transition %s', (_, id, different) => {
    expect(todo(having(changed(incident, id, different)))).toEqual([
      'change | workflow | workflow.incident | Incident Handbook: incident | incident-workflow',
    ]);
  });

  const WAIVE = { permissions: ['ADMINISTER_PROJECTS'], fieldIds: ['customfield_111'] };
  const waivedBy = (...reservations: Transition['reservations']): SiteSnapshot =>
    site({
      workflows: settledSite.workflows.map((workflow) =>
        workflow.id === 'postmortem-workflow'
          ? { ...workflow, transitions: changed(workflow.transitions, '51', { reservations }) }
          : workflow,
      ),
    });

  it.each<[string, Transition['reservations']]>([
    ['everybody', []],
    ['the people in another field', [{ ...WAIVE, fieldIds: ['customfield_112'] }]],
    ['approvers only', [{ ...WAIVE, permissions: [] }]],
    ['editors too', [{ ...WAIVE, permissions: ['ADMINISTER_PROJECTS', 'EDIT_ISSUES'] }]],
  ])('is put right when %s may waive', (_, reservations) => {
    expect(todo(waivedBy(...reservations))).toEqual([
      'change | workflow | workflow.postmortem | Incident Handbook: postmortem | postmortem-workflow',
    ]);
  });

  it('is as good when an admin reserves its transitions further', () => {
    expect(todo(waivedBy({ permissions: ['EDIT_ISSUES'], fieldIds: [] }, WAIVE))).toEqual([]);
    expect(todo(having(changed(incident, '31', { reservations: [WAIVE] })))).toEqual([]);
  });

  it('is put right when it lacks a transition', () => {
    expect(todo(having(without(incident, '71')))).toEqual([
      'change | workflow | workflow.incident | Incident Handbook: incident | incident-workflow',
    ]);
  });

  it('is put right when its emergency exit got a gate', () => {
    const rules = [{ kind: 'gate', ruleId: 'ari:resolve', config: '{}' }] as const;
    expect(todo(having(changed(incident, '71', { rules })))).toEqual([
      'change | workflow | workflow.incident | Incident Handbook: incident | incident-workflow',
    ]);
  });

  it('is as good with one more transition of an admin, and with more required fields', () => {
    expect(todo(having([...incident, ...incident.slice(-1).map((each) => ({ ...each, id: '81' }))]))).toEqual([]);
    const rules = [
      { kind: 'required', fieldIds: ['summary'] },
      { kind: 'required', fieldIds: ['customfield_101', 'customfield_102'] },
    ] as const;
    expect(todo(having(changed(incident, '1', { rules })))).toEqual([]);
  });

  it('is as good with its transitions renamed and in another order, and its required fields too', () => {
    const renamed = incident.map((each) => ({ ...each, name: `${each.name}!` })).reverse();
    const rules = [{ kind: 'required', fieldIds: ['customfield_102', 'customfield_101'] }] as const;
    expect(todo(having(changed(renamed, '1', { rules })))).toEqual([]);
  });

  it('cannot be compared while a part of the site map is missing', () => {
    expect(todo(site({ linkTypes: without(settledSite.linkTypes, '406') }))).toEqual([
      'create | link-type | link.mergedInto | Merged into',
      'change | workflow | workflow.incident | Incident Handbook: incident | incident-workflow',
      'change | workflow | workflow.postmortem | Incident Handbook: postmortem | postmortem-workflow',
      'change | site-map | project.property | Incidents | 10000',
    ]);
  });
});
