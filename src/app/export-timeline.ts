import type { IncidentCommand } from '../contract/incident';
import { answer, type Reply } from '../contract/reply';
import type { ExportPage } from '../contract/timeline';
import { exportHead, exportLine, type ExportFormat } from '../domain/timeline/export-timeline';
import { incidentRecord } from './incident-view';
import type { IncidentPorts, IncidentSession } from './ports/incident-ports';

/** Entries in one answer: stays far under the 5 MB an invocation may return. */
const pageSize = 200;
const extension: Readonly<Record<ExportFormat, string>> = { markdown: 'md', csv: 'csv', json: 'jsonl' };

/** The timeline as a file, oldest first, page by page; the client joins the bodies. */
export async function exportTimeline(
  ports: IncidentPorts,
  { issueId }: IncidentSession,
  { format, page }: IncidentCommand<'exportTimeline'>,
): Promise<Reply<ExportPage>> {
  const record = incidentRecord(issueId);
  const now = await ports.records.read(record);
  const from = (page - 1) * pageSize + 1;
  const last = now?.head.seq ?? 0;
  const to = Math.min(last, page * pageSize);
  const seqs = Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
  const events = await ports.records.events(record, seqs);
  const lines = events.map((event) => (event === null ? '' : exportLine(format, event, now?.people ?? [])));
  const body = (page === 1 ? exportHead(format) : '') + lines.join('');
  return answer({ format, fileName: `timeline-${issueId}.${extension[format]}`, body, nextPage: to < last ? page + 1 : null });
}
