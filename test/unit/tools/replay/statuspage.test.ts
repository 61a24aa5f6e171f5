import { NotAHistory, readHistory, type SourceIncident } from '../../../../tools/replay/statuspage.ts';

const START = Date.parse('2026-03-02T10:00:00.000Z');
const MINUTE = 60_000;

const anUpdate = (fields: object = {}): object => ({
  id: 'u1',
  status: 'resolved',
  body: 'All is well.',
  display_at: '2026-03-02T10:30:00Z',
  created_at: '2026-03-02T10:30:00Z',
  ...fields,
});
const anIncident = (fields: object = {}): object => ({
  id: 'abc123',
  name: 'Checkout is down',
  impact: 'major',
  started_at: '2026-03-02T10:00:00Z',
  resolved_at: '2026-03-02T10:45:00Z',
  incident_updates: [anUpdate()],
  components: [],
  ...fields,
});
const read = (...incidents: unknown[]): ReturnType<typeof readHistory> => readHistory(JSON.stringify({ incidents }));
function readOne(fields: object): SourceIncident {
  const { incidents, rejected } = read(anIncident(fields));
  expect(rejected).toEqual([]);
  const [incident] = incidents;
  if (incident === undefined) throw new Error('nothing was read');
  return incident;
}
const whyRejected = (fields: object): unknown => read(anIncident(fields), anIncident({ id: 'good' }));
const good = expect.objectContaining({ id: 'good' }) as unknown;

