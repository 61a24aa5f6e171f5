import type { MeteredInvocation } from '../../../../local-site/contracts.ts';
import type { Progress } from '../../../../tools/replay/play.ts';
import { totalsOf } from '../../../../tools/replay/report.ts';

const aProgress = (fields: Partial<Progress> = {}): Progress => ({
  source: {
    id: 'abc123',
    name: 'Checkout is down',
    impact: 'major',
    startedAt: 0,
    resolvedAt: 45 * 60_000,
    updates: [],
    components: [],
    warnings: [],
  },
  key: 'RPL-1',
  events: 12,
  chainVerified: true,
  closed: true,
  refused: [],
  ...fields,
});
const anInvocation = { restCalls: 2, restPoints: 3, kvsBytesWritten: 500 } as MeteredInvocation;

it('adds up incidents and the meter, with a row for each incident', () => {
  expect(totalsOf([aProgress(), aProgress({ key: 'RPL-2', events: 8 })], [], [anInvocation, anInvocation, anInvocation], 1234.6)).toEqual({
    incidents: 2,
    events: 20,
    refused: 0,
    invocations: 3,
    restCalls: 6,
    restPoints: 9,
    kvsBytesWritten: 1500,
    chainsVerified: 2,
    lost: 0,
    rejected: [],
    wallMs: 1235,
    rows: [
      {
        id: 'abc123',
        key: 'RPL-1',
        name: 'Checkout is down',
        impact: 'major',
        minutes: 45,
        events: 12,
        refused: [],
        chainVerified: true,
        closed: true,
      },
      {
        id: 'abc123',
        key: 'RPL-2',
        name: 'Checkout is down',
        impact: 'major',
        minutes: 45,
        events: 8,
        refused: [],
        chainVerified: true,
        closed: true,
      },
    ],
  });
});

it('an incident that is not closed is lost, and every refusal keeps its reasons', () => {
  const refused = [{ step: 'declare', reasons: ['summary: too long'] }];
  const { source } = aProgress();
  const undeclared = { source, closed: false, chainVerified: false, events: 0, refused };
  expect(totalsOf([undeclared], [{ id: 'x', name: 'X', why: 'It has no id.' }], [], 1)).toMatchObject({
    incidents: 1,
    refused: 1,
    chainsVerified: 0,
    lost: 1,
    rejected: [{ id: 'x', name: 'X', why: 'It has no id.' }],
    rows: [{ key: null, closed: false, refused: [{ step: 'declare', reasons: ['summary: too long'] }] }],
  });
});
