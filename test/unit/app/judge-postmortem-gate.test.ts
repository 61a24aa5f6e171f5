import { judgePostmortemGate } from '../../../src/app/judge-postmortem-gate';
import { approve } from '../../../src/app/approve-postmortem';
import { openPostmortem } from '../../../src/app/open-postmortem';
import type { FunctionGateKey } from '../../../src/domain/gates/check';
import { postmortemWorld, type PostmortemWorld } from '../../support/postmortem-world';

async function codes(
  world: PostmortemWorld,
  gate: FunctionGateKey,
  modifiedFields: Readonly<Record<string, unknown>> = {},
  issueKey = 'INC-2',
): Promise<readonly string[]> {
  return (await judgePostmortemGate(world.ports, gate, { issueKey, modifiedFields })).map(({ code }) => code);
}

describe('Request approval', () => {
  test('lets a complete postmortem through', async () => {
    expect(await codes(postmortemWorld(), 'request-approval-gate')).toEqual([]);
  });

  test('names every gap at once', async () => {
    const world = postmortemWorld();
    world.items.change('10002', {
      customfield_121: null,
      customfield_130: ' ',
      customfield_131: null,
      customfield_111: [{ accountId: 'owner' }],
    });
    world.items.change('10001', { customfield_105: null });
    world.items.change('10003', { assignee: null, duedate: null });
    expect(await codes(world, 'request-approval-gate')).toEqual([
      'request-approval.summary-empty',
      'request-approval.root-cause-empty',
      'request-approval.cause-category-empty',
      'request-approval.timeline-detection-missing',
      'request-approval.action-owner-missing',
      'request-approval.action-due-missing',
      'request-approval.owner-only-approver',
    ]);
  });

  test('judges what the screen is about to make of the work item', async () => {
    const world = postmortemWorld();
    world.items.change('10002', { customfield_121: null });
    expect(await codes(world, 'request-approval-gate', { customfield_121: 'Checkout was down', customfield_111: null })).toEqual([
      'request-approval.no-approver',
    ]);
  });

  test('takes the kind of an action from its field before the property', async () => {
    const world = postmortemWorld();
    world.items.change('10003', { customfield_109: { id: '234', value: 'Repair' } });
    expect(await codes(world, 'request-approval-gate')).toEqual(['request-approval.no-future-action']);
  });

  test('has no timeline where no incident is linked', async () => {
    const world = postmortemWorld();
    world.items.links.shift();
    expect(await codes(world, 'request-approval-gate')).toEqual([
      'request-approval.timeline-start-missing',
      'request-approval.timeline-detection-missing',
      'request-approval.timeline-end-missing',
    ]);
  });

  test('names what could not be read', async () => {
    const world = postmortemWorld();
    world.items.before = (operation) => {
      if (operation === 'read-many') throw new Error('503');
    };
    expect(await codes(world, 'request-approval-gate')).toEqual(['evidence.timeline', 'evidence.actions']);
  });
});

describe('Approve', () => {
  test('wants every approver, of this very version', async () => {
    const world = postmortemWorld();
    const view = await openPostmortem(world.ports, world.as('ann'));
    if (!view.ok) throw new Error(view.refusal.code);
    await approve(world.ports, world.as('ann'), { commandId: 'command-1', contentHash: view.value.contentHash });
    expect(await codes(world, 'approve-gate')).toEqual(['approve.approval-missing']);
    expect(await codes(world, 'approve-gate', { customfield_111: [{ accountId: 'ann' }] })).toEqual([]);
    expect(
      await codes(world, 'approve-gate', { customfield_111: [{ accountId: 'ann' }], customfield_124: 'Edited on the screen' }),
    ).toEqual(['approve.approval-missing']);
  });

  test('says so when the record cannot be read', async () => {
    const world = postmortemWorld();
    world.records.before = () => {
      throw new Error('storage is down');
    };
    expect(await codes(world, 'approve-gate')).toEqual(['evidence.approvals']);
  });
});

describe('Complete', () => {
  test('cannot judge an open action without the record, and needs none for a done one', async () => {
    const world = postmortemWorld();
    world.records.before = () => {
      throw new Error('storage is down');
    };
    expect(await codes(world, 'complete-gate')).toEqual(['evidence.actions']);
    world.items.change('10003', { status: { statusCategory: { key: 'done' } } });
    expect(await codes(world, 'complete-gate')).toEqual([]);
  });

  test('refuses when a linked action cannot be read', async () => {
    const world = postmortemWorld();
    world.items.readMany = async () => [];
    expect(await codes(world, 'complete-gate')).toEqual(['evidence.actions']);
  });
});

describe('every gate', () => {
  const gates: readonly (readonly [FunctionGateKey, string])[] = [
    ['request-approval-gate', 'evidence.content'],
    ['approve-gate', 'evidence.content'],
    ['complete-gate', 'evidence.actions'],
  ];

  test.each(gates)(
    '%s refuses with %s when Jira does not answer, when the item is gone, and when the project is not set up',
    async (gate, code) => {
      const down = postmortemWorld();
      down.items.before = () => {
        throw new Error('503');
      };
      expect(await codes(down, gate)).toEqual([code]);
      expect(await codes(postmortemWorld(), gate, {}, 'INC-999')).toEqual([code]);
      const elsewhere = postmortemWorld();
      elsewhere.items.change('10002', { project: { id: '10777' } });
      expect(await codes(elsewhere, gate)).toEqual([code]);
    },
  );

  test.each(gates)('%s refuses with %s when reading takes longer than it may', async (gate, code) => {
    const world = postmortemWorld();
    world.items.before = () => new Promise(() => undefined);
    const judged = codes(world, gate);
    world.timeUp();
    expect(await judged).toEqual([code]);
  });

  test('reads the work item once, what is linked once and the record once', async () => {
    const world = postmortemWorld();
    const operations: string[] = [];
    world.items.before = (operation) => void operations.push(operation);
    await codes(world, 'request-approval-gate');
    expect([...operations, ...world.records.operations]).toEqual(['read', 'read-many', 'read']);
  });
});
