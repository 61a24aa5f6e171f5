import { answer, refuse, type Reply } from '../contract/reply';
import { ACTION_PROPERTY_KEY } from '../domain/actions/action-kind';
import {
  incidentIdsOf,
  priorityActionIdsOf,
  type PostmortemEvidence,
  type PostmortemPresent,
} from '../domain/postmortem/postmortem-evidence';
import { textAt, type WorkItem } from '../domain/postmortem/work-item';
import type { SiteFieldMap } from '../domain/site/site-field-map';
import { postmortemRecord, presentOf } from './postmortem-record';
import type { PostmortemPorts } from './ports/postmortem-ports';

/** A work item of one of our two types, with its project's setup. */
export interface Located {
  readonly item: WorkItem;
  readonly site: SiteFieldMap;
}

/** Reads a work item as the app and checks its type; its own project counts, whatever the frame says. */
export async function locate(ports: PostmortemPorts, idOrKey: string, type: 'incident' | 'postmortem'): Promise<Reply<Located>> {
  const item = await ports.items.read(idOrKey, 'app');
  const projectId = item === null ? null : textAt(item.fields, 'project', 'id');
  if (item === null || projectId === null) return refuse('not-found');
  const site = await ports.sites.fieldMap(projectId);
  if (site === null) return refuse('not-set-up');
  if (textAt(item.fields, 'issuetype', 'id') !== site.types[type])
    return refuse(type === 'incident' ? 'not-an-incident' : 'not-a-postmortem');
  return answer({ item, site });
}

/** What the gates look at: one request for everything linked, one read of storage; a failure of either leaves a hole, not an error. */
export async function readEvidence(ports: PostmortemPorts, { item, site }: Located): Promise<PostmortemEvidence> {
  const [linked, record] = await Promise.all([
    orNull(ports, item, readLinked(ports, { item, site })),
    orNull(ports, item, readRecord(ports, item.id)),
  ]);
  return { item, site, linked, record };
}

async function readLinked(ports: PostmortemPorts, { item, site }: Located): Promise<ReadonlyMap<string, WorkItem>> {
  const ids = [...incidentIdsOf({ item, site }), ...priorityActionIdsOf({ item, site })];
  const { impactStarted, detected, impactEnded, actionKind } = site.fields;
  const fields = ['assignee', 'duedate', 'status', impactStarted, detected, impactEnded, actionKind];
  const items = ids.length === 0 ? [] : await ports.items.readMany(ids, { fields, properties: [ACTION_PROPERTY_KEY] });
  return new Map(items.map((linked) => [linked.id, linked]));
}

async function readRecord(ports: PostmortemPorts, issueId: string): Promise<PostmortemPresent> {
  return presentOf(await ports.records.read(postmortemRecord(issueId)));
}

async function orNull<T>(ports: PostmortemPorts, item: WorkItem, reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (error) {
    ports.log.warn('evidence-unreadable', { issueId: item.id, error: error instanceof Error ? error.name : 'unknown' });
    return null;
  }
}
