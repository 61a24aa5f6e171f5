import type { JiraCore } from '../core.ts';
import type { RouteCall, RouteDefinition } from '../route.ts';
import { notFound } from '../route.ts';
import { CONFIGURE, param, route } from './define-route.ts';
import { bodyOf, flag, needText } from './input.ts';
import { needIssueType } from './issue-types.ts';
import { existingName, needEditableScheme, refuseActive, workflowSchemeBean } from './workflow-schemes.ts';

/** One work type's workflow in a scheme that no project uses yet. */
export function workflowSchemeMappingRoutes(core: JiraCore): RouteDefinition[] {
  const { store } = core;
  const path = '/workflowscheme/{id}/issuetype/{issueType}';
  const change = (call: RouteCall, draft: boolean | undefined, workflow: string | undefined) => {
    const before = needEditableScheme(store, param(call, 'id'));
    refuseActive(store, before, draft);
    const { id } = needIssueType(store, param(call, 'issueType'));
    const others = Object.fromEntries(Object.entries(before.mappings).filter(([issueTypeId]) => issueTypeId !== id));
    const after = { ...before, mappings: workflow === undefined ? others : { ...others, [id]: workflow } };
    store.workflowSchemes.put(after.id, after);
    return { body: workflowSchemeBean(after) };
  };
  return [
    route('GET', path, CONFIGURE, (call) => {
      const { id } = needIssueType(store, param(call, 'issueType'));
      const workflow = needEditableScheme(store, param(call, 'id')).mappings[id];
      if (workflow === undefined) throw notFound('The issue type has no workflow of its own in the workflow scheme.');
      return { body: { issueType: id, workflow } };
    }),
    route('PUT', path, CONFIGURE, (call) => {
      const input = bodyOf(call, ['issueType', 'workflow', 'updateDraftIfNeeded']);
      return change(call, flag(input, 'updateDraftIfNeeded'), existingName(store, needText(input, 'workflow')));
    }),
    route('DELETE', path, CONFIGURE, (call) => change(call, call.query.get('updateDraftIfNeeded') === 'true', undefined)),
  ];
}
