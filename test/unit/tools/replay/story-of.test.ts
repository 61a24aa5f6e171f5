import type { SourceIncident, SourceUpdate, UpdateStatus } from '../../../../tools/replay/statuspage.ts';
import { owesPostmortem, storyOf } from '../../../../tools/replay/story-of.ts';

const START = Date.parse('2026-03-02T10:00:00.000Z');
const MINUTE = 60_000;

const anUpdate = (status: UpdateStatus, minute: number, text = status): SourceUpdate => ({
  id: `${status}-${String(minute)}`,
  status,
  text,
  at: START + minute * MINUTE,
});
const anIncident = (fields: Partial<SourceIncident> = {}): SourceIncident => ({
  id: 'abc123',
  name: 'Checkout is down',
  impact: 'minor',
  startedAt: START,
  resolvedAt: START + 45 * MINUTE,
  updates: [anUpdate('investigating', 5), anUpdate('resolved', 45)],
  components: [],
  warnings: [],
  ...fields,
});
/** Each act with its minute after the start; updates with their text and whether they are the final one. */
const told = (fields: Partial<SourceIncident>): string[] =>
  storyOf(anIncident(fields)).map(({ at, act }) => {
    const minute = String((at - START) / MINUTE);
    return act.does === 'update' ? `${minute} update ${act.update.text}${act.final ? ' (final)' : ''}` : `${minute} ${act.does}`;
  });

const BEGIN = ['0 declare', '0 take-command', '0 start-fixing', '0 note-assumed-detection'];

it('a minor incident is declared, commanded, told of, resolved and closed', () => {
  expect(told({})).toEqual([
    ...BEGIN,
    '5 update investigating',
    '45 update resolved (final)',
    '45 confirm-severity',
    '45 resolve',
    '45 close',
    '45 verify',
  ]);
});

it('a major one closes after its postmortem is approved, and the postmortem completes after its action is done', () => {
  expect(told({ impact: 'major' }).slice(6)).toEqual([
    '45 confirm-severity',
    '45 resolve',
    '1485 create-postmortem',
    '1485 write-postmortem',
    '1485 plan-action',
    '1485 request-approval',
    '2925 approve',
    '2925 finish-approval',
    '2925 close',
    '10125 finish-action',
    '10125 complete',
    '10125 verify',
  ]);
});

it('an incident of zero length and without updates has every step at once, and says why it has no final update', () => {
  expect(told({ resolvedAt: START, updates: [] })).toEqual([
    ...BEGIN,
    '0 waive-final-update',
    '0 confirm-severity',
    '0 resolve',
    '0 close',
    '0 verify',
  ]);
});

it('updates after the end are sent before it is resolved, and the last that says resolved is the final one', () => {
  expect(told({ updates: [anUpdate('resolved', 45), anUpdate('identified', 50), anUpdate('resolved', 60)] }).slice(4)).toEqual([
    '45 update resolved',
    '50 update identified',
    '60 update resolved (final)',
    '60 confirm-severity',
    '60 resolve',
    '60 close',
    '60 verify',
  ]);
});

it('a published postmortem is no update and does not put off the end', () => {
  expect(told({ updates: [anUpdate('resolved', 45), anUpdate('postmortem', 9_000)] }).slice(4)).toEqual([
    '45 update resolved (final)',
    '45 confirm-severity',
    '45 resolve',
    '45 close',
    '45 verify',
  ]);
});

it.each([
  ['critical', true],
  ['major', true],
  ['minor', false],
  ['none', false],
] as const)('an incident of impact %s owes a postmortem: %p', (impact, owes) => {
  expect(owesPostmortem(anIncident({ impact }))).toBe(owes);
});
