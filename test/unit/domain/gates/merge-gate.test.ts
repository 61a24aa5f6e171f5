import type { LinkFacts } from '../../../../src/domain/gates/gate-facts';
import { mergeGate } from '../../../../src/domain/gates/merge-gate';
import { factsWith, mergedIntoLink, preflight } from './example-facts';

const merge = (links: readonly LinkFacts[], locale?: string): string => preflight(mergeGate, factsWith({ links }), locale);

describe('Merge', () => {
  it('lets an incident pass that points to an open one', () => {
    expect(merge([mergedIntoLink()])).toBe('');
  });

  it('asks for the incident that carries on', () => {
    expect(merge([])).toBe('• Link the incident that carries on, with an “is merged into” link from this one to it.');
    expect(merge([], 'ko-KR')).toBe('• 이 인시던트에서 계속 진행할 인시던트로 “is merged into” 연결을 추가하십시오.');
  });

  it('does not take an incident merged into this one, nor another link, for the target', () => {
    const links: readonly LinkFacts[] = [
      { ...mergedIntoLink(), direction: 'inward' },
      { ...mergedIntoLink(), linkTypeId: '405' },
    ];
    expect(merge(links)).toBe('• Link the incident that carries on, with an “is merged into” link from this one to it.');
  });

  it('refuses two targets without reading either', () => {
    const links = [mergedIntoLink(), mergedIntoLink({ statusId: '304' })];
    expect(merge(links)).toBe('• Keep only one “is merged into” link from this incident.');
    expect(merge(links, 'ko-KR')).toBe('• 이 인시던트에서 나가는 “is merged into” 연결을 하나만 남기십시오.');
  });

  it.each([
    [
      'closed',
      '304',
      '• INC-9 is closed. Reopen it, or link an incident that is still open.',
      '• INC-9 인시던트는 닫혔습니다. 다시 열거나 아직 열려 있는 인시던트를 연결하십시오.',
    ],
    [
      'merged itself',
      '306',
      '• INC-9 is itself merged. Link the incident it was merged into.',
      '• INC-9 인시던트도 병합되었습니다. 그 인시던트가 병합된 인시던트를 연결하십시오.',
    ],
  ])('refuses a target that is %s', (_, statusId, english, korean) => {
    expect(merge([mergedIntoLink({ statusId })])).toBe(english);
    expect(merge([mergedIntoLink({ statusId })], 'ko-KR')).toBe(korean);
  });

  it('refuses a target that is no incident, whatever its status', () => {
    const links = [mergedIntoLink({ typeId: '12', statusId: '304' })];
    expect(merge(links)).toBe('• INC-9 is not an incident. Link the incident that carries on.');
    expect(merge(links, 'ko-KR')).toBe('• INC-9 항목은 인시던트가 아닙니다. 계속 진행할 인시던트를 연결하십시오.');
  });

  it('says that the target is hidden', () => {
    expect(merge([{ ...mergedIntoLink(), item: null }])).toBe(
      '• A linked work item is hidden from you. Ask someone who may see it to make this transition, or remove the link.',
    );
  });

  it('asks for the reason first', () => {
    expect(preflight(mergeGate, factsWith({ reason: 'dup', links: [] }))).toBe(
      '• Make the reason at least 10 characters long.\n• Link the incident that carries on, with an “is merged into” link from this one to it.',
    );
  });
});
