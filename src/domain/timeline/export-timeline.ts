import { accountOf, type People } from './participants';
import type { StoredEvent } from './timeline-event';

export type ExportFormat = 'markdown' | 'csv' | 'json';

/** Column heads and the table's head, written once, on the first page. */
export function exportHead(format: ExportFormat): string {
  switch (format) {
    case 'markdown':
      return '| # | occurred (UTC) | recorded (UTC) | kind | who | text |\n| --- | --- | --- | --- | --- | --- |\n';
    case 'csv':
      return 'seq,occurredAt,recordedAt,kind,actor,text,data,assumed,supersedes,hash\r\n';
    case 'json':
      return '';
  }
}

/** One line per entry. JSON is one object per line with the hashed core as it is, so that anybody can recompute the chain. */
export function exportLine(format: ExportFormat, event: StoredEvent, people: People): string {
  const { core, hash, text } = event;
  const actor = accountOf(people, core.a ?? null) ?? '';
  const occurred = new Date(core.o).toISOString();
  const recorded = new Date(core.r).toISOString();
  switch (format) {
    case 'markdown':
      return `| ${core.n} | ${occurred}${core.g === true ? ' (assumed)' : ''} | ${recorded} | ${core.k} | ${inTable(actor)} | ${inTable(text ?? '')} |\n`;
    case 'csv':
      return `${[core.n, occurred, recorded, core.k, actor, text ?? '', JSON.stringify(core.d ?? {}), core.g === true, core.s ?? '', hash].map(cell).join(',')}\r\n`;
    case 'json':
      return `${JSON.stringify({ core, hash, text, salt: event.salt, actor: actor === '' ? null : actor })}\n`;
  }
}

/** Text stays text: what Markdown would read as markup is escaped. */
function inTable(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|~]/g, (sign) => `\\${sign}`).replace(/\r?\n/g, '<br>');
}

/** Quoted where needed; a spreadsheet must not take text for a formula. */
function cell(value: string | number | boolean): string {
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
