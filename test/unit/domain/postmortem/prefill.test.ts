import { prefillOf } from '../../../../src/domain/postmortem/prefill';
import type { StoredEvent } from '../../../../src/domain/timeline/timeline-event';
import { exampleSite } from '../gates/example-site';

const incident = (fields: Readonly<Record<string, unknown>>): Parameters<typeof prefillOf>[0] => ({
  id: '1',
  key: 'INC-1',
  fields,
  properties: {},
});
const event = (
  n: number,
  at: string,
  text: string | null,
  k: StoredEvent['core']['k'] = 'note',
  d: StoredEvent['core']['d'] = {},
): StoredEvent => ({
  core: { n, p: '', k, o: Date.parse(at), r: 0, a: 'p1', d },
  hash: '',
  salt: null,
  text,
});

describe('a new postmortem', () => {
  test('says what the incident says', () => {
    const fields = {
      summary: 'Checkout is down',
      description: 'Nobody can pay.',
      customfield_101: { id: '201', value: 'SEV1' },
      customfield_102: { id: '252', value: 'Payments' },
      customfield_103: [
        { id: '1', value: 'Shop' },
        { id: '2', value: 'App' },
      ],
      customfield_104: '2026-11-23T10:00:00.000+0100',
      customfield_106: '2026-11-23T09:45:00.000+0000',
    };
    expect(prefillOf(incident(fields), [], exampleSite)).toEqual({
      title: 'Postmortem: Checkout is down',
      summary:
        'INC-1: Checkout is down.\nSeverity: SEV1.\nFaulty service: Payments.\nImpact from 2026-11-23 09:00 UTC to 2026-11-23 09:45 UTC, 45 minutes.',
      impact: 'Nobody can pay.\nAffected: Shop, App.\nImpact from 2026-11-23 09:00 UTC to 2026-11-23 09:45 UTC, 45 minutes.',
      timeline: '',
    });
  });

  test('makes nothing up when the incident says little', () => {
    expect(prefillOf(incident({ summary: 'Down', customfield_104: '2026-11-23T09:00:00.000+0000' }), [], exampleSite)).toEqual({
      title: 'Postmortem: Down',
      summary: 'INC-1: Down.\nImpact started 2026-11-23 09:00 UTC.',
      impact: 'Impact started 2026-11-23 09:00 UTC.',
      timeline: '',
    });
  });

  test('has the timeline in the order of events, without people', () => {
    const events = [
      event(3, '2026-11-23T09:40:00Z', null, 'status', { toName: 'Fixing' }),
      event(2, '2026-11-23T09:10:00Z', 'Disk\nis full'),
      event(1, '2026-11-23T09:10:00Z', null, 'command-taken'),
      event(4, '2026-11-23T09:05:00Z', null, 'phase', { phase: 'assessing' }),
    ];
    expect(prefillOf(incident({}), events, exampleSite).timeline).toBe(
      '2026-11-23 09:05 UTC phase: assessing\n2026-11-23 09:10 UTC command taken\n2026-11-23 09:10 UTC note — Disk is full\n2026-11-23 09:40 UTC status: Fixing',
    );
  });

  test('tells a time that was set as a time, whatever way Jira wrote it', () => {
    const set = { field: 'impactEnded', to: '1', toName: '2026-11-17T15:00:02.719+0100' };
    const cleared = { field: 'detected', to: null, toName: null };
    const events = [
      event(1, '2026-11-17T14:03:00Z', null, 'impact-time', set),
      event(2, '2026-11-17T14:04:00Z', null, 'impact-time', cleared),
    ];
    expect(prefillOf(incident({}), events, exampleSite).timeline).toBe(
      '2026-11-17 14:03 UTC impact ended: 2026-11-17 14:00 UTC\n2026-11-17 14:04 UTC detected: cleared',
    );
  });

  test("keeps within Jira's limits", () => {
    const { title, timeline } = prefillOf(
      incident({ summary: 'x'.repeat(255) }),
      [event(1, '2026-11-23T09:10:00Z', 'y'.repeat(30_000))],
      exampleSite,
    );
    expect(title).toHaveLength(255);
    expect(timeline).toHaveLength(20_002);
  });

  test.each([
    ['ends before it starts', '2026-11-23T08:00:00.000+0000', 'Impact started 2026-11-23 09:00 UTC.'],
    ['ends as it starts', '2026-11-23T09:00:00.000+0000', 'Impact from 2026-11-23 09:00 UTC to 2026-11-23 09:00 UTC, 0 minutes.'],
    ['has no end', null, 'Impact started 2026-11-23 09:00 UTC.'],
  ])('reckons no length for an impact that %s', (_, ended, expected) => {
    const fields = { customfield_103: [], customfield_104: '2026-11-23T09:00:00.000+0000', customfield_106: ended };
    expect(prefillOf(incident(fields), [], exampleSite).impact).toBe(expected);
  });

  test('knows no start from a number, and leaves the point inside a sentence alone', () => {
    const fields = { summary: 'Version 1.2 is down', description: '', customfield_103: [{ id: '1' }], customfield_104: 1_700_000_000_000 };
    expect(prefillOf(incident(fields), [], exampleSite)).toMatchObject({ summary: 'INC-1: Version 1.2 is down.', impact: '' });
  });

  test('puts the text of an entry on one line', () => {
    const bare: StoredEvent = {
      core: { n: 1, p: '', k: 'note', o: Date.parse('2026-11-23T09:10:00Z'), r: 0 },
      hash: '',
      salt: null,
      text: 'a \n\n b',
    };
    expect(prefillOf(incident({}), [bare], exampleSite).timeline).toBe('2026-11-23 09:10 UTC note — a b');
  });
});
