import fc from 'fast-check';
import { emptyChain, firstBreak, seal, type ChainEnd } from '../../../../src/domain/timeline/chain';
import type { EventDraft, StoredEvent } from '../../../../src/domain/timeline/timeline-event';
import { seededEntropy } from '../../../support/seeded-entropy';

const entropy = seededEntropy();
const { sha256 } = entropy;
const salt = (): string => entropy.salt();
const start = emptyChain('inc:10001');

function chainOf(drafts: readonly EventDraft[]): readonly StoredEvent[] {
  let end: ChainEnd = start;
  let people: readonly string[] = [];
  return drafts.map((draft) => {
    const sealed = seal(draft, { end, people, recordedAt: 1_700_000_000_000, salt, sha256 });
    end = { seq: sealed.event.core.n, hash: sealed.event.hash };
    people = sealed.people;
    return sealed.event;
  });
}

const draft = fc.record({
  kind: fc.constantFrom('note', 'decision', 'theory'),
  occurredAt: fc.integer({ min: 1, max: 2_000_000_000_000 }),
  actor: fc.constantFrom('a', 'b', null),
  text: fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }),
  data: fc.dictionary(fc.string({ maxLength: 6 }), fc.oneof(fc.string({ maxLength: 8 }), fc.integer(), fc.boolean()), {
    maxKeys: 3,
    noNullPrototype: true,
  }),
}) satisfies fc.Arbitrary<EventDraft>;

/** Every way in which somebody with access to storage could change one entry. */
const tampering = fc.constantFrom<((event: StoredEvent) => StoredEvent | null)[]>(
  () => null,
  (event) => ({ ...event, core: { ...event.core, o: event.core.o + 1 } }),
  (event) => ({ ...event, core: { ...event.core, r: event.core.r + 1 } }),
  (event) => ({ ...event, core: { ...event.core, k: 'change' } }),
  (event) => ({ ...event, core: { ...event.core, a: 'p9' } }),
  (event) => ({ ...event, core: { ...event.core, d: { ...event.core.d, more: 1 } } }),
  (event) => ({ ...event, core: { ...event.core, s: 1 } }),
  (event) => ({ ...event, text: `${event.text ?? ''}.` }),
  (event) => ({ ...event, salt: 'another' }),
  (event) => ({ ...event, hash: 'f'.repeat(64) }),
  (event) => {
    const core = { ...event.core, o: event.core.o + 1 };
    return { ...event, core, hash: sha256(JSON.stringify(core)) };
  },
);

