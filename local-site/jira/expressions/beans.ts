import { EntityProperties } from './entity-properties.ts';
import { HostRecord } from './host-object.ts';
import { issueBean } from './issue-bean.ts';
import type { IssueReader, IssueRecord } from './issue-reader.ts';
import { projectBean, statusBean } from './rest-beans.ts';
import { numericId, plain } from './rest-json.ts';
import { userBean } from './user-bean.ts';

export type { CommentRecord, IssueReader, IssueRecord } from './issue-reader.ts';

/** What an evaluation is about. What is left out is absent from the expression: naming it is an error, `typeof` says `undefined`. */
export interface ScopeContents {
  /** Null for an anonymous caller; `user` is then null. */
  readonly accountId: string | null;
  /** The issue with the transition screen's changes in it. */
  readonly issue?: IssueRecord;
  /** The issue before those changes; leave it out on the initial transition. */
  readonly originalIssue?: IssueRecord;
  /** REST JSON of a project; the issue's own project unless given. */
  readonly project?: Readonly<Record<string, unknown>>;
  /** `from` and `to` are REST JSON of statuses; null on the initial transition's `from`. */
  readonly transition?: {
    readonly id: string;
    readonly name: string;
    readonly from: unknown;
    readonly to: unknown;
    readonly hasScreen: boolean;
  };
  readonly workflow?: { readonly id: string; readonly name: string };
  /** The id is the app's ARI. */
  readonly app?: { readonly id: string; readonly licenseActive: boolean };
  /** Plain JSON under its own names: `event`, `config`, `value`, `configuration` … */
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** The context variables of an evaluation, for `evaluate`. */
export function buildScope(reader: IssueReader, contents: ScopeContents): Readonly<Record<string, unknown>> {
  const { accountId, issue, originalIssue, transition, workflow, app } = contents;
  const project = contents.project ?? issue?.fields.project;
  return {
    ...contents.variables,
    user: accountId === null ? null : userBean(reader, accountId),
    ...(issue && { issue: issueBean(reader, issue) }),
    ...(originalIssue && { originalIssue: issueBean(reader, originalIssue) }),
    ...(project !== undefined && { project: projectBean(reader, project) }),
    ...(transition && { transition: transitionBean(transition) }),
    ...(workflow && {
      workflow: new HostRecord('Workflow', workflow.id, { id: plain(workflow.id), name: plain(workflow.name) }, () => workflow),
    }),
    ...(app && { app: appBean(reader, app) }),
  };
}

function transitionBean(transition: NonNullable<ScopeContents['transition']>): HostRecord {
  return new HostRecord(
    'Transition',
    transition.id,
    {
      id: plain(numericId(transition.id)),
      name: plain(transition.name),
      from: { read: () => statusBean(transition.from) },
      to: { read: () => statusBean(transition.to) },
      hasScreen: plain(transition.hasScreen),
    },
    () => ({ id: transition.id, name: transition.name }),
  );
}

function appBean(reader: IssueReader, app: NonNullable<ScopeContents['app']>): HostRecord {
  const license = new HostRecord('License', app.id, { active: plain(app.licenseActive) }, () => ({ active: app.licenseActive }));
  return new HostRecord(
    'App',
    app.id,
    { id: plain(app.id), license: plain(license), properties: plain(new EntityProperties(reader, 'app', app.id)) },
    () => ({ id: app.id }),
  );
}
