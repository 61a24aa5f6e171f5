import { evaluate } from '../../../../local-site/jira/expressions/evaluate.ts';
import { expressionGates } from '../../../../src/domain/gates/catalogue';
import { closeGate } from '../../../../src/domain/gates/close-gate';
import { compileToExpression } from '../../../../src/domain/gates/compile-expression';
import { declineGate } from '../../../../src/domain/gates/decline-gate';
import type { GateFacts } from '../../../../src/domain/gates/gate-facts';
import { resolveGate } from '../../../../src/domain/gates/resolve-gate';
import { startFixingGate } from '../../../../src/domain/gates/start-fixing-gate';
import { UNCONFIGURED_EXPRESSION } from '../../../../src/domain/gates/unconfigured';
import type { ExpressionGate } from '../../../../src/domain/gates/check';
import { cleanupLink, factsWith, mergedIntoLink, postmortemLink } from './example-facts';
import { mergeGate } from '../../../../src/domain/gates/merge-gate';
import { exampleSite, shippedMessages } from './example-site';
import { scopeOf } from './issue-in-expressions';

const run = (gate: ExpressionGate, facts: GateFacts, locale: string | null = 'en_US') =>
  evaluate(compileToExpression(gate, exampleSite, shippedMessages), scopeOf(facts, locale), { now: 0 });

const withProperty = (incident: unknown) => run(startFixingGate, { ...factsWith(), record: incident } as unknown as GateFacts);

describe('A compiled gate', () => {
  it('is true for an incident that lacks nothing', () => {
    expect(run(resolveGate, factsWith()).value).toBe(true);
    expect(run(mergeGate, factsWith({ links: [mergedIntoLink()] })).value).toBe(true);
  });

  it('lists everything an incident lacks, in the language of whoever tries', () => {
    const facts = factsWith({ impactStarted: null, impactEnded: null });
    expect(run(resolveGate, facts).value).toBe('• Set when impact started.\n• Set when impact ended.');
    expect(run(resolveGate, facts, 'ko_KR').value).toBe('• 영향이 시작된 시각을 입력하십시오.\n• 영향이 끝난 시각을 입력하십시오.');
    expect(run(resolveGate, facts, null).value).toBe('• Set when impact started.\n• Set when impact ended.');
  });

  it('takes no comment but the one typed for this transition', () => {
    expect(run(declineGate, factsWith({ reason: null })).value).toBe(
      '• Give a reason of at least 10 characters as the comment of this transition. A bulk change has no comment: change this work item on its own.',
    );
    expect(run(declineGate, factsWith({ reason: '  short  ' })).value).toBe('• Make the reason at least 10 characters long.');
  });

  it.each([['text'], [{}], [{ ack: 'ada' }], [null]])('refuses a foreign property %j with words, not with an error', (property) => {
    expect(withProperty(property).value).toBe(
      '• The incident record could not be read. Open the incident panel once, then try again; in an emergency use Emergency resolve.',
    );
  });

  it('uses Jira’s budget to the last operation and never beyond', () => {
    const dear = [postmortemLink(), cleanupLink(), cleanupLink()];
    expect(run(startFixingGate, factsWith()).expensiveOperations).toBe(3);
    expect(run(resolveGate, factsWith()).expensiveOperations).toBe(2);
    expect(run(closeGate, factsWith({ links: dear })).expensiveOperations).toBe(9);
    expect(run(closeGate, factsWith({ links: [...dear, cleanupLink({ done: true })] })).expensiveOperations).toBe(10);
    expect(run(closeGate, factsWith({ links: [...dear, cleanupLink()] })).expensiveOperations).toBe(7);
    expect(run(mergeGate, factsWith({ links: [mergedIntoLink()] })).expensiveOperations).toBe(4);
    expect(run(declineGate, factsWith()).expensiveOperations).toBe(2);
  });

  it.each(expressionGates.map((gate) => [gate.key, gate] as const))(
    'fits into a rule’s configuration of 32,768 characters: %s',
    (_, gate) => {
      expect(JSON.stringify({ expression: compileToExpression(gate, exampleSite, shippedMessages) }).length).toBeLessThan(32_768);
    },
  );

  it('is not made from an id that is none', () => {
    const broken = { ...exampleSite, linkTypes: { ...exampleSite.linkTypes, mergedInto: '1 || true' } };
    expect(() => compileToExpression(mergeGate, broken, shippedMessages)).toThrow('Not a numeric Jira id: "1 || true"');
    const empty = { ...exampleSite, statuses: { ...exampleSite.statuses, closed: '' } };
    expect(() => compileToExpression(mergeGate, empty, shippedMessages)).toThrow('Not a numeric Jira id: ""');
  });

  it('keeps quotes, backslashes and line ends of a sentence', () => {
    const strange = 'Say "why"\\\nand \'how\'';
    const messages = { en: { ...shippedMessages.en, 'gates.reason.missing': strange }, ko: shippedMessages.ko };
    const expression = compileToExpression(declineGate, exampleSite, messages);
    expect(evaluate(expression, scopeOf(factsWith({ reason: null }), null), { now: 0 }).value).toBe(`• ${strange}`);
  });
});

describe('A gate that was added by hand and not configured', () => {
  it('refuses and says who can help', () => {
    expect(evaluate(UNCONFIGURED_EXPRESSION, {}, { now: 0 }).value).toBe(
      'This gate is not configured yet. Ask a Jira admin to open Incident Handbook setup, or to edit this rule and save it.',
    );
  });
});
