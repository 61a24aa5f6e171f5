import type { IncidentCommand } from '../contract/incident';
import { answer, refuse, type Reply } from '../contract/reply';
import type { ChainReport } from '../contract/timeline';
import { emptyChain, firstBreak, type ChainEnd } from '../domain/timeline/chain';
import { incidentRecord } from './incident-view';
import type { IncidentPorts, IncidentSession } from './ports/incident-ports';
import type { RecordId } from './ports/records';

const pageSize = 200;

/**
 * Recomputes up to 200 entries from `from` on, read by key because queries lag, and compares the last one with the head.
 * A caller who starts at 1 and follows `next` has checked the whole chain. A record that was never begun is intact and empty.
 */
export async function verifyChain(
  ports: IncidentPorts,
  { issueId }: IncidentSession,
  { from }: IncidentCommand<'verifyChain'>,
): Promise<Reply<ChainReport>> {
  const record = incidentRecord(issueId);
  const now = await ports.records.read(record);
  if (from === 1 && (now === null || now.head.seq === 0)) return answer(await reportOfNothing(ports, record));
  if (now === null || from > now.head.seq) return refuse('no-such-entry');
  const to = Math.min(now.head.seq, from + pageSize - 1);
  const seqs = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const events = await ports.records.events(record, seqs);
  const start = await endBefore(ports, record, from);
  const broken =
    start === null
      ? { seq: from - 1, why: 'missing' as const }
      : (firstBreak(events, start, ports.entropy.sha256) ??
        (to === now.head.seq && events.at(-1)?.hash !== now.head.hash ? { seq: to, why: 'head-differs' as const } : null));
  return answer({
    checkedFrom: from,
    checkedTo: to,
    next: broken === null && to < now.head.seq ? to + 1 : null,
    intact: broken === null,
    headHash: now.head.hash,
    broken,
  });
}

/** Entries to which no head leads, nor a moment later, mean that somebody took the head away. */
async function reportOfNothing(ports: IncidentPorts, record: RecordId): Promise<ChainReport> {
  const [first] = await ports.records.events(record, [1]);
  const headless = first != null && ((await ports.records.read(record))?.head.seq ?? 0) === 0;
  const broken = headless ? { seq: 1, why: 'head-differs' as const } : null;
  return { checkedFrom: 1, checkedTo: 0, next: null, intact: broken === null, headHash: '', broken };
}

async function endBefore(ports: IncidentPorts, record: RecordId, from: number): Promise<ChainEnd | null> {
  if (from === 1) return emptyChain(`${record.kind}:${record.issueId}`);
  const [event] = await ports.records.events(record, [from - 1]);
  return event == null ? null : { seq: from - 1, hash: event.hash };
}
