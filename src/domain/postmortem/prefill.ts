import { textAt, type WorkItem } from './work-item';
import { fieldText } from './field-text';
import type { SiteFieldMap } from '../site/site-field-map';
import type { StoredEvent } from '../timeline/timeline-event';

/** What a new postmortem starts with, as plain text; '' where the incident says nothing. */
export interface Prefill {
  readonly title: string;
  readonly summary: string;
  readonly impact: string;
  readonly timeline: string;
}

const longestTitle = 255;
/** Long before Jira's limit of 32,767 characters for a text field. */
const longestTimeline = 20_000;

/** Draft texts from the incident and its record. People are left out: the draft is blameless from its first line. */
export function prefillOf(incident: WorkItem, events: readonly StoredEvent[], { fields: ids }: Pick<SiteFieldMap, 'fields'>): Prefill {
  const { fields } = incident;
  const title = textAt(fields, 'summary') ?? incident.key;
  const started = timeOf(fields[ids.impactStarted]);
  const ended = timeOf(fields[ids.impactEnded]);
  const span = spanOf(started, ended);
  const severity = textAt(fields[ids.severity], 'value');
  const service = textAt(fields[ids.faultyService], 'value');
  const products = namesOf(fields[ids.affectedProducts]);
  return {
    title: `Postmortem: ${title}`.slice(0, longestTitle),
    summary: sentences([`${incident.key}: ${title}`, severity && `Severity: ${severity}`, service && `Faulty service: ${service}`, span]),
    impact: sentences([fieldText(fields.description), products && `Affected: ${products}`, span]),
    timeline: timelineText(events),
  };
}

function timelineText(events: readonly StoredEvent[]): string {
  const lines = [...events].sort((a, b) => a.core.o - b.core.o || a.core.n - b.core.n).map(lineOf);
  const text = lines.join('\n');
  return text.length <= longestTimeline ? text : `${text.slice(0, longestTimeline)}\n…`;
}

function lineOf(event: StoredEvent): string {
  const { core, text } = event;
  return `${minute(core.o)} ${whatOf(event)}${text === null ? '' : ` — ${text.replaceAll(/\s+/g, ' ')}`}`;
}

/** In words of the record; a time that was set is told as the other times are, not as Jira writes it. */
function whatOf({ core }: StoredEvent): string {
  const to = core.d?.toName ?? core.d?.phase;
  const field = core.d?.field;
  if (core.k === 'impact-time' && typeof field === 'string') {
    const time = timeOf(to);
    return `${field.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}: ${time === null ? 'cleared' : minute(time)}`;
  }
  return core.k.replaceAll('-', ' ') + (typeof to === 'string' ? `: ${to}` : '');
}

function spanOf(started: number | null, ended: number | null): string | null {
  if (started === null) return null;
  if (ended === null || ended < started) return `Impact started ${minute(started)}`;
  return `Impact from ${minute(started)} to ${minute(ended)}, ${Math.round((ended - started) / 60_000)} minutes`;
}

function namesOf(options: unknown): string | null {
  const names = Array.isArray(options) ? options.flatMap((option) => textAt(option, 'value') ?? []) : [];
  return names.length === 0 ? null : names.join(', ');
}

function sentences(parts: readonly (string | null)[]): string {
  return parts
    .filter((part) => part !== null && part !== '')
    .map((part) => (/[.!?]$/.test(part ?? '') ? part : `${part ?? ''}.`))
    .join('\n');
}

function minute(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function timeOf(value: unknown): number | null {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}
