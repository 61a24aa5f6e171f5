import type { ExpressionContext, Principal } from '../../contracts.ts';
import { findProject, projectReference, statusBean, userBean } from '../configuration/lookup.ts';
import type { JiraCore } from '../core.ts';
import { buildScope, type CommentRecord, type IssueReader, type IssueRecord } from '../expressions/beans.ts';
import { evaluate, type Evaluation } from '../expressions/evaluate.ts';
import { issueBean } from '../issues/issue-bean.ts';
import { commentsOf } from '../issues/related-beans.ts';
import type { Comment, Issue, Project, Transition, Workflow } from '../model.ts';
import { JiraError } from '../route.ts';
import type { Json } from '../json.ts';

/** What a workflow rule's expression is about. */
export interface RuleScope {
  readonly principal: Principal;
  /** With the transition screen's changes in it; without id and key while it is being created. */
  readonly issue: Issue;
  readonly originalIssue?: Issue;
  readonly project: Project;
  readonly transition: Transition;
  readonly workflow: Workflow;
  readonly config: unknown;
  /** The comment typed on the transition screen. */
  readonly comment?: Json;
}

/** Evaluates a rule's expression; throws `ExpressionError`. */
export function evaluateRule(core: JiraCore, source: string, scope: RuleScope): unknown {
  const { principal, issue, originalIssue, project, transition, workflow, config, comment } = scope;
  const from = originalIssue ? core.store.statuses.get(originalIssue.statusId) : undefined;
  const actor = core.actor(principal);
  const now = core.clock.now();
  const typedComment: CommentRecord | undefined = comment && {
    id: null,
    authorAccountId: actor ?? '',
    body: comment.body,
    created: now,
    updated: now,
  };
  const contents = buildScope(reader(core, principal), {
    accountId: actor ?? null,
    issue: { ...record(core, principal, issue), ...(typedComment ? { typedComment } : {}) },
    ...(originalIssue ? { originalIssue: record(core, principal, originalIssue) } : {}),
    project: projectReference(project),
    transition: {
      id: transition.id,
      name: transition.name,
      from: from ? statusBean(from) : null,
      to: statusBean(core.store.statuses.need(transition.toStatusId)),
      hasScreen: transition.screenId !== undefined,
    },
    workflow: { id: workflow.id, name: workflow.name },
    variables: { config },
  });
  return run(core, principal, source, contents).value;
}

/** Evaluates an expression for Forge or `/expression/evaluate`; 404 when the work item or project cannot be seen. */
export function evaluateFor(core: JiraCore, source: string, context: ExpressionContext): Evaluation {
  const { principal, issueIdOrKey, projectIdOrKey } = context;
  const issue = issueIdOrKey === undefined ? undefined : core.issues.find(principal, issueIdOrKey);
  const project = projectIdOrKey === undefined ? undefined : findProject(core.store, projectIdOrKey);
  if (projectIdOrKey !== undefined && (!project || !core.permissions.can(principal, 'BROWSE_PROJECTS', { project }))) {
    throw new JiraError(404, [`No project could be found with key '${projectIdOrKey}'.`]);
  }
  const scope = buildScope(reader(core, principal), {
    accountId: core.actor(principal) ?? null,
    ...(issue ? { issue: record(core, principal, issue) } : {}),
    ...(project ? { project: projectReference(project) } : {}),
    ...(context.variables ? { variables: context.variables } : {}),
  });
  return run(core, principal, source, scope);
}

function run(core: JiraCore, principal: Principal, source: string, scope: Readonly<Record<string, unknown>>): Evaluation {
  const timeZone = core.store.users.get(core.actor(principal) ?? '')?.timeZone;
  return evaluate(source, scope, { now: core.clock.now(), ...(timeZone === undefined ? {} : { timeZone }) });
}

function record(core: JiraCore, principal: Principal, issue: Issue): IssueRecord {
  const fields = issueBean(core, principal, issue, { fields: ['*all', '-comment'] }).fields as IssueRecord['fields'];
  return { id: issue.id === '' ? null : issue.id, key: issue.key === '' ? null : issue.key, fields };
}

/** Jira as one caller's expressions may read it. */
function reader(core: JiraCore, principal: Principal): IssueReader {
  const { store } = core;
  return {
    issue(id) {
      const issue = store.issues.get(id);
      return issue && core.permissions.can(principal, 'BROWSE_PROJECTS', { issue }) ? record(core, principal, issue) : undefined;
    },
    comments: (issueId) => commentsOf(core, issueId).map(asRecord),
    user(accountId) {
      const user = store.users.get(accountId);
      return (
        user && { accountId, displayName: user.displayName, active: user.active, locale: userBean(user).locale, timeZone: user.timeZone }
      );
    },
    property: (owner, ownerId, key) => store.entityProperties.get(`${owner}:${ownerId}:${key}`)?.value,
    propertyKeys: (owner, ownerId) =>
      [...store.entityProperties.values()].filter((each) => each.entity === owner && each.entityId === ownerId).map(({ key }) => key),
    hasCustomField: (fieldId) => store.fields.get(fieldId)?.custom === true,
  };
}

function asRecord({ id, authorAccountId, body, created, updated }: Comment): CommentRecord {
  return { id, authorAccountId, body, created, updated };
}
