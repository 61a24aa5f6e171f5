import type { PostmortemView, RiskView } from '../contract/postmortem';
import { blockerToText, type Blocker, type Messages } from '../domain/gates/blocker';
import type { FunctionGateKey } from '../domain/gates/check';
import { approversOf, hashOf, postmortemBlockers, type PostmortemEvidence } from '../domain/postmortem/postmortem-evidence';
import { endOfDay } from '../domain/postmortem/working-days';
import type { WorkItem } from '../domain/postmortem/work-item';
import { accountOf } from '../domain/timeline/participants';
import { postmortemRecord } from './postmortem-record';
import type { PostmortemPorts, PostmortemSession } from './ports/postmortem-ports';
import { reviewedIncidents } from './reviewed-incidents';

/** The panel's picture from evidence already read; beside it one question to Jira, a read per incident, and one for the reasons of accepted risks. */
export async function postmortemView(
  ports: PostmortemPorts,
  session: PostmortemSession,
  evidence: PostmortemEvidence,
): Promise<PostmortemView> {
  const { item, record } = evidence;
  const now = ports.clock.now();
  const contentHash = hashOf(evidence, ports.entropy.sha256);
  const words = ports.wording(session.locale);
  const visible = await visibleItems(ports, evidence);
  const shown = new Set(visible.map(({ key }) => key));
  const blockers = (gate: FunctionGateKey): readonly string[] =>
    postmortemBlockers(gate, evidence, now, ports.entropy.sha256).map((one) => blockerToText(withoutHiddenKey(one, shown, words), words));
  const [risks, incidents] = await Promise.all([riskViews(ports, evidence, now), reviewedIncidents(ports, evidence, visible)]);
  return {
    issueId: item.id,
    version: record?.version ?? 0,
    contentHash,
    approvals: (record?.state.approvals ?? []).flatMap(({ by, content, at }) => {
      const accountId = accountOf(record?.people ?? [], by);
      return accountId === null ? [] : [{ accountId, approvedAt: new Date(at).toISOString(), current: content === contentHash }];
    }),
    risks,
    incidents,
    mayApprove: isApprover(evidence, session.accountId),
    mayAcceptRisk: mayCarryRisk(evidence, session),
    blockers: {
      requestApproval: blockers('request-approval-gate'),
      approve: blockers('approve-gate'),
      complete: blockers('complete-gate'),
    },
    now: new Date(now).toISOString(),
  };
}

export function isApprover(evidence: PostmortemEvidence, accountId: string): boolean {
  return approversOf(evidence).some((person) => person.accountId === accountId);
}

/** Accepting a risk is for the named approvers and for project administrators, until the app has permissions of its own. */
export function mayCarryRisk(evidence: PostmortemEvidence, { accountId, administers }: PostmortemSession): boolean {
  return administers || isApprover(evidence, accountId);
}

/** Evidence is read as the app: what of it the person may see is Jira's to say, and without its word they see none. */
async function visibleItems(ports: PostmortemPorts, { item, linked }: PostmortemEvidence): Promise<readonly WorkItem[]> {
  const items = [...(linked?.values() ?? [])];
  try {
    const ids = await ports.jira.visibleToUser(items.map(({ id }) => id));
    return items.filter(({ id }) => ids.includes(id));
  } catch (error) {
    ports.log.warn('visibility-unknown', { issueId: item.id, error: error instanceof Error ? error.name : 'unknown' });
    return [];
  }
}

function withoutHiddenKey(one: Blocker, shown: ReadonlySet<string>, words: Messages): Blocker {
  const { key } = one.params;
  if (key === undefined || shown.has(key)) return one;
  return { ...one, params: { ...one.params, key: words['words.hidden-item'] ?? '…' } };
}

async function riskViews(ports: PostmortemPorts, { item, record }: PostmortemEvidence, now: number): Promise<readonly RiskView[]> {
  if (record === null || record.state.risks.length === 0) return [];
  const { risks } = record.state;
  const reasons = await ports.records.events(
    postmortemRecord(item.id),
    risks.map(({ seq }) => seq),
  );
  return risks.map((risk, index) => ({
    actionId: risk.actionId,
    accountId: accountOf(record.people, risk.by) ?? '',
    acceptedAt: new Date(risk.at).toISOString(),
    until: risk.until,
    reason: reasons[index]?.text ?? null,
    expired: (endOfDay(risk.until) ?? 0) <= now,
  }));
}
