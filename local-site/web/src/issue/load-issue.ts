import type { CommentBean, FieldMeta, HistoryBean, IssueBean, Page, RemoteLinkBean } from '../jira.ts';
import { rest } from '../rest.ts';
import type { StageModule } from '../frames/modules.ts';
import { loadModules } from '../frames/modules.ts';

export interface IssueView {
  readonly issue: IssueBean;
  /** By field id; what this person may edit. */
  readonly editable: Readonly<Record<string, FieldMeta>>;
  readonly comments: readonly CommentBean[];
  readonly remoteLinks: readonly RemoteLinkBean[];
  readonly modules: readonly StageModule[];
}

/** Everything the issue screen shows at once; only the work item itself may fail it. */
export async function loadIssue(key: string): Promise<IssueView> {
  const path = `/rest/api/3/issue/${encodeURIComponent(key)}`;
  const [issue, editable, comments, remoteLinks, modules] = await Promise.all([
    rest<IssueBean>(`${path}?expand=names,schema`),
    rest<{ fields: Record<string, FieldMeta> }>(`${path}/editmeta`).then(
      ({ fields }) => fields,
      () => ({}),
    ),
    rest<{ comments: readonly CommentBean[] }>(`${path}/comment?maxResults=100&orderBy=-created`).then(
      (page) => page.comments,
      () => [],
    ),
    rest<readonly RemoteLinkBean[]>(`${path}/remotelink`).catch(() => []),
    loadModules({ location: 'issue', issue: key }).catch(() => []),
  ]);
  return { issue, editable: withIds(editable), comments, remoteLinks, modules };
}

export async function loadHistory(key: string): Promise<readonly HistoryBean[]> {
  const page = await rest<Page<HistoryBean>>(`/rest/api/3/issue/${encodeURIComponent(key)}/changelog?maxResults=100`);
  return [...page.values].sort((a, b) => Date.parse(b.created) - Date.parse(a.created));
}

function withIds(fields: Readonly<Record<string, FieldMeta>>): Readonly<Record<string, FieldMeta>> {
  return Object.fromEntries(Object.entries(fields).map(([fieldId, meta]) => [fieldId, { ...meta, fieldId }]));
}
