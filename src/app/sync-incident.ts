import { answer, refuse, type Reply } from '../contract/reply';
import { foldChangelog, stageOfStatus, type ChangelogEntry } from '../domain/incident/fold-changelog';
import { freshIncident, type IncidentState } from '../domain/incident/incident-state';
import type { SiteFieldMap } from '../domain/site/site-field-map';
import { emptyChain } from '../domain/timeline/chain';
import { accountOf } from '../domain/timeline/participants';
import type { EventDraft } from '../domain/timeline/timeline-event';
import { append, type Appended, type Decision, type Entry } from './append';
import { settleEffects } from './carry-out-effects';
import { incidentRules } from './incident-rules';
import { incidentRecord } from './incident-view';
import type { IncidentPorts } from './ports/incident-ports';
import type { IssueSnapshot } from './ports/jira-issues';
import type { RecordNow } from './ports/records';

/** Changed fields in one transaction: with head, people and effects they stay under Forge's 25 operations. */
const itemsPerTransaction = 16;

/**
 * Brings the record up to Jira's changelog, each change once and at its own time, and begins the record when there is none.
 * The panel, the trigger, the hourly reconciliation and every command that depends on who commands use this one.
 */
export async function syncWithJira(ports: IncidentPorts, issueId: string, projectId: string): Promise<Reply<RecordNow<IncidentState>>> {
  const known = await ports.records.read(incidentRecord(issueId));
  const site = await ports.sites.fieldMap(known?.head.projectId ?? projectId);
  if (site === null) return refuse('not-set-up');
  const begun = known !== null && known.head.seq > 0 ? answer(known) : await begin(ports, issueId, site);
  if (!begun.ok) return begun;
  let now = begun.value;
  let position = now.head.foldedCount;
  let page = await ports.jira.changelog(issueId, position);
  // Jira forgot entries: where we stopped is no longer where we stopped, so everything is read again and told by id only.
  const shrunk = page.total < position;
  if (shrunk) {
    position = 0;
    page = await ports.jira.changelog(issueId, position);
  }
  while (page.entries.length > 0) {
    for (const chunk of chunksOf(page.entries)) {
      const count = position + chunk.end;
      const outcome = await append({ ...ports, rules: incidentRules }, incidentRecord(issueId), null, (current) =>
        fold(chunk.entries, shrunk ? count : Math.max(count, current.head.foldedCount), current, site, ports.clock.now()),
      );
      const written = await afterSync(ports, outcome);
      if (!written.ok) return written;
      now = written.value;
    }
    position += page.entries.length;
    if (position >= page.total) break;
    page = await ports.jira.changelog(issueId, position);
  }
  return answer(now);
}

async function afterSync(ports: IncidentPorts, outcome: Appended<IncidentState>): Promise<Reply<RecordNow<IncidentState>>> {
  switch (outcome.kind) {
    case 'written':
      await settleEffects(ports, outcome.effects, outcome.now, null);
      return answer(outcome.now);
    case 'repeated':
    case 'unchanged':
      return answer(outcome.now);
    case 'refused':
      return { ok: false, refusal: outcome.refusal };
    case 'missing':
      return refuse('not-found');
    case 'busy':
      return refuse('busy');
  }
}

/** The record's first entry: the incident was declared, by whom and as what, at the time Jira created it. */
async function begin(ports: IncidentPorts, issueId: string, site: SiteFieldMap): Promise<Reply<RecordNow<IncidentState>>> {
  const issue = await ports.jira.read(issueId, site.fields);
  if (issue?.projectId !== site.projectId) return refuse('not-found');
  if (issue.typeId !== site.types.incident) return refuse('not-an-incident');
  const { entries } = await ports.jira.changelog(issueId, 0);
  const record = incidentRecord(issueId);
  await ports.records.create(record, {
    version: 0,
    projectId: site.projectId,
    ...emptyChain(`${record.kind}:${issueId}`),
    foldedTo: 0,
    foldedCount: 0,
    expected: [],
    propertyVersion: 0,
    status: 'running',
    dueAt: null,
    state: freshIncident,
  });
  const declared = declaration(issue, entries, site);
  const outcome = await append({ ...ports, rules: incidentRules }, record, null, (now) => ({
    entries: now.head.seq === 0 ? [{ draft: declared }] : [],
  }));
  ports.log.info('record-begun', { issueId, seq: 1 });
  return afterSync(ports, outcome);
}

/** What the issue was at the start: where the changelog tells of a change, the value before its first one. */
function declaration(issue: IssueSnapshot, entries: readonly ChangelogEntry[], site: SiteFieldMap): EventDraft {
  const first = (fieldId: string): { from: string | null; fromName: string | null } | undefined =>
    entries.flatMap((entry) => entry.items).find((item) => item.fieldId === fieldId);
  const assignee = first('assignee');
  const severity = first(site.fields.severity);
  const service = first(site.fields.faultyService);
  const status = first('status');
  return {
    kind: 'declared',
    occurredAt: issue.createdAt,
    actor: issue.reporter,
    data: {
      assignee: assignee === undefined ? issue.assignee : assignee.from,
      severity: severity === undefined ? issue.severityId : severity.from,
      severityName: severity === undefined ? issue.severityName : severity.fromName,
      service: service === undefined ? issue.faultyServiceId : service.from,
      serviceName: service === undefined ? issue.faultyServiceName : service.fromName,
      stage: stageOfStatus(status === undefined ? issue.statusId : status.from, site),
    },
  };
}

function fold(
  chunk: readonly ChangelogEntry[],
  count: number,
  { head, people }: RecordNow<IncidentState>,
  site: SiteFieldMap,
  at: number,
): Decision {
  const folded = foldChangelog(chunk, {
    site,
    foldedTo: head.foldedTo,
    expected: head.expected,
    im: accountOf(people, head.state.im),
    imSince: head.state.imSince,
    now: at,
  });
  return {
    entries: folded.drafts.map((draft) => withEffects(draft, site)),
    folded: { to: folded.foldedTo, count, expected: folded.expected },
  };
}

/** Each transition anchors the chain in Jira's own history; the one into Resolved also raises the question of the postmortem. */
function withEffects(draft: EventDraft, site: SiteFieldMap): Entry {
  if (draft.kind !== 'status') return { draft };
  return { draft, effects: draft.data?.to === site.statuses.resolved ? ['anchor', 'owe-postmortem'] : ['anchor'] };
}

/** Cuts a page so that each part holds a bounded number of changed fields, but at least one entry; `end` counts from the page's start. */
function chunksOf(entries: readonly ChangelogEntry[]): readonly { readonly entries: readonly ChangelogEntry[]; readonly end: number }[] {
  const chunks: { entries: ChangelogEntry[]; end: number }[] = [];
  let items = 0;
  for (const [index, entry] of entries.entries()) {
    const open = chunks.at(-1);
    items += entry.items.length;
    if (open === undefined || items > itemsPerTransaction) {
      chunks.push({ entries: [entry], end: index + 1 });
      items = entry.items.length;
    } else {
      open.entries.push(entry);
      open.end = index + 1;
    }
  }
  return chunks;
}
