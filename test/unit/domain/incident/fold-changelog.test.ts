import { foldChangelog, stageOfStatus, type ChangelogEntry, type FoldFacts } from '../../../../src/domain/incident/fold-changelog';
import { exampleSite } from '../gates/example-site';

const at = (time: string): number => Date.parse(`2026-11-23T${time}.000Z`);
const facts = (more: Partial<FoldFacts> = {}): FoldFacts => ({
  site: exampleSite,
  foldedTo: 0,
  expected: [],
  im: null,
  imSince: null,
  now: at('10:10:00'),
  ...more,
});
const assigned = (id: string, time: string, from: string | null, to: string | null, author = 'lead'): ChangelogEntry => ({
  id,
  author,
  at: at(time),
  items: [{ fieldId: 'assignee', from, fromName: null, to, toName: null }],
});

describe("folding Jira's changelog", () => {
  test('takes each entry once, by id', () => {
    const entries = [assigned('9', '10:00:00', null, 'a'), assigned('10', '10:01:00', 'a', 'b')];
    expect(foldChangelog(entries, facts({ foldedTo: 9, im: 'a', imSince: at('10:00:00') }))).toEqual({
      drafts: [{ kind: 'im-changed', occurredAt: at('10:01:00'), actor: 'lead', data: { to: 'b', from: 'a' } }],
      foldedTo: 10,
      expected: [],
    });
    expect(foldChangelog(entries, facts({ foldedTo: 10 })).drafts).toEqual([]);
    expect(foldChangelog([], facts({ foldedTo: 10 })).foldedTo).toBe(10);
  });

  test('joins the change that our own call made with the entry that told it', () => {
    const expected = [{ field: 'assignee', to: 'im', at: at('10:05:00'), seq: 4 }] as const;
    const folded = foldChangelog([assigned('10', '10:05:01', null, 'im', 'im')], facts({ expected, im: 'im', imSince: at('10:05:00') }));
    expect(folded).toEqual({ drafts: [], foldedTo: 10, expected: [] });
  });

  test('joins only what comes within two minutes of our call', () => {
    const expected = [{ field: 'assignee', to: 'im', at: at('10:00:00'), seq: 4 }] as const;
    expect(foldChangelog([assigned('10', '10:02:00', null, 'im')], facts({ expected, im: 'im', imSince: at('10:00:00') })).drafts).toEqual(
      [],
    );
    const late = foldChangelog([assigned('10', '10:02:01', null, 'im')], facts({ expected, im: 'other', imSince: at('10:00:00') }));
    expect(late.drafts).toHaveLength(1);
  });

  test('still joins our own change when nobody looked at the changelog for hours', () => {
    const expected = [{ field: 'assignee', to: 'im', at: at('10:05:00'), seq: 4 }] as const;
    const entries = [assigned('10', '10:05:00', null, 'im', 'im'), { ...assigned('11', '15:00:00', 'im', 'im'), items: [] }];
    const folded = foldChangelog(entries, facts({ expected, im: 'im', imSince: at('10:05:00'), now: at('17:00:00') }));
    expect(folded).toEqual({ drafts: [], foldedTo: 11, expected: [] });
  });

  test('forgets an expected change when an entry of more than two minutes later comes without it', () => {
    const expected = [{ field: 'assignee', to: 'im', at: at('10:00:00'), seq: 4 }] as const;
    const after = (time: string): readonly object[] =>
      foldChangelog([{ ...assigned('9', time, null, null), items: [] }], facts({ expected, im: 'im', imSince: at('10:00:00') })).expected;
    expect(after('10:02:00')).toEqual(expected);
    expect(after('10:02:01')).toEqual([]);
    expect(foldChangelog([], facts({ expected, now: at('17:00:00') })).expected).toEqual(expected);
  });

  test('tells of an earlier assignment as past while our own later one is on its way', () => {
    const expected = [{ field: 'assignee', to: 'im', at: at('10:09:30'), seq: 4 }] as const;
    const folded = foldChangelog([assigned('9', '10:09:00', null, 'earlier')], facts({ expected, im: 'im', imSince: at('10:09:30') }));
    expect(folded.drafts).toEqual([
      { kind: 'im-changed', occurredAt: at('10:09:00'), actor: 'lead', data: { to: 'earlier', from: null, past: true } },
    ]);
    expect(folded.expected).toEqual(expected);
  });

  test('gives Jira the last word when two took command in the same second', () => {
    const expected = [
      { field: 'assignee', to: 'a', at: at('10:09:30'), seq: 4 },
      { field: 'assignee', to: 'b', at: at('10:09:30'), seq: 5 },
    ] as const;
    const entries = [assigned('9', '10:09:30', null, 'b', 'b'), assigned('10', '10:09:31', 'b', 'a', 'a')];
    const folded = foldChangelog(entries, facts({ expected, im: 'b', imSince: at('10:09:30') }));
    expect(folded.drafts).toEqual([{ kind: 'im-changed', occurredAt: at('10:09:31'), actor: 'a', data: { to: 'a', from: 'b' } }]);
    expect(folded.expected).toEqual([]);
  });

  test('says once that an assignment which looked past is the present one after all', () => {
    const folded = foldChangelog([assigned('9', '10:00:00', null, 'other')], facts({ im: 'im', imSince: at('10:00:01') }));
    expect(folded.drafts).toEqual([{ kind: 'im-changed', occurredAt: at('10:00:00'), actor: 'lead', data: { to: 'other', from: null } }]);
  });

  test('passes over fields that are none of its own and values that did not change', () => {
    const entry: ChangelogEntry = {
      id: '9',
      author: null,
      at: at('10:00:00'),
      items: [
        { fieldId: 'customfield_999', from: null, fromName: null, to: 'x', toName: null },
        { fieldId: 'customfield_101', from: '201', fromName: null, to: '201', toName: null },
        { fieldId: exampleSite.fields.timelineHead, from: null, fromName: null, to: 'hash', toName: null },
      ],
    };
    expect(foldChangelog([entry], facts())).toEqual({ drafts: [], foldedTo: 9, expected: [] });
  });
});