describe('a whole history', () => {
  it('is read from an object with a list of incidents, and from a bare list', () => {
    const expected = {
      incidents: [
        {
          id: 'abc123',
          name: 'Checkout is down',
          impact: 'major',
          startedAt: START,
          resolvedAt: START + 45 * MINUTE,
          updates: [{ id: 'u1', status: 'resolved', text: 'All is well.', at: START + 30 * MINUTE }],
          components: [],
          warnings: [],
        },
      ],
      rejected: [],
    };
    expect(readHistory(JSON.stringify({ page: { id: 'x' }, incidents: [anIncident()] }))).toEqual(expected);
    expect(readHistory(JSON.stringify([anIncident()]))).toEqual(expected);
    expect(readHistory(`\uFEFF${JSON.stringify([anIncident()])}`)).toEqual(expected);
  });

  it('may be empty', () => {
    expect(readHistory('{"incidents":[]}')).toEqual({ incidents: [], rejected: [] });
  });

  it('that is cut off says so and what to do', () => {
    const cutOff = JSON.stringify({ incidents: [anIncident()] }).slice(0, 100);
    expect(() => readHistory(cutOff)).toThrow(NotAHistory);
    expect(() => readHistory(cutOff)).toThrow(
      /^The file is not JSON, or it is cut off \(.+\)\. Download it again from <status page>\/api\/v2\/incidents\.json\.$/,
    );
    expect(() => readHistory('')).toThrow(NotAHistory);
  });

  it.each(['{}', '"text"', 'null', '7', '{"incidents":{}}'])('is not %s', (file) => {
    expect(() => readHistory(file)).toThrow('The file holds no incident history: expected {"incidents": […]} or a list of incidents');
  });

  it('gives its first or its last incidents', () => {
    const file = JSON.stringify(['a', 'b', 'c', 'd'].map((id) => anIncident({ id })));
    expect(readHistory(file, { limit: 2 }).incidents.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(readHistory(file, { last: 3 }).incidents.map(({ id }) => id)).toEqual(['b', 'c', 'd']);
    expect(readHistory(file, { limit: 9 }).incidents.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
  });
});

describe('an incident that cannot be replayed is left out by name, and the others go on', () => {
  it('when it ends before it starts', () => {
    expect(whyRejected({ resolved_at: '2026-03-02T09:00:00Z' })).toEqual({
      incidents: [good],
      rejected: [
        {
          id: 'abc123',
          name: 'Checkout is down',
          why: 'It ends (2026-03-02T09:00:00.000Z) before it starts (2026-03-02T10:00:00.000Z).',
        },
      ],
    });
  });

  it('when it has neither an end nor updates', () => {
    expect(whyRejected({ resolved_at: null, incident_updates: [] })).toEqual({
      incidents: [good],
      rejected: [{ id: 'abc123', name: 'Checkout is down', why: 'It has neither an end nor updates: there is nothing to replay.' }],
    });
  });

  it.each([undefined, null, 'yesterday', 42])('when its start is %p and it was never created', (started_at) => {
    expect(whyRejected({ started_at })).toEqual({
      incidents: [good],
      rejected: [{ id: 'abc123', name: 'Checkout is down', why: 'It says neither when it started nor when it was created.' }],
    });
  });

  it('when its times are absurd', () => {
    expect(whyRejected({ started_at: '0001-01-01T00:00:00Z' })).toMatchObject({
      incidents: [good],
      rejected: [{ name: 'Checkout is down', why: 'It speaks of 0001-01-01T00:00:00.000Z, which no status page has seen.' }],
    });
    expect(whyRejected({ incident_updates: [anUpdate({ display_at: '9999-12-31T00:00:00Z' })] })).toMatchObject({
      rejected: [{ why: 'It speaks of 9999-12-31T00:00:00.000Z, which no status page has seen.' }],
    });
  });

  it('when it stands in the file twice', () => {
    expect(read(anIncident(), anIncident({ name: 'Again' }), anIncident({ id: 'good' }))).toMatchObject({
      incidents: [{ id: 'abc123', name: 'Checkout is down' }, { id: 'good' }],
      rejected: [{ id: 'abc123', name: 'Again', why: 'It stands in the file twice; the first one counts.' }],
    });
  });

  it('when it has no id', () => {
    expect(whyRejected({ id: undefined })).toMatchObject({
      incidents: [good],
      rejected: [{ id: 'number 1', name: 'Checkout is down', why: 'It has no id.' }],
    });
    expect(whyRejected({ id: '' })).toMatchObject({ rejected: [{ id: 'number 1' }] });
    expect(whyRejected({ id: { odd: true } })).toMatchObject({ rejected: [{ id: 'number 1' }] });
  });

  it.each([null, 'text', 7, [[]], true])('when it is %p', (item) => {
    expect(read(anIncident({ id: 'good' }), item)).toEqual({
      incidents: [good],
      rejected: [{ id: 'number 2', name: 'number 2', why: 'It has not the form of an incident.' }],
    });
  });

  it('under its number in the file, even where only the last are read', () => {
    expect(readHistory(JSON.stringify([anIncident(), anIncident({ id: 'b' }), null]), { last: 1 }).rejected).toEqual([
      { id: 'number 3', name: 'number 3', why: 'It has not the form of an incident.' },
    ]);
  });
});

describe('an incident with something odd is replayed, and what was odd is said', () => {
  it('an unknown or missing impact is minor', () => {
    expect(readOne({ impact: 'maintenance' })).toMatchObject({
      impact: 'minor',
      warnings: ['Unknown impact "maintenance": taken as minor.'],
    });
    expect(readOne({ impact: null })).toMatchObject({ impact: 'minor', warnings: ['Unknown impact null: taken as minor.'] });
    expect(readOne({ impact: 3 })).toMatchObject({ impact: 'minor', warnings: ['Unknown impact null: taken as minor.'] });
  });

  it.each(['critical', 'major', 'minor', 'none'])('the impact %s is none of it', (impact) => {
    expect(readOne({ impact })).toMatchObject({ impact, warnings: [] });
  });

  it.each([[null], [[]], [undefined]])('updates that are %p are none', (incident_updates) => {
    expect(readOne({ incident_updates })).toMatchObject({ updates: [], warnings: ['It has no updates.'] });
  });

  it('updates and components that are no list are left out', () => {
    expect(readOne({ incident_updates: 'none', components: { name: 'Web' } })).toMatchObject({
      updates: [],
      components: [],
      warnings: ['Its updates are not a list: left out.', 'It has no updates.', 'Its components are not a list: left out.'],
    });
  });

  it('an incident without an end ends with its last update, not with its postmortem', () => {
    const incident_updates = [
      anUpdate({ id: 'u3', status: 'postmortem', display_at: '2026-03-09T10:00:00Z' }),
      anUpdate({ id: 'u2', status: 'monitoring', display_at: '2026-03-02T11:00:00Z' }),
      anUpdate(),
    ];
    expect(readOne({ resolved_at: null, incident_updates })).toMatchObject({
      resolvedAt: START + 60 * MINUTE,
      warnings: ['It has no end: taken as its last update.'],
    });
  });

  it('an incident that does not say when it started started when it was created', () => {
    expect(readOne({ started_at: null, created_at: '2026-03-02T10:05:00Z' })).toMatchObject({
      startedAt: START + 5 * MINUTE,
      warnings: [],
    });
  });

  it('an update without a time or a known status is taken at the start, as identified', () => {
    const incident_updates = [
      anUpdate({ status: 'in_progress', display_at: null, created_at: null }),
      anUpdate({ id: 'u0', status: null }),
    ];
    expect(readOne({ incident_updates })).toMatchObject({
      updates: [
        { id: 'u1', status: 'identified', at: START },
        { id: 'u0', status: 'identified', at: START + 30 * MINUTE },
      ],
      warnings: [
        'Update 1 has no time: taken as the start.',
        'Update 1 has the unknown status "in_progress": taken as identified.',
        'Update 2 has the unknown status null: taken as identified.',
      ],
    });
  });

  it('an update before the start is taken at the start, in its order', () => {
    const incident_updates = [
      anUpdate({ id: 'u2', status: 'identified', display_at: '2026-03-02T09:30:00Z' }),
      anUpdate({ id: 'u1', status: 'investigating', display_at: '2026-03-02T09:00:00Z' }),
    ];
    expect(readOne({ incident_updates })).toMatchObject({
      updates: [
        { id: 'u1', at: START },
        { id: 'u2', at: START },
      ],
      warnings: [
        'Update 1 (2026-03-02T09:30:00.000Z) lies before the start: taken as the start.',
        'Update 2 (2026-03-02T09:00:00.000Z) lies before the start: taken as the start.',
      ],
    });
  });

  it('an update that is no object is left out', () => {
    expect(readOne({ incident_updates: ['text', anUpdate(), null, []] })).toMatchObject({
      updates: [{ id: 'u1' }],
      warnings: [
        'Update 1 has not the form of an update and is left out.',
        'Update 3 has not the form of an update and is left out.',
        'Update 4 has not the form of an update and is left out.',
      ],
    });
  });

  it('two updates of one id are two updates', () => {
    const { updates, warnings } = readOne({ incident_updates: [anUpdate(), anUpdate({ display_at: '2026-03-02T10:40:00Z' })] });
    expect(updates.map(({ id }) => id)).toEqual(['u1', 'abc123-1']);
    expect(warnings).toEqual(['Update 2 has the id of another update: both are taken.']);
  });

  it('updates of one moment come in the order they were written; the newest stands first in the file', () => {
    const at = '2026-03-02T10:10:00Z';
    const backfilled = (id: string, created_at: string): object => anUpdate({ id, display_at: at, created_at });
    const ids = (incident_updates: object[]): string[] => readOne({ incident_updates }).updates.map(({ id }) => id);
    expect(ids([backfilled('second', at), backfilled('first', at)])).toEqual(['first', 'second']);
    expect(ids([backfilled('first', '2026-03-03T08:00:00Z'), backfilled('second', '2026-03-03T09:00:00Z')])).toEqual(['first', 'second']);
    expect(ids([anUpdate({ id: 'a', display_at: '2026-03-02T10:00:00Z' }), backfilled('b', at), backfilled('c', at)])).toEqual([
      'a',
      'b',
      'c',
    ]);
  });

  it('an incident may end when it starts', () => {
    expect(readOne({ resolved_at: '2026-03-02T10:00:00Z' })).toMatchObject({ startedAt: START, resolvedAt: START, warnings: [] });
  });

  it('components are named once each, from the incident and its updates; odd ones are left out', () => {
    const components = [{ name: 'Web  shop' }, { name: '결제' }, { name: '' }, 'API', null, { name: 7 }, { name: 'x'.repeat(120) }];
    const affected_components = [{ code: 'c', name: 'Payments' }, { name: '결제' }, {}];
    expect(readOne({ components, incident_updates: [anUpdate({ affected_components })] })).toMatchObject({
      components: ['Web shop', '결제', 'x'.repeat(100), 'Payments'],
      warnings: ['5 of its components have no name: left out.'],
    });
    expect(readOne({ components: null, incident_updates: [anUpdate({ affected_components: 'all' })] })).toMatchObject({
      components: [],
      warnings: [],
    });
  });
});

describe('a name', () => {
  it('may be in any script', () => {
    expect(readOne({ name: '결제 오류 — Ausfälle 🚒' })).toMatchObject({ name: '결제 오류 — Ausfälle 🚒', warnings: [] });
  });

  it('is put on one line', () => {
    expect(readOne({ name: '  Checkout\r\n is\tdown\u0000 ' })).toMatchObject({ name: 'Checkout is down', warnings: [] });
  });

  it('longer than Jira takes is cut, never inside a character', () => {
    expect(readOne({ name: 'n'.repeat(300) })).toMatchObject({
      name: 'n'.repeat(255),
      warnings: ['Its name is 300 characters long: cut to 255.'],
    });
    expect(readOne({ name: `${'n'.repeat(254)}🚒` }).name).toBe('n'.repeat(254));
  });

  it.each([null, '', '   ', {}])('that is %p is made of the id', (name) => {
    expect(readOne({ name })).toMatchObject({ name: 'Incident abc123', warnings: ['No name: named after its id.'] });
  });

  it('or an id may be a number', () => {
    expect(readOne({ id: 17, name: 404 })).toMatchObject({ id: '17', name: '404', warnings: [] });
  });
});

describe('the text of an update', () => {
  const textOf = (body: unknown): string | undefined => readOne({ incident_updates: [anUpdate({ body })] }).updates[0]?.text;

  it('is plain: paragraphs and list items become lines', () => {
    expect(textOf('<p>We <b>know</b> the cause.</p><ul><li>One</li><li>Two<br/>more</li></ul>')).toBe('We know the cause.\nOne\nTwo\nmore');
  });

  it('holds nothing of scripts, styles and comments', () => {
    expect(textOf('Fixed.<script>alert("x")</script><style>p {}</style><!-- <b> --> Really.')).toBe('Fixed. Really.');
    expect(textOf('Fixed.<SCRIPT src="x">alert(1)')).toBe('Fixed.');
  });

  it('keeps what only looks like markup', () => {
    expect(textOf('load < 5 and errors > 3')).toBe('load < 5 and errors > 3');
  });

  it('has its characters unfolded once', () => {
    expect(textOf('A &amp; B &lt;c&gt; &quot;d&quot; &#39;e&#39; &#x1F692; &hellip; &amp;lt; &unknown;&#0;')).toBe(
      'A & B <c> "d" \'e\' 🚒 … &lt; &unknown;',
    );
  });

  it('holds no control characters and no half characters', () => {
    expect(textOf('a\u0000b\u001b[31m\r\nc\ud83d')).toBe('ab[31m\nc\ufffd');
  });

  it.each([null, '', '   ', '<p></p>', '<img src="x">', 5])('that is %p is said to be missing', (body) => {
    expect(textOf(body)).toBe('(no text)');
  });

  it('longer than the app takes is cut and said to be', () => {
    const { updates, warnings } = readOne({ incident_updates: [anUpdate({ body: 'a'.repeat(8_000) })] });
    expect(updates[0]?.text).toBe(`${'a'.repeat(7_900)}…`);
    expect(warnings).toEqual(['Update 1 is 8000 characters long: cut to 7900.']);
    expect(readOne({ incident_updates: [anUpdate({ body: 'a'.repeat(7_900) })] })).toMatchObject({ warnings: [] });
  });

  it.each(['a', '<', '<script', '&', '<p>text</p>', '한'])('of 5 MB of %s is cut and said to be', (piece) => {
    const body = 'Down.'.padEnd(5_000_005, piece);
    const { updates, warnings } = readOne({ incident_updates: [anUpdate({ body })] });
    expect(updates[0]?.text.length).toBeLessThanOrEqual(7_901);
    expect(updates[0]?.text).toMatch(/^Down\.[^]*…$/);
    expect(warnings).toEqual([expect.stringMatching(/^Update 1 is 5000005 characters long: cut to \d+\.$/)]);
  });
});
