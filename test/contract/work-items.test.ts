import { PEOPLE } from '../../local-site/seed/people.ts';
import { postmortemWorkItems } from '../../src/adapters/jira/postmortem-work-items';
import { collaborationSite, IM, RESPONDER } from '../local-site/collaboration/collaboration-site';
import { connectForgeToJira } from '../support/forge-jira';
import { inMemoryWorkItems } from '../support/in-memory-work-items';
import { workItemsContract } from './work-items-contract';

workItemsContract('memory', () => {
  const items = inMemoryWorkItems();
  for (const id of ['1', '2', '3']) items.put({ id, fields: { issuetype: { id: '10002' } } });
  items.hidden = ['3'];
  items.notAssignable = ['ghost'];
  return {
    items,
    ids: { first: '1', second: '2', hidden: '3' },
    projectId: '10100',
    typeId: '10002',
    linkTypeId: '401',
    assignable: 'dev',
    notAssignable: 'ghost',
    asViewer() {
      items.allowed = false;
    },
    pagesOf: async (issueId) => [...items.pages.values()].filter((page) => page.issueId === issueId).map(({ title }) => title),
    close: () => undefined,
  };
});

workItemsContract("Jira's REST API", () => {
  const site = collaborationSite();
  let user: string = IM;
  const connection = connectForgeToJira(
    (method, path, body, principal) => site.call(method, path, body, principal),
    () => user,
  );
  return {
    items: postmortemWorkItems,
    ids: { first: '10201', second: '10202', hidden: '10203' },
    projectId: '10100',
    typeId: '10002',
    linkTypeId: [...site.store.linkTypes.values()][0]?.id ?? '',
    assignable: RESPONDER,
    notAssignable: 'nobody-of-this-name',
    asViewer() {
      user = PEOPLE.viewer.accountId;
    },
    async pagesOf(issueId) {
      const { body } = await site.call('GET', `/rest/api/3/issue/${issueId}/remotelink`);
      return (body as { object: { title: string } }[]).map(({ object }) => object.title);
    },
    close: () => {
      connection.close();
    },
  };
});
