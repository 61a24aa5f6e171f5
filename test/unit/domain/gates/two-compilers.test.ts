import fc from 'fast-check';
import { evaluate, type Evaluation } from '../../../../local-site/jira/expressions/evaluate.ts';
import { expressionGates } from '../../../../src/domain/gates/catalogue';
import type { ExpressionGate } from '../../../../src/domain/gates/check';
import { compileToExpression } from '../../../../src/domain/gates/compile-expression';
import { gateFactsFromIssue } from '../../../../src/domain/gates/gate-facts-from-issue';
import type { GateFacts, LinkedItem, LinkFacts } from '../../../../src/domain/gates/gate-facts';
import { NOTHING_RECORDED, type IncidentProperty } from '../../../../src/domain/gates/incident-property';
import { factsWith, preflight } from './example-facts';
import { exampleSite, shippedMessages } from './example-site';
import { restIssueOf, restLinkedItemsOf, scopeOf, storedPropertyOf } from './issue-in-expressions';

const inJira = (gate: ExpressionGate, facts: GateFacts, locale: string | null): Evaluation =>
  evaluate(compileToExpression(gate, exampleSite, shippedMessages), scopeOf(facts, locale), { now: 0 });

const person = fc.constantFrom('ada', 'bob');
const time = fc.option(
  fc.constantFrom(
    '2026-11-23T08:30:00.000+0000',
    '2026-11-23T09:00:00.000+0000',
    '2026-11-23T18:00:00.000+0900',
    '2026-11-23T18:00:00.001+0900',
    '2026-11-23T10:00:00.000+0000',
  ),
  { freq: 6 },
);

const record: fc.Arbitrary<IncidentProperty> = fc.record({
  v: fc.nat(),
  ack: fc.option(person),
  sev: fc.option(fc.constantFrom('201', '202', '203')),
  impact: fc.option(fc.constantFrom('|', '|252', '261|252', '261,1262|252', '1262,261|252')),
  final: fc.constantFrom('sent', 'not-needed', null),
  note: fc.boolean(),
  emergencyReason: fc.boolean(),
});

const item: fc.Arbitrary<LinkedItem> = fc.record({
  key: fc.constant(''),
  typeId: fc.constantFrom('11', '12', '12', '13'),
  statusId: fc.constantFrom('302', '304', '306', '311', '315'),
  done: fc.boolean(),
  assigneeId: fc.option(person),
  dueDate: fc.option(fc.constant('2026-11-30')),
});

const link: fc.Arbitrary<LinkFacts> = fc.record({
  linkTypeId: fc.constantFrom('401', '404', '405', '406'),
  direction: fc.constantFrom('inward', 'outward'),
  item: fc.option(item, { freq: 15 }),
});

/** Each linked work item its own key. */
const numbered = (links: readonly LinkFacts[]): readonly LinkFacts[] =>
  links.map((each, index) => ({ ...each, item: each.item && { ...each.item, key: `SHOP-${String(index)}` } }));

const anyFacts: fc.Arbitrary<GateFacts> = fc.record({
  assigneeId: fc.option(person),
  severityId: fc.option(fc.constantFrom('201', '202', '203')),
  faultyServiceId: fc.option(fc.constant('252')),
  affectedProductIds: fc.shuffledSubarray(['261', '1262']),
  impactStarted: time,
  detected: time,
  impactEnded: time,
  resolutionId: fc.constantFrom('501', '502', null),
  record: fc.oneof({ weight: 7, arbitrary: record }, fc.constantFrom(NOTHING_RECORDED, null)),
  links: fc.array(link, { maxLength: 12 }).map(numbered),
  reason: fc.option(fc.constantFrom('', '123456789', ' 123456789 ', '1234567890', '이유를 충분히 적었습니다.')),
});

/** Incidents that lack at most a few things, so that single blockers and passing incidents come up as often as ruins. */
const nearlyReady = fc
  .tuple(
    anyFacts,
    fc.subarray<keyof GateFacts>(
      ['assigneeId', 'severityId', 'affectedProductIds', 'detected', 'impactEnded', 'resolutionId', 'record', 'links', 'reason'],
      { maxLength: 2 },
    ),
  )
  .map(([from, names]) => factsWith(Object.fromEntries(names.map((name) => [name, from[name]]))));

const facts = fc.oneof(anyFacts, nearlyReady);

const locale = fc.constantFrom(null, 'en_US', 'ko_KR', 'ko', 'k', 'fr-FR');

describe.each(expressionGates.map((gate) => [gate.key, gate] as const))('%s', (_, gate) => {
  it('says in Jira, word for word, what the panel says', () => {
    fc.assert(
      fc.property(facts, locale, (generated, language) => {
        const text = preflight(gate, generated, language);
        expect(inJira(gate, generated, language).value).toBe(text === '' ? true : text);
      }),
      { numRuns: 400, seed: 20261123 },
    );
  });

  it('stays within ten expensive operations and ten thousand steps', () => {
    fc.assert(
      fc.property(facts, locale, (generated, language) => {
        const { expensiveOperations, steps } = inJira(gate, generated, language);
        expect(expensiveOperations).toBeLessThanOrEqual(10);
        expect(steps).toBeLessThanOrEqual(10_000);
      }),
      { numRuns: 200, seed: 20261123 },
    );
  });
});

describe('Facts read from Jira’s REST API', () => {
  it('are the facts that the expression sees', () => {
    fc.assert(
      fc.property(facts, (generated) => {
        const { reason } = generated;
        const property = storedPropertyOf(generated);
        const read = gateFactsFromIssue(
          restIssueOf(generated),
          { property, linkedItems: restLinkedItemsOf(generated), reason },
          exampleSite,
        );
        expect(read).toEqual(generated);
      }),
      { numRuns: 200, seed: 20261123 },
    );
  });
});
