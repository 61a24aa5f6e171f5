import { approve, withdrawApproval, type ApprovalFacts } from '../../../../src/domain/postmortem/approval-rules';

const facts = (more: Partial<ApprovalFacts> = {}): ApprovalFacts => ({
  state: { approvals: [], risks: [] },
  people: ['ann', 'ben'],
  actor: 'ann',
  mayApprove: true,
  contentHash: 'now',
  now: 5_000,
  ...more,
});
const approvedBy = (by: string, content: string): ApprovalFacts['state'] => ({ approvals: [{ by, content, at: 1 }], risks: [] });

describe('approving', () => {
  test('writes down which version', () => {
    expect(approve(facts(), 'now')).toEqual({ draft: { kind: 'approved', occurredAt: 5_000, actor: 'ann', data: { content: 'now' } } });
  });

  test('is for approvers, and for what they saw', () => {
    expect(approve(facts({ mayApprove: false }), 'now')).toEqual({ refused: 'not-an-approver' });
    expect(approve(facts(), 'before')).toEqual({ refused: 'content-changed' });
  });

  test('the same version again adds nothing; another version, or another person, does', () => {
    expect(approve(facts({ state: approvedBy('p1', 'now') }), 'now')).toEqual({ draft: null });
    expect(approve(facts({ state: approvedBy('p1', 'before') }), 'now')).toMatchObject({ draft: { kind: 'approved' } });
    expect(approve(facts({ state: approvedBy('p2', 'now') }), 'now')).toMatchObject({ draft: { kind: 'approved' } });
    expect(approve(facts({ actor: 'new', state: approvedBy('p1', 'now') }), 'now')).toMatchObject({ draft: { kind: 'approved' } });
  });
});

describe('taking an approval back', () => {
  test('is for whoever gave it, also when it has lapsed or the person is no approver any more', () => {
    expect(withdrawApproval(facts({ mayApprove: false, state: approvedBy('p1', 'before') }))).toEqual({
      draft: { kind: 'approval-withdrawn', occurredAt: 5_000, actor: 'ann' },
    });
  });

  test('needs one', () => {
    expect(withdrawApproval(facts({ state: approvedBy('p2', 'now') }))).toEqual({ draft: null });
    expect(withdrawApproval(facts({ actor: 'new', state: approvedBy('p1', 'now') }))).toEqual({ draft: null });
  });
});
