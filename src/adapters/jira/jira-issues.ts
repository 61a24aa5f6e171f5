import { route } from '@forge/api';
import * as v from 'valibot';
import type { ChangelogPage, CommentMark, IssuePermission, IssueSnapshot, JiraIssues } from '../../app/ports/jira-issues';
import type { ChangelogEntry } from '../../domain/incident/fold-changelog';
import type { SiteFields } from '../../domain/site/site-field-map';
import { callJira } from './jira-door';
import { JiraRefused } from './jira-error';
import { plainTextAdf } from './plain-text-adf';

/** Property of our comments by which a repeated effect finds them. */
const commentProperty = 'incident-handbook';
const changelogPage = 100;

const person = v.nullish(v.object({ accountId: v.string() }));
const option = v.nullish(v.object({ id: v.string(), value: v.optional(v.string(), '') }));
const issueAnswer = v.object({ id: v.string(), key: v.string(), fields: v.record(v.string(), v.unknown()) });
const systemFields = v.object({
  project: v.object({ id: v.string() }),
  issuetype: v.object({ id: v.string() }),
  status: v.object({ id: v.string() }),
  created: v.string(),
  reporter: person,
  creator: person,
  assignee: person,
});
const permissionsAnswer = v.object({ projectPermissions: v.array(v.object({ permission: v.string(), issues: v.array(v.number()) })) });
const changelogAnswer = v.object({
  total: v.number(),
  values: v.array(
    v.object({
      id: v.string(),
      author: v.nullish(v.object({ accountId: v.nullish(v.string()) })),
      created: v.string(),
      items: v.array(
        v.object({
          field: v.string(),
          fieldId: v.nullish(v.string()),
          from: v.nullish(v.string()),
          fromString: v.nullish(v.string()),
          to: v.nullish(v.string()),
          // `toString` is Jira's name for it; read through a lookup because every object has a method of that name.
          toString: v.optional(v.unknown()),
        }),
      ),
    }),
  ),
});
const commentsAnswer = v.object({
  comments: v.array(v.object({ properties: v.optional(v.array(v.object({ key: v.string(), value: v.unknown() })), []) })),
});
const markValue = v.object({ seq: v.number(), record: v.string() });

/** Issues through Jira's REST API v3. */
export const jiraIssues: JiraIssues = {
  async permissionsOfUser(issueId, wanted) {
    const granted = await grantsOfUser([issueId], wanted);
    return wanted.filter((permission) =>
      granted.some((grant) => grant.permission === permission && grant.issues.includes(Number(issueId))),
    );
  },

  async visibleToUser(issueIds) {
    if (issueIds.length === 0) return [];
    const granted = await grantsOfUser(issueIds, ['BROWSE_PROJECTS']);
    return issueIds.filter((id) => granted.some(({ issues }) => issues.includes(Number(id))));
  },

  async read(issueId, fields) {
    const names = ['project', 'issuetype', 'status', 'created', 'reporter', 'creator', 'assignee'];
    const wanted = [...names, fields.severity, fields.faultyService, fields.affectedProducts].join(',');
    const { status, body } = await callJira({ as: 'app', path: route`/rest/api/3/issue/${issueId}?fields=${wanted}`, expected: [404] });
    return status === 404 ? null : snapshotOf(body, fields);
  },

  async changelog(issueId, startAt): Promise<ChangelogPage> {
    const path = route`/rest/api/3/issue/${issueId}/changelog?startAt=${startAt}&maxResults=${changelogPage}`;
    const { body } = await callJira({ as: 'app', path });
    const { total, values } = v.parse(changelogAnswer, body);
    return { total, entries: values.map(entryOf).sort((a, b) => Number(a.id) - Number(b.id)) };
  },

  async assign(issueId, accountId, as) {
    const path = route`/rest/api/3/issue/${issueId}/assignee`;
    const { status } = await callJira({ as, method: 'PUT', path, body: { accountId }, expected: [400, 403, 404] });
    if (status === 400) return 'not-assignable';
    return status === 204 || status === 200 ? 'assigned' : 'forbidden';
  },

  async readProperty(issueId, key) {
    const { status, body } = await callJira({ as: 'app', path: route`/rest/api/3/issue/${issueId}/properties/${key}`, expected: [404] });
    return status === 404 ? undefined : v.parse(v.object({ value: v.unknown() }), body).value;
  },

  async writeProperty(issueId, key, value) {
    await callJira({ as: 'app', method: 'PUT', path: route`/rest/api/3/issue/${issueId}/properties/${key}`, body: value });
  },

  async writeTextField(issueId, fieldId, text) {
    const path = route`/rest/api/3/issue/${issueId}?overrideScreenSecurity=true&notifyUsers=false`;
    await callJira({ as: 'app', method: 'PUT', path, body: { fields: { [fieldId]: text } } });
  },

  async hasComment(issueId, mark) {
    const path = route`/rest/api/3/issue/${issueId}/comment?orderBy=-created&maxResults=100&expand=properties`;
    const { body } = await callJira({ as: 'app', path });
    return v
      .parse(commentsAnswer, body)
      .comments.some(({ properties }) => properties.some(({ key, value }) => key === commentProperty && isMark(value, mark)));
  },

  async addComment(issueId, text, mark, as) {
    const body = { body: plainTextAdf(text), properties: [{ key: commentProperty, value: { ...mark } }] };
    await callJira({ as, method: 'POST', path: route`/rest/api/3/issue/${issueId}/comment`, body });
  },
};