describe('the chain', () => {
  test('of untouched entries holds', () => {
    fc.assert(fc.property(fc.array(draft, { maxLength: 12 }), (drafts) => firstBreak(chainOf(drafts), start, sha256) === null));
  });

  test('names the entry that was tampered with, whatever was done to it', () => {
    fc.assert(
      fc.property(fc.array(draft, { minLength: 1, maxLength: 12 }), fc.nat(), tampering, (drafts, position, tamper) => {
        const events: (StoredEvent | null)[] = [...chainOf(drafts)];
        const index = position % events.length;
        events[index] = tamper(events[index]!);
        expect(firstBreak(events, start, sha256)?.seq).toBe(index + 1);
      }),
      { numRuns: 400 },
    );
  });

  test('that was rewritten from one entry on still ends in another hash than the head holds', () => {
    const honest = chainOf([1, 2, 3].map((occurredAt) => ({ kind: 'note', occurredAt, actor: 'a', text: 'as it was' })));
    const rewritten = chainOf(
      [1, 2, 3].map((occurredAt) => ({ kind: 'note', occurredAt, actor: 'a', text: occurredAt === 2 ? 'as they wish' : 'as it was' })),
    );
    expect(firstBreak(rewritten, start, sha256)).toBeNull();
    expect(rewritten[2]?.hash).not.toBe(honest[2]?.hash);
  });

  test('notices two entries that changed places', () => {
    const [a, b] = chainOf([1, 2].map((occurredAt) => ({ kind: 'note', occurredAt, actor: 'a', text: 'x' })));
    expect(firstBreak([b!, a!], start, sha256)).toEqual({ seq: 1, why: 'does-not-follow' });
  });

  test('of another record does not fit this one', () => {
    const events = chainOf([{ kind: 'note', occurredAt: 1, actor: 'a', text: 'x' }]);
    expect(firstBreak(events, emptyChain('inc:10002'), sha256)).toEqual({ seq: 1, why: 'does-not-follow' });
  });

  test('says what is wrong with the entry it names', () => {
    const [event] = chainOf([{ kind: 'note', occurredAt: 1, actor: 'a', text: 'x' }]);
    const [bare] = chainOf([{ kind: 'acknowledged', occurredAt: 1, actor: 'a' }]);
    const why = (changed: StoredEvent | null): unknown => firstBreak([changed], start, sha256);
    expect(why(null)).toEqual({ seq: 1, why: 'missing' });
    expect(why({ ...event!, text: 'y' })).toEqual({ seq: 1, why: 'text-changed' });
    expect(why({ ...event!, salt: null })).toEqual({ seq: 1, why: 'text-changed' });
    expect(why({ ...bare!, text: 'put in afterwards' })).toEqual({ seq: 1, why: 'text-changed' });
    expect(why(bare!)).toBeNull();
    expect(why({ ...event!, core: { ...event!.core, o: 2 } })).toEqual({ seq: 1, why: 'content-changed' });
    expect(firstBreak([event!], { seq: 1, hash: 'inc:10001' }, sha256)).toEqual({ seq: 2, why: 'does-not-follow' });
    expect(firstBreak([event!], { seq: 0, hash: 'inc:10002' }, sha256)).toEqual({ seq: 1, why: 'does-not-follow' });
  });

  test('holds of an entry what there is, and nothing that there is not', () => {
    const [bare, full] = chainOf([
      { kind: 'handover-expired', occurredAt: 1, actor: null },
      { kind: 'correction', occurredAt: 2, actor: 'a', text: 'x', supersedes: 1, assumed: true, data: { n: 1 } },
    ]);
    expect(bare).toEqual({
      core: { n: 1, p: 'inc:10001', k: 'handover-expired', o: 1, r: 1_700_000_000_000 },
      hash: bare!.hash,
      text: null,
      salt: null,
    });
    expect(full?.core).toEqual({
      n: 2,
      p: bare!.hash,
      k: 'correction',
      o: 2,
      r: 1_700_000_000_000,
      a: 'p1',
      t: sha256(`${full!.salt!}x`),
      d: { n: 1 },
      s: 1,
      g: true,
    });
    expect(chainOf([{ kind: 'note', occurredAt: 1, actor: 'a', text: 'x', assumed: false, data: {} }])[0]?.core).not.toHaveProperty('g');
    expect(full?.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  test('has no member for what an entry does not say, and ties one without words to none', () => {
    const [event] = chainOf([{ kind: 'handover-expired', occurredAt: 1, actor: null }]);
    expect(event?.core).toStrictEqual({ n: 1, p: 'inc:10001', k: 'handover-expired', o: 1, r: 1_700_000_000_000 });
    expect(firstBreak([{ ...event!, text: 'slipped in' }], start, sha256)).toEqual({ seq: 1, why: 'text-changed' });
  });

  test('stays whole when a text is erased', () => {
    const [event] = chainOf([{ kind: 'note', occurredAt: 1, actor: 'a', text: 'a name' }]);
    expect(firstBreak([{ ...event!, text: null, salt: null }], start, sha256)).toBeNull();
  });

  test('holds neither account ids nor text', () => {
    const [event] = chainOf([
      { kind: 'im-assigned', occurredAt: 1, actor: 'account-giver', text: 'secret words', data: { to: 'account-taker', from: null } },
    ]);
    expect(event?.core).toEqual({
      n: 1,
      p: 'inc:10001',
      k: 'im-assigned',
      o: 1,
      r: 1_700_000_000_000,
      a: 'p1',
      t: sha256(`${event?.salt ?? ''}secret words`),
      d: { to: 'p2', from: null },
    });
  });
});