test('fields of the incident are told with their values, as they were and as they are', () => {
  const change = (fieldId: string, from: string | null, to: string | null): ChangelogEntry['items'][number] => ({
    fieldId,
    from,
    fromName: `${from} before`,
    to,
    toName: `${to} after`,
  });
  const items = [
    change('status', '301', '302'),
    change('resolution', null, '501'),
    change('customfield_101', '201', '202'),
    change('customfield_102', '251', '252'),
    change('customfield_103', '[261]', '[261, 262]'),
    change('customfield_104', null, 'a time'),
    change('customfield_105', null, 'a time'),
    change('customfield_106', null, 'a time'),
  ];
  const { drafts } = foldChangelog([{ id: '9', author: 'im', at: at('10:00:00'), items }], facts());
  expect(drafts.map(({ kind, data }) => [kind, data])).toEqual([
    ['status', { from: '301', to: '302', fromName: '301 before', toName: '302 after', stage: 'fixing' }],
    ['resolution', { from: null, to: '501', fromName: 'null before', toName: '501 after' }],
    ['severity', { from: '201', to: '202', fromName: '201 before', toName: '202 after' }],
    ['faulty-service', { from: '251', to: '252', fromName: '251 before', toName: '252 after' }],
    ['affected-products', { from: '[261]', to: '[261, 262]', fromName: '[261] before', toName: '[261, 262] after' }],
    ['impact-time', { from: null, to: 'a time', fromName: 'null before', toName: 'a time after', field: 'impactStarted' }],
    ['impact-time', { from: null, to: 'a time', fromName: 'null before', toName: 'a time after', field: 'detected' }],
    ['impact-time', { from: null, to: 'a time', fromName: 'null before', toName: 'a time after', field: 'impactEnded' }],
  ]);
  expect(drafts.every(({ actor, occurredAt }) => actor === 'im' && occurredAt === at('10:00:00'))).toBe(true);
});