async function grantsOfUser(
  issueIds: readonly string[],
  permissions: readonly IssuePermission[],
): Promise<v.InferOutput<typeof permissionsAnswer>['projectPermissions']> {
  const body = { projectPermissions: [{ permissions: [...permissions], issues: issueIds.map(Number) }] };
  const { body: found } = await callJira({ as: 'user', method: 'POST', path: route`/rest/api/3/permissions/check`, body });
  return v.parse(permissionsAnswer, found).projectPermissions;
}

function isMark(value: unknown, mark: CommentMark): boolean {
  const parsed = v.safeParse(markValue, value);
  return parsed.success && parsed.output.seq === mark.seq && parsed.output.record === mark.record;
}

function snapshotOf(body: unknown, custom: SiteFields): IssueSnapshot {
  const { id, key, fields } = v.parse(issueAnswer, body);
  const system = v.parse(systemFields, fields);
  const severity = v.parse(option, fields[custom.severity]);
  const service = v.parse(option, fields[custom.faultyService]);
  const products = v.parse(v.nullish(v.array(v.object({ id: v.string() }))), fields[custom.affectedProducts]);
  return {
    id,
    key,
    projectId: system.project.id,
    typeId: system.issuetype.id,
    statusId: system.status.id,
    createdAt: instantOf(system.created),
    reporter: system.reporter?.accountId ?? system.creator?.accountId ?? null,
    assignee: system.assignee?.accountId ?? null,
    severityId: severity?.id ?? null,
    severityName: severity?.value ?? null,
    faultyServiceId: service?.id ?? null,
    faultyServiceName: service?.value ?? null,
    affectedProductIds: (products ?? []).map((product) => product.id),
  };
}

function entryOf({ id, author, created, items }: v.InferOutput<typeof changelogAnswer>['values'][number]): ChangelogEntry {
  return {
    id,
    author: author?.accountId ?? null,
    at: instantOf(created),
    items: items.map((item) => ({
      fieldId: item.fieldId ?? item.field,
      from: item.from ?? null,
      fromName: item.fromString ?? null,
      to: item.to ?? null,
      toName: typeof item.toString === 'string' ? item.toString : null,
    })),
  };
}

/** Jira prints `2026-11-23T10:00:00.000+0000`. */
function instantOf(text: string): number {
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw new JiraRefused(200, `a time: ${text.slice(0, 40)}`);
  return at;
}
