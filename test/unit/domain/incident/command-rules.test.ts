import * as rules from '../../../../src/domain/incident/command-rules';
import type { CommandFacts } from '../../../../src/domain/incident/command-rules';
import { freshIncident, type IncidentState } from '../../../../src/domain/incident/incident-state';

const now = 1_700_000_000_000;
const facts = (more: Partial<Omit<CommandFacts, 'state'>> & { state?: Partial<IncidentState> } = {}): CommandFacts => ({
  actor: 'me',
  im: null,
  offerTo: null,
  offerFrom: null,
  now,
  ...more,
  state: { ...freshIncident, ...more.state },
});
const acknowledged = { acknowledgedAt: now - 1 };
const offer = { from: 'p1', to: 'p2', at: now - 900_000 + 1, expiresAt: now + 1, seq: 3 };

describe('taking command', () => {
  test('is free when nobody commands, or nobody who acknowledged', () => {
    expect(rules.takeCommand(facts())).toEqual({ draft: { kind: 'command-taken', occurredAt: now, actor: 'me', data: { from: null } } });
    expect(rules.takeCommand(facts({ im: 'other' }))).toEqual({
      draft: { kind: 'command-taken', occurredAt: now, actor: 'me', data: { from: 'other' } },
    });
    expect(rules.takeCommand(facts({ im: 'me' }))).toMatchObject({ draft: { kind: 'command-taken', data: { from: 'me' } } });
  });

  test('is refused while somebody commands and acknowledged, oneself included', () => {
    expect(rules.takeCommand(facts({ im: 'other', state: acknowledged }))).toEqual({ refused: 'someone-in-command' });
    expect(rules.takeCommand(facts({ im: 'me', state: acknowledged }))).toEqual({ refused: 'already-in-command' });
  });

  test('in an emergency needs ten characters of reason, blanks around them not counted', () => {
    expect(rules.emergencyTakeOver(facts({ im: 'me', state: acknowledged }), 'ten characters')).toEqual({ refused: 'already-in-command' });
    expect(rules.emergencyTakeOver(facts({ im: 'me' }), 'ten characters')).toMatchObject({ draft: { kind: 'emergency-takeover' } });
    expect(rules.emergencyTakeOver(facts({ im: 'other', state: acknowledged }), 'ten characters')).toMatchObject({
      draft: { kind: 'emergency-takeover', data: { from: 'other' } },
    });
    expect(rules.emergencyTakeOver(facts({ im: 'other' }), '  nine char  ')).toEqual({ refused: 'reason-too-short' });
    expect(rules.emergencyTakeOver(facts({ im: 'other' }), ' ten chars. ')).toEqual({
      draft: { kind: 'emergency-takeover', occurredAt: now, actor: 'me', text: 'ten chars.', data: { from: 'other' } },
    });
  });
});

describe('assigning and acknowledging', () => {
  test('makes another person incident manager, but not the one who is', () => {
    expect(rules.assignIm(facts({ im: 'old' }), 'new')).toEqual({
      draft: { kind: 'im-assigned', occurredAt: now, actor: 'me', data: { to: 'new', from: 'old' } },
    });
    expect(rules.assignIm(facts({ im: 'old', state: acknowledged }), 'old')).toEqual({ refused: 'already-in-command' });
  });

  test('has nothing left to write when the person is assigned and has not acknowledged yet', () => {
    expect(rules.assignIm(facts({ im: 'old' }), 'old')).toEqual({ told: true });
  });

  test('is for the incident manager alone, and once', () => {
    expect(rules.acknowledge(facts())).toEqual({ refused: 'no-incident-manager' });
    expect(rules.acknowledge(facts({ im: 'other' }))).toEqual({ refused: 'not-in-command' });
    expect(rules.acknowledge(facts({ im: 'me', state: acknowledged }))).toEqual({ refused: 'already-acknowledged' });
    expect(rules.acknowledge(facts({ im: 'me' }))).toEqual({ draft: { kind: 'acknowledged', occurredAt: now, actor: 'me' } });
  });
});

