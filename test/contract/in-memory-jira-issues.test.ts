import { incidentWorld } from '../support/incident-world';
import { jiraIssuesContract } from './jira-issues-contract';

jiraIssuesContract('memory', () => {
  const world = incidentWorld();
  world.jira.notAssignable = ['stranger'];
  return {
    jira: world.jira,
    issueId: '10001',
    projectId: '10000',
    people: { editor: 'editor', assignable: 'other', notAssignable: 'stranger' },
    as: (accountId) => void world.as(accountId),
    close: () => undefined,
  };
});
