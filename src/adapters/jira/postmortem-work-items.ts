import { route } from '@forge/api';
import * as v from 'valibot';
import type { Created, ItemReadOptions, NewWorkItem, WorkItems } from '../../app/ports/work-items';
import type { WorkItem } from '../../domain/postmortem/work-item';
import { callJira } from './jira-door';
import { plainTextAdf } from './plain-text-adf';

const pageSize = 100;

const item = v.object({
  id: v.string(),
  key: v.string(),
  fields: v.optional(v.record(v.string(), v.unknown()), {}),
  properties: v.optional(v.record(v.string(), v.unknown()), {}),
});
const items = v.object({ issues: v.array(item) });
const created = v.object({ id: v.string(), key: v.string() });
const refusal = v.object({ errors: v.optional(v.record(v.string(), v.unknown()), {}) });
const refusals: readonly number[] = [400, 401, 403, 404];

/** Work items through Jira's REST API v3. */
export const postmortemWorkItems: WorkItems = {
  async read(idOrKey, as) {
    const path = route`/rest/api/3/issue/${idOrKey}?fields=${'*all,-comment,-attachment,-worklog'}`;
    const { status, body } = await callJira({ as, path, expected: [401, 403, 404] });
    return status === 200 ? v.parse(item, body) : null;
  },

  async readMany(ids, wanted) {
    const pages = Array.from({ length: Math.ceil(ids.length / pageSize) }, (_, page) => ids.slice(page * pageSize, (page + 1) * pageSize));
    const found = await Promise.all(pages.map((page) => readPage(page, wanted)));
    return found.flat();
  },

  async create(draft, as): Promise<Created> {
    const { status, body } = await callJira({
      as,
      method: 'POST',
      path: route`/rest/api/3/issue`,
      body: requestOf(draft),
      expected: refusals,
    });
    if (refusals.includes(status)) return { kind: 'refused', status, fields: fieldsOf(body) };
    return { kind: 'created', ...v.parse(created, body) };
  },

  // In Jira's words `inwardIssue` is the end that the outward words speak of: it "has postmortem" the other.
  async link({ typeId, fromId, toId }) {
    const body = { type: { id: typeId }, inwardIssue: { id: fromId }, outwardIssue: { id: toId } };
    const { status } = await callJira({ as: 'user', method: 'POST', path: route`/rest/api/3/issueLink`, body, expected: [401, 403, 404] });
    return status < 400 ? 'linked' : 'forbidden';
  },

  async linkPage(issueId, { globalId, url, title }) {
    const path = route`/rest/api/3/issue/${issueId}/remotelink`;
    const { status } = await callJira({
      as: 'user',
      method: 'POST',
      path,
      body: { globalId, object: { url, title } },
      expected: [401, 403, 404],
    });
    return status < 400 ? 'linked' : 'forbidden';
  },

  async writeProperty(issueId, key, value) {
    const path = route`/rest/api/3/issue/${issueId}/properties/${key}`;
    const { status } = await callJira({ as: 'user', method: 'PUT', path, body: value, expected: [401, 403, 404] });
    return status < 400 ? 'written' : 'forbidden';
  },
};

async function readPage(ids: readonly string[], { fields, properties }: ItemReadOptions): Promise<readonly WorkItem[]> {
  const body = { issueIdsOrKeys: ids, fields, properties };
  const { body: found } = await callJira({ as: 'app', method: 'POST', path: route`/rest/api/3/issue/bulkfetch`, body });
  return v.parse(items, found).issues;
}

function requestOf({ projectId, typeId, summary, assignee, dueDate, texts, linkedFrom, properties }: NewWorkItem): unknown {
  const documents = Object.entries(texts).flatMap(([fieldId, text]) => (text === '' ? [] : [[fieldId, plainTextAdf(text)] as const]));
  return {
    fields: {
      project: { id: projectId },
      issuetype: { id: typeId },
      summary,
      duedate: dueDate,
      ...(assignee === null ? {} : { assignee: { id: assignee } }),
      ...Object.fromEntries(documents),
    },
    update: { issuelinks: [{ add: { type: { id: linkedFrom.typeId }, inwardIssue: { id: linkedFrom.fromId } } }] },
    properties: Object.entries(properties).map(([key, value]) => ({ key, value })),
  };
}

function fieldsOf(body: unknown): readonly string[] {
  const parsed = v.safeParse(refusal, body);
  return parsed.success ? Object.keys(parsed.output.errors) : [];
}
