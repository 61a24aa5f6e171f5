import type { IncidentStatus, SeverityName, SiteFieldMap } from '../../../src/domain/site/site-field-map';
import type { GateFacts } from '../../../src/domain/gates/gate-facts';
import {
  gateFactsFromIssue,
  gateFields,
  LINKED_ITEM_FIELDS,
  linkedItemKeys,
  type IssueJson,
} from '../../../src/domain/gates/gate-facts-from-issue';
import { instantOf } from '../../../src/domain/gates/evaluate-gate';
import { INCIDENT_PROPERTY_KEY } from '../../../src/domain/gates/incident-property';
import { items, JiraRefused, readJira, record, textOf } from '../bridge/jira';
import type { Names } from '../people/people';

/** An incident as Jira has it now. Times are epoch ms. */
export interface IncidentIssue {
  readonly id: string;
  readonly key: string;
  readonly summary: string;
  readonly status: IncidentStatus | null;
  readonly statusName: string;
  readonly severity: { readonly name: SeverityName | null; readonly label: string } | null;
  readonly drill: boolean;
  /** Whether the person may change it; what only shows stays the same for everybody. */
  readonly mayEdit: boolean;
  readonly createdAt: number;
  readonly impactStartedAt: number | null;
  readonly impactEndedAt: number | null;
  readonly gate: GateFacts;
  /** Names that came along. */
  readonly names: Names;
  /** Id of the newest changelog entry; null when Jira shows none. */
  readonly newestChange: string | null;
}

/** The project's map of ids. @throws {JiraRefused} 404 when the project was never set up */
export async function readSiteMap(projectId: string): Promise<SiteFieldMap> {
  const property = record(await readJira(`/rest/api/3/project/${projectId}/properties/incident-handbook`));
  const map = record(property.value);
  if (map.v !== 1) throw new JiraRefused(404, '');
  return map as unknown as SiteFieldMap;
}

/** Reads an incident, and of linked work what the gates need. @throws {JiraRefused} */
export async function readIncident(issueId: string, site: SiteFieldMap): Promise<IncidentIssue> {
  const fields = ['summary', 'status', 'created', site.fields.kind, ...gateFields(site)].join(',');
  const [read, mayEdit] = await Promise.all([
    readJira(`/rest/api/3/issue/${issueId}?fields=${fields}&properties=${INCIDENT_PROPERTY_KEY}&expand=changelog`),
    readMayEdit(issueId),
  ]);
  const answer = record(read);
  const issue: IssueJson = { key: textOf(answer.key) ?? '', fields: record(answer.fields) };
  const linkedItems = await readLinked(linkedItemKeys(issue, site));
  const property = record(answer.properties)[INCIDENT_PROPERTY_KEY];
  return incidentFrom(issueId, issue, gateFactsFromIssue(issue, { property, linkedItems, reason: null }, site), answer, site, mayEdit);
}

function incidentFrom(
  id: string,
  issue: IssueJson,
  gate: GateFacts,
  answer: Readonly<Record<string, unknown>>,
  site: SiteFieldMap,
  mayEdit: boolean,
): IncidentIssue {
  const { fields, key } = issue;
  const severityId = gate.severityId;
  const label = textOf(record(fields[site.fields.severity]).value);
  const severityNames: readonly SeverityName[] = ['sev1', 'sev2', 'sev3'];
  const statusId = textOf(record(fields.status).id);
  const statuses: readonly IncidentStatus[] = ['new', 'fixing', 'resolved', 'closed', 'declined', 'merged'];
  return {
    id,
    key,
    summary: textOf(fields.summary) ?? '',
    status: statuses.find((name) => site.statuses[name] === statusId) ?? null,
    statusName: textOf(record(fields.status).name) ?? '',
    severity:
      severityId === null
        ? null
        : { name: severityNames.find((name) => site.options.severity[name] === severityId) ?? null, label: label ?? severityId },
    drill: textOf(record(fields[site.fields.kind]).id) === site.options.kind.drill,
    mayEdit,
    createdAt: instantOf(textOf(fields.created) ?? ''),
    impactStartedAt: gate.impactStarted === null ? null : instantOf(gate.impactStarted),
    impactEndedAt: gate.impactEnded === null ? null : instantOf(gate.impactEnded),
    gate,
    names: namesIn(fields),
    newestChange: newestChange(record(answer.changelog)),
  };
}

/** Only for what to show: every command is authorised again where it is carried out. An answer that fails hides nothing. */
async function readMayEdit(issueId: string): Promise<boolean> {
  try {
    const answer = record(await readJira(`/rest/api/3/mypermissions?issueId=${issueId}&permissions=EDIT_ISSUES`));
    return record(record(answer.permissions).EDIT_ISSUES).havePermission !== false;
  } catch {
    return true;
  }
}

/** A work item that cannot be read counts as hidden, which is what the gates call it too. */
async function readLinked(keys: readonly string[]): Promise<readonly IssueJson[]> {
  const found = await Promise.all(
    keys.slice(0, 10).map(async (key): Promise<readonly IssueJson[]> => {
      try {
        const answer = record(await readJira(`/rest/api/3/issue/${key}?fields=${LINKED_ITEM_FIELDS.join(',')}`));
        return [{ key, fields: record(answer.fields) }];
      } catch {
        return [];
      }
    }),
  );
  return found.flat();
}

function namesIn(fields: Readonly<Record<string, unknown>>): Names {
  const assignee = record(fields.assignee);
  const [id, name] = [textOf(assignee.accountId), textOf(assignee.displayName)];
  return new Map(id === null || name === null ? [] : [[id, name]]);
}

function newestChange(changelog: Readonly<Record<string, unknown>>): string | null {
  const ids = items(changelog.histories).flatMap((entry) => textOf(record(entry).id) ?? []);
  return ids.reduce<string | null>((newest, id) => (newest === null || Number(id) > Number(newest) ? id : newest), null);
}