describe('a handover', () => {
  test('is offered for fifteen minutes by the manager who acknowledged, to somebody else', () => {
    expect(rules.offerHandover(facts({ im: 'me', state: acknowledged }), 'you', ' shift ends ')).toEqual({
      draft: { kind: 'handover-offered', occurredAt: now, actor: 'me', text: 'shift ends', data: { to: 'you', expiresAt: now + 900_000 } },
    });
    expect(rules.offerHandover(facts({ im: 'me', state: acknowledged }), 'you', '  ')).toEqual({
      draft: { kind: 'handover-offered', occurredAt: now, actor: 'me', data: { to: 'you', expiresAt: now + 900_000 } },
    });
    expect(rules.offerHandover(facts({ im: 'me', state: acknowledged }), 'you', undefined)).not.toHaveProperty('draft.text');
    expect(rules.offerHandover(facts({ im: 'me' }), 'you', undefined)).toEqual({ refused: 'not-in-command' });
    expect(rules.offerHandover(facts({ im: 'other', state: acknowledged }), 'you', undefined)).toEqual({ refused: 'not-in-command' });
    expect(rules.offerHandover(facts({ im: 'me', state: acknowledged }), 'me', undefined)).toEqual({ refused: 'offer-to-self' });
  });

  test('is offered once at a time; a lapsed offer is in nobody’s way', () => {
    const open = { ...acknowledged, offer };
    expect(rules.offerHandover(facts({ im: 'me', state: open }), 'you', undefined)).toEqual({ refused: 'offer-pending' });
    const lapsed = { ...acknowledged, offer: { ...offer, expiresAt: now } };
    expect(rules.offerHandover(facts({ im: 'me', state: lapsed }), 'you', undefined)).toHaveProperty('draft');
  });

  test('is answered by its receiver until it lapses', () => {
    const open = { state: { offer }, offerTo: 'me', offerFrom: 'giver', im: 'giver' };
    expect(rules.acceptHandover(facts(open))).toEqual({
      draft: { kind: 'handover-accepted', occurredAt: now, actor: 'me', data: { from: 'giver' } },
    });
    expect(rules.declineHandover(facts(open))).toEqual({ draft: { kind: 'handover-declined', occurredAt: now, actor: 'me' } });
    for (const answer of [rules.acceptHandover, rules.declineHandover]) {
      expect(answer(facts({ ...open, state: {} }))).toEqual({ refused: 'no-offer' });
      expect(answer(facts({ ...open, offerTo: 'other' }))).toEqual({ refused: 'offer-not-for-you' });
      expect(answer(facts({ ...open, state: { offer: { ...offer, expiresAt: now } } }))).toEqual({ refused: 'offer-expired' });
    }
  });

  test('is accepted from its giver by a receiver whom Jira made assignee meanwhile', () => {
    expect(rules.acceptHandover(facts({ state: { offer }, offerTo: 'me', offerFrom: 'giver', im: 'me' }))).toEqual({
      draft: { kind: 'handover-accepted', occurredAt: now, actor: 'me', data: { from: 'giver' } },
    });
  });

  test('is taken back by its giver', () => {
    expect(rules.cancelHandover(facts({ state: { offer }, offerFrom: 'me' }))).toEqual({
      draft: { kind: 'handover-cancelled', occurredAt: now, actor: 'me' },
    });
    expect(rules.cancelHandover(facts({ state: { offer }, offerFrom: 'giver' }))).toEqual({ refused: 'not-in-command' });
    expect(rules.cancelHandover(facts())).toEqual({ refused: 'no-offer' });
  });

  test('lapses at its time, by nobody’s hand', () => {
    expect(rules.expireOffer(freshIncident, now)).toBeNull();
    expect(rules.expireOffer({ ...freshIncident, offer }, now)).toBeNull();
    expect(rules.expireOffer({ ...freshIncident, offer }, now + 1)).toEqual({ kind: 'handover-expired', occurredAt: now + 1, actor: null });
    expect(rules.expireOffer({ ...freshIncident, offer }, now + 60_000)).toMatchObject({ occurredAt: now + 1 });
  });
});
