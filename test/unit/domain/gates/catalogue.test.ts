import { gates } from '../../../../src/domain/gates/catalogue';

describe('The catalogue', () => {
  it('holds one rule per gated transition, and none for Create and Emergency resolve', () => {
    expect(gates.map((gate) => [gate.key, gate.kind, gate.transition])).toEqual([
      ['start-fixing-gate', 'expression', 'startFixing'],
      ['resolve-gate', 'expression', 'resolve'],
      ['close-gate', 'expression', 'close'],
      ['decline-gate', 'expression', 'decline'],
      ['reopen-gate', 'expression', 'reopen'],
      ['merge-gate', 'expression', 'merge'],
      ['waive-gate', 'expression', 'waive'],
      ['request-approval-gate', 'function', 'requestApproval'],
      ['approve-gate', 'function', 'approve'],
      ['complete-gate', 'function', 'complete'],
    ]);
  });
});
