import type { PostmortemView, RiskView } from '../contract/postmortem';
import { blockerToText } from '../domain/gates/blocker';
import type { FunctionGateKey } from '../domain/gates/check';
import { approversOf, hashOf, postmortemBlockers, type PostmortemEvidence } from '../domain/postmortem/postmortem-evidence';
import { endOfDay } from '../domain/postmortem/working-days';
import { accountOf } from '../domain/timeline/participants';
import { postmortemRecord } from './postmortem-record';
import type { PostmortemPorts, PostmortemSession } from './ports/postmortem-ports';

/** The panel's picture from evidence already read; one more storage operation when risks were accepted. */
export async function postmortemView(
  ports: PostmortemPorts,
  session: PostmortemSession,
  evidence: PostmortemEvidence,
): Promise<PostmortemView> {
  const { item, record } = evidence;
  const now = ports.clock.now();
  const contentHash = hashOf(evidence, ports.entropy.sha256);
  const words = ports.wording(session.locale);
  const blockers = (gate: FunctionGateKey): readonly string[] =>
    postmortemBlockers(gate, evidence, now, ports.entropy.sha256).map((one) => blockerToText(one, words));
  return {
    issueId: item.id,
    version: record?.version ?? 0,
    contentHash,
    approvals: (record?.state.approvals ?? []).flatMap(({ by, content, at }) => {
      const accountId = accountOf(record?.people ?? [], by);
      return accountId === null ? [] : [{ accountId, approvedAt: new Date(at).toISOString(), current: content === contentHash }];
    }),
    risks: await riskViews(ports, evidence, now),
    mayApprove: isApprover(evidence, session.accountId),
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
