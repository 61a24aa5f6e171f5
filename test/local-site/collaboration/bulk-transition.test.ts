import { PEOPLE } from '../../../local-site/seed/people.ts';
import { asUser, collaborationSite, IM } from './collaboration-site.ts';

const PATH = '/rest/api/3/bulk/issues/transition';

test('transitions that need no screen are offered per workflow', async () => {
  const { body } = await collaborationSite().call('GET', `${PATH}?issueIdsOrKeys=INC-1,INC-2`);
  expect(body).toEqual({
    availableTransitions: [
      {
        issues: ['INC-1', 'INC-2'],
        isTransitionsFiltered: false,
        transitions: [
          { transitionId: 11, transitionName: 'To Do', to: { statusId: 10000, statusName: 'To Do' } },
          { transitionId: 21, transitionName: 'In Progress', to: { statusId: 10001, statusName: 'In Progress' } },
          { transitionId: 31, transitionName: 'Done', to: { statusId: 10002, statusName: 'Done' } },
        ],
      },
    ],
  });
});

test('each work item is moved on its own: failures are kept, the rest goes on', async () => {
  const site = collaborationSite();
  const submitted = await site.call('POST', PATH, {
    bulkTransitionInputs: [
      { transitionId: '99', selectedIssueIdsOrKeys: ['INC-1'] },
      { transitionId: '31', selectedIssueIdsOrKeys: ['INC-2', 'SEC-1', 'INC-77'] },
    ],
  });
  expect([submitted.status, submitted.body]).toEqual([201, { taskId: '10000' }]);
  expect([site.store.issues.need('10201').statusId, site.store.issues.need('10202').statusId]).toEqual(['10000', '10002']);
  expect((await site.call('GET', '/rest/api/3/bulk/queue/10000')).body).toMatchObject({
    taskId: '10000',
    status: 'COMPLETE',
    progressPercent: 100,
    totalIssueCount: 4,
    invalidOrInaccessibleIssueCount: 2,
    processedAccessibleIssues: [10202],
    failedAccessibleIssues: { 10201: ["Transition id '99' is not valid for this issue."] },
    submittedBy: { accountId: IM },
    created: '2026-11-23T12:00:00.000Z',
  });
  expect(site.events.map(({ name }) => name)).toEqual(['avi:jira:updated:issue']);
});

test.each([
  [
    'people without the permission',
    PEOPLE.viewer.accountId,
    { bulkTransitionInputs: [{ transitionId: '31', selectedIssueIdsOrKeys: ['INC-1'] }] },
    403,
    'You do not have the global permission to make bulk changes.',
  ],
  [
    'more than 1,000 work items',
    IM,
    { bulkTransitionInputs: [{ transitionId: '31', selectedIssueIdsOrKeys: Array.from({ length: 1001 }, () => 'INC-1') }] },
    400,
    'You can transition between 1 and 1000 issues in a single operation.',
  ],
  ['a body without inputs', IM, {}, 400, 'Invalid request payload. Refer to the REST API documentation and try again.'],
])('a bulk change is refused for %s', async (_, accountId, body, status, message) => {
  const answer = await collaborationSite().call('POST', PATH, body, asUser(accountId));
  expect([answer.status, answer.body]).toEqual([status, { errors: [{ message }] }]);
});

test('an unknown task is no bulk operation', async () => {
  const answer = await collaborationSite().call('GET', '/rest/api/3/bulk/queue/5');
  expect([answer.status, answer.body]).toEqual([400, { errors: [{ message: "No bulk operation with the task ID '5' exists." }] }]);
});
