import type { Principal } from '../../contracts.ts';
import type { JiraCore } from '../core.ts';
import type { Issue } from '../model.ts';
import { transitionBeans } from '../workflow/transition-beans.ts';
import { issueBean, type IssueBeanOptions } from './issue-bean.ts';

/** `IssueBean` with everything `expand` may ask for. Apart from `issueBean`, because conditions of transitions read issues themselves. */
export function issueWithTransitions(
  core: JiraCore,
  principal: Principal,
  issue: Issue,
  options: IssueBeanOptions,
): Readonly<Record<string, unknown>> {
  const bean = issueBean(core, principal, issue, options);
  const expand = options.expand ?? [];
  if (!expand.includes('transitions')) return bean;
  return { ...bean, transitions: transitionBeans(core, principal, issue, { fields: expand.includes('transitions.fields') }) };
}
