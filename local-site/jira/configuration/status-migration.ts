import type { JiraCore } from '../core.ts';
import type { Issue } from '../model.ts';

/** Where a work item goes whose status is gone; undefined when nobody has said. */
export type StatusMapping = (issue: Issue) => string | undefined;

/** Work items of some projects and types whose status the new list of statuses lacks. */
export function strandedIssues(
  core: JiraCore,
  concerns: (issue: Issue) => boolean,
  statusIds: (issue: Issue) => readonly string[],
): Issue[] {
  return [...core.store.issues.values()].filter((issue) => concerns(issue) && !statusIds(issue).includes(issue.statusId));
}

/** Moves stranded work items to their new statuses, with history and without running any transition. */
export function migrateStatuses(core: JiraCore, issues: readonly Issue[], target: StatusMapping, actor: string): void {
  for (const issue of issues) {
    const to = target(issue);
    if (to === undefined) throw new Error(`No new status for issue ${issue.id}`);
    const before = core.store.statuses.need(issue.statusId);
    const after = core.store.statuses.need(to);
    core.issues.change(
      issue,
      actor,
      [
        {
          field: 'status',
          fieldtype: 'jira',
          fieldId: 'status',
          from: before.id,
          fromString: before.name,
          to: after.id,
          toString: after.name,
        },
      ],
      { statusId: to, statusChanged: core.clock.now() },
    );
  }
}