test('Jira’s last word comes after everything else of the same fold, and only once our own calls have arrived', () => {
  const [a, b] = [
    { field: 'assignee', to: 'a', at: at('10:09:30'), seq: 4 },
    { field: 'assignee', to: 'b', at: at('10:09:30'), seq: 5 },
  ] as const;
  const entries = [
    assigned('9', '10:09:00', null, 'x'),
    assigned('10', '10:09:31', 'x', 'a', 'a'),
    {
      ...assigned('11', '10:09:32', null, null),
      items: [{ fieldId: 'customfield_101', from: '201', fromName: null, to: '202', toName: null }],
    },
  ];
  const story = (expected: FoldFacts['expected']): unknown =>
    foldChangelog(entries, facts({ expected, im: 'b', imSince: at('10:09:30') })).drafts.map(({ kind, data }) => [
      kind,
      data?.to,
      data?.past ?? false,
    ]);
  expect(story([a])).toEqual([
    ['im-changed', 'x', true],
    ['severity', '202', false],
    ['im-changed', 'a', false],
  ]);
  expect(story([a, b])).toEqual([
    ['im-changed', 'x', true],
    ['severity', '202', false],
  ]);
  expect(story([a, { ...b, at: at('10:07:59') }])).toEqual([
    ['im-changed', 'x', true],
    ['severity', '202', false],
    ['im-changed', 'a', false],
  ]);
});

test('only New and Fixing need somebody in command', () => {
  expect(['301', '302', '303', '304', '305', '306', '999', null].map((status) => stageOfStatus(status, exampleSite))).toEqual([
    'new',
    'fixing',
    'ended',
    'ended',
    'ended',
    'ended',
    'ended',
    'ended',
  ]);
});

describe('assignments that are not ours', () => {
  const told = (entries: readonly ChangelogEntry[], more: Partial<FoldFacts>): unknown =>
    foldChangelog(entries, facts(more)).drafts.map(({ kind, occurredAt, data }) => [kind, occurredAt, data?.to, data?.past ?? false]);

  test('are told as they came, from the very instant of the present manager on, and nothing is moved', () => {
    const entries = [
      assigned('9', '10:00:00', null, 'x'),
      assigned('10', '10:01:00', 'x', 'y'),
      {
        ...assigned('11', '10:02:00', null, null),
        items: [{ fieldId: 'customfield_101', from: '201', fromName: null, to: '202', toName: null }],
      },
    ];
    expect(told(entries, { im: 'im', imSince: at('10:00:00') })).toEqual([
      ['im-changed', at('10:00:00'), 'x', false],
      ['im-changed', at('10:01:00'), 'y', false],
      ['severity', at('10:02:00'), '202', false],
    ]);
  });

  test('that all look past keep their story, and only the last is told as the present', () => {
    const entries = [
      assigned('9', '10:01:00', null, 'a'),
      {
        ...assigned('10', '10:02:00', null, null),
        items: [
          { fieldId: 'customfield_101', from: '201', fromName: null, to: '202', toName: null },
          { fieldId: 'assignee', from: 'a', fromName: null, to: 'b', toName: null },
          { fieldId: 'assignee', from: 'b', fromName: null, to: 'a', toName: null },
        ],
      },
    ];
    expect(told(entries, { im: 'im', imSince: at('10:09:00') })).toEqual([
      ['im-changed', at('10:01:00'), 'a', true],
      ['severity', at('10:02:00'), '202', false],
      ['im-changed', at('10:02:00'), 'b', true],
      ['im-changed', at('10:02:00'), 'a', false],
    ]);
  });

  test('are told although we once asked for the same, long before', () => {
    const expected = [{ field: 'assignee', to: 'x', at: at('09:00:00'), seq: 4 }] as const;
    expect(told([assigned('9', '10:00:00', 'y', 'x')], { expected, im: 'x', imSince: at('09:00:00') })).toEqual([
      ['im-changed', at('10:00:00'), 'x', false],
    ]);
  });

  test('wait for our own call for exactly two minutes before Jira’s word counts', () => {
    const entries = [assigned('9', '10:08:30', null, 'a')];
    const waiting = (time: string): unknown =>
      told(entries, { expected: [{ field: 'assignee', to: 'b', at: at(time), seq: 5 }], im: 'b', imSince: at('10:09:00') });
    expect(waiting('10:08:00')).toEqual([['im-changed', at('10:08:30'), 'a', true]]);
    expect(waiting('10:07:59')).toEqual([['im-changed', at('10:08:30'), 'a', false]]);
  });
});
