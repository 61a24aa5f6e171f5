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
import { cleanupLink, factsWith, mergedIntoLink, postmortemLink, recordWith } from './example-facts';
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

  it('speaks English to nobody in particular', () => {
    const expression = compileToExpression(resolveGate, exampleSite, shippedMessages);
    const anonymous = scopeOf(factsWith({ impactEnded: null }), 'ko_KR', null);
    expect(evaluate(expression, anonymous, { now: 0 }).value).toBe('• Set when impact ended.');
  });

  it('stands on its own lines, for whoever reads the workflow', () => {
    expect(compileToExpression(declineGate, exampleSite, shippedMessages).split('\n')[0]).toBe(
      'let ko = (user?.locale ?? "").slice(0, 2) == "ko";',
    );
  });

  it('reads each piece of evidence where a gate asks for it, whatever stands beside it', () => {
    const alone = (check: ExpressionGate['checks'][number]): ExpressionGate => ({ ...startFixingGate, checks: [check] });
    const facts = factsWith({ record: recordWith({ ack: 'bob', sev: '202', final: null }) });
    const texts = (
      ['manager-present', 'manager-acknowledged', 'severity-confirmed', 'final-update-settled', 'emergency-reason-given'] as const
    ).map((kind) => run(alone({ kind }), facts).value);
    expect(texts).toEqual([
      true,
      '• The incident manager has not acknowledged. Ask them to acknowledge in the incident panel, or take command.',
      '• Severity has not been confirmed since the impact last changed. Confirm it in the incident panel.',
      '• Send the final internal update, or mark it as not needed in the incident panel.',
      '• Say in the incident panel why the incident was resolved in an emergency.',
    ]);
    const order = {
      kind: 'times-ordered',
      earlier: 'detected',
      later: 'impactStarted',
      noteExplains: true,
      blocker: 'resolve.end-before-start',
    } as const;
    expect(run(alone(order), facts).value).toBe('• Impact ends before it starts. Correct one of the two times.');
    expect(run(alone(order), factsWith({ record: recordWith({ note: true }) })).value).toBe(true);
  });

  it('takes no comment but the one typed for this transition', () => {
    expect(run(declineGate, factsWith({ reason: null })).value).toBe(
      '• Give a reason of at least 10 characters as the comment of this transition. A bulk change has no comment: change this work item on its own.',
    );
    expect(run(declineGate, factsWith({ reason: '  short  ' })).value).toBe('• Make the reason at least 10 characters long.');
  });

  it.each([['text'], [7], [true], [[]], [{}], [{ ack: 'ada' }], [{ v: '7', ack: 'ada' }], [{ v: null, ack: 'ada' }]])(
    'refuses a foreign property %j with words, not with an error',
    (property) => {
      expect(withProperty(property).value).toBe(
        '• The incident record could not be read, because something other than Incident Handbook changed it. The app restores it within an hour; in an emergency use Emergency resolve.',
      );
    },
  );

  it('takes a missing property for a record in which nothing happened yet', () => {
    expect(withProperty(undefined).value).toBe(
      '• The incident manager has not acknowledged. Ask them to acknowledge in the incident panel, or take command.',
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
    const prefixed = { ...exampleSite, types: { ...exampleSite.types, incident: 'x11' } };
    expect(() => compileToExpression(mergeGate, prefixed, shippedMessages)).toThrow('Not a numeric Jira id: "x11"');
    expect(() => compileToExpression(mergeGate, empty, shippedMessages)).toThrow('Not a numeric Jira id: ""');
  });

  it('leaves a place empty that its blocker does not fill', () => {
    const messages = { en: { ...shippedMessages.en, 'gates.reason.missing': '{name}, say {why}.' }, ko: shippedMessages.ko };
    const expression = compileToExpression(declineGate, exampleSite, messages);
    expect(evaluate(expression, scopeOf(factsWith({ reason: null }), null), { now: 0 }).value).toBe('• , say {why}.');
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
