import type { JiraCore } from '../core.ts';
import type { Issue, Project, WorkflowScheme } from '../model.ts';
import { badRequest } from '../route.ts';
import { type Input, items, needId } from './input.ts';
import { workflowOfScheme } from './lookup.ts';
import { migrateStatuses, strandedIssues } from './status-migration.ts';

/** Issue type id → old status id → new status id. */
export type Overrides = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Reads `[{issueTypeId, statusMappings: [{oldStatusId, newStatusId}]}]`. */
export function readOverrides(input: Input, member: string): Overrides {
  return new Map(
    items(input, member, ['issueTypeId', 'statusMappings']).map((entry) => [
      needId(entry, 'issueTypeId'),
      new Map(
        items(entry, 'statusMappings', ['oldStatusId', 'newStatusId']).map((mapping) => [
          needId(mapping, 'oldStatusId'),
          needId(mapping, 'newStatusId'),
        ]),
      ),
    ]),
  );
}

/** 400 unless every work item whose status the scheme's workflow lacks has a place to go. */
export function requireMappings(core: JiraCore, projects: readonly Project[], scheme: WorkflowScheme, overrides: Overrides): void {
  for (const issue of stranded(core, projects, scheme)) {
    const to = overrides.get(issue.issueTypeId)?.get(issue.statusId);
    if (to === undefined || !workflowOfScheme(core.store, scheme, issue.issueTypeId).statusIds.includes(to)) {
      throw badRequest(
        `Issues of type '${issue.issueTypeId}' are in the status '${issue.statusId}', which the new workflow does not have: a mapping is required.`,
      );
    }
  }
}

/** Moves the work items; answers how many. */
export function reassign(
  core: JiraCore,
  projects: readonly Project[],
  scheme: WorkflowScheme,
  overrides: Overrides,
  actor: string,
): number {
  const issues = stranded(core, projects, scheme);
  migrateStatuses(core, issues, (issue) => overrides.get(issue.issueTypeId)?.get(issue.statusId), actor);
  return issues.length;
}

function stranded(core: JiraCore, projects: readonly Project[], scheme: WorkflowScheme): Issue[] {
  const projectIds = new Set(projects.map((project) => project.id));
  return strandedIssues(
    core,
    (issue) => projectIds.has(issue.projectId),
    (issue) => workflowOfScheme(core.store, scheme, issue.issueTypeId).statusIds,
  );
}
