import * as v from 'valibot';

export type Impact = 'critical' | 'major' | 'minor' | 'none';
export type UpdateStatus = 'investigating' | 'identified' | 'monitoring' | 'resolved' | 'postmortem';

export interface SourceUpdate {
  readonly id: string;
  readonly status: UpdateStatus;
  /** Plain text, never empty. */
  readonly text: string;
  /** Epoch ms. */
  readonly at: number;
}

/** One incident of a Statuspage history, in the form a replay needs. Times are epoch ms. */
export interface SourceIncident {
  readonly id: string;
  readonly name: string;
  readonly impact: Impact;
  readonly startedAt: number;
  readonly resolvedAt: number;
  /** Oldest first. */
  readonly updates: readonly SourceUpdate[];
  readonly components: readonly string[];
  /** What was not as it should be and how the replay took it. */
  readonly warnings: readonly string[];
}

export interface Rejected {
  readonly id: string;
  readonly name: string;
  readonly why: string;
}

export interface Read {
  readonly incidents: readonly SourceIncident[];
  readonly rejected: readonly Rejected[];
}

/** A file that holds no incident history at all; the message says what to do. */
export class NotAHistory extends Error {}

/** Longest text an update may have in the app; longer bodies are cut and said to be. */
export const LONGEST_TEXT = 7_900;

const time = v.nullish(v.string());
const update = v.object({
  id: v.optional(v.string()),
  status: v.nullish(v.string()),
  body: v.nullish(v.string()),
  display_at: time,
  created_at: time,
});
const incident = v.object({
  id: v.string(),
  name: v.nullish(v.string()),
  impact: v.nullish(v.string()),
  started_at: time,
  created_at: time,
  resolved_at: time,
  incident_updates: v.nullish(v.array(v.unknown())),
  components: v.nullish(v.array(v.unknown())),
});
const component = v.object({ name: v.string() });
const affected = v.object({ affected_components: v.nullish(v.array(component)) });

/** Which incidents of a file to take: all, or so many from its beginning or its end. */
export interface Choice {
  readonly limit?: number;
  readonly last?: number;
}

/** Reads `{"incidents": […]}` or an array (Statuspage API v2). A bad incident is rejected by name and the others go on. */
export function readHistory(text: string, { limit, last }: Choice = {}): Read {
  const list = listOf(parse(text)).slice(last === undefined ? 0 : -last, limit);
  const incidents: SourceIncident[] = [];
  const rejected: Rejected[] = [];
  const seen = new Set<string>();
  for (const [index, item] of list.entries()) {
    const result = readIncident(item, index);
    if ('why' in result) rejected.push(result);
    else if (seen.has(result.id))
      rejected.push({ id: result.id, name: result.name, why: 'It stands in the file twice; the first one counts.' });
    else {
      seen.add(result.id);
      incidents.push(result);
    }
  }
  return { incidents, rejected };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown';
    throw new NotAHistory(
      `The file is not JSON, or it is cut off (${reason}). Download it again from <status page>/api/v2/incidents.json.`,
    );
  }
}

function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (typeof value === 'object' && value !== null && 'incidents' in value && Array.isArray(value.incidents)) return value.incidents;
  throw new NotAHistory(
    'The file holds no incident history: expected {"incidents": […]} or a list of incidents, as a Statuspage serves them.',
  );
}

function readIncident(item: unknown, index: number): SourceIncident | Rejected {
  const parsed = v.safeParse(incident, item);
  if (!parsed.success) {
    const id = typeof item === 'object' && item !== null && 'id' in item ? String(item.id) : `number ${String(index + 1)}`;
    return { id, name: id, why: `It has not the form of an incident: ${parsed.issues[0].message}` };
  }
  const raw = parsed.output;
  const warnings: string[] = [];
  const name = oneLine(raw.name ?? '') || `Incident ${raw.id}`;
  const reject = (why: string): Rejected => ({ id: raw.id, name, why });
  const startedAt = instant(raw.started_at) ?? instant(raw.created_at);
  if (startedAt === undefined) return reject('It says neither when it started nor when it was created.');
  const updates = readUpdates(raw.incident_updates ?? [], raw.id, startedAt, warnings);
  const resolvedAt = instant(raw.resolved_at) ?? updates.at(-1)?.at;
  if (resolvedAt === undefined) return reject('It has neither an end nor updates: there is nothing to replay.');
  if (resolvedAt < startedAt) return reject(`It ends (${iso(resolvedAt)}) before it starts (${iso(startedAt)}).`);
  if (raw.name === null || raw.name === undefined || raw.name === '') warnings.push('No name: named after its id.');
  return {
    id: raw.id,
    name: name.slice(0, 255),
    impact: impactOf(raw.impact, warnings),
    startedAt,
    resolvedAt,
    updates,
    components: componentsOf(raw),
    warnings,
  };
}

function impactOf(value: string | null | undefined, warnings: string[]): Impact {
  if (value === 'critical' || value === 'major' || value === 'minor' || value === 'none') return value;
  warnings.push(`Unknown impact ${JSON.stringify(value ?? null)}: taken as minor.`);
  return 'minor';
}

function readUpdates(items: readonly unknown[], incidentId: string, startedAt: number, warnings: string[]): SourceUpdate[] {
  if (items.length === 0) warnings.push('It has no updates.');
  const updates = items.flatMap((item, index): SourceUpdate[] => {
    const parsed = v.safeParse(update, item);
    if (!parsed.success) {
      warnings.push(`Update ${String(index + 1)} has not the form of an update and is left out.`);
      return [];
    }
    const { id, status, body, display_at: shown, created_at: created } = parsed.output;
    let at = instant(shown) ?? instant(created);
    if (at === undefined) {
      warnings.push(`Update ${String(index + 1)} has no time: taken as the start.`);
      at = startedAt;
    }
    return [
      {
        id: id ?? `${incidentId}-${String(index)}`,
        status: statusOf(status, index, warnings),
        text: textOf(body ?? '', index, warnings),
        at,
      },
    ];
  });
  return updates.sort((a, b) => a.at - b.at);
}

function statusOf(value: string | null | undefined, index: number, warnings: string[]): UpdateStatus {
  if (value === 'investigating' || value === 'identified' || value === 'monitoring' || value === 'resolved' || value === 'postmortem')
    return value;
  warnings.push(`Update ${String(index + 1)} has the unknown status ${JSON.stringify(value ?? null)}: taken as identified.`);
  return 'identified';
}

/** Statuspage bodies are HTML; the app keeps plain text. */
function textOf(body: string, index: number, warnings: string[]): string {
  // Markup of a body of several MB is not worth unfolding: what will be cut is cut first.
  const plain = body
    .slice(0, 10 * LONGEST_TEXT)
    .replace(/<br\s*\/?>|<\/p>|<\/li>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .trim();
  if (plain === '') return '(no text)';
  if (plain.length <= LONGEST_TEXT) return plain;
  warnings.push(`Update ${String(index + 1)} is ${String(body.length)} characters long: cut to ${String(LONGEST_TEXT)}.`);
  return `${plain.slice(0, LONGEST_TEXT)}…`;
}

function componentsOf(raw: v.InferOutput<typeof incident>): string[] {
  const listed = (raw.components ?? []).flatMap((item) => (v.safeParse(component, item).success ? [v.parse(component, item).name] : []));
  const named = (raw.incident_updates ?? []).flatMap((item) => {
    const parsed = v.safeParse(affected, item);
    return parsed.success ? (parsed.output.affected_components ?? []).map((each) => each.name) : [];
  });
  return [...new Set([...listed, ...named].map(oneLine))].filter((each) => each !== '').map((each) => each.slice(0, 100));
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function instant(text: string | null | undefined): number | undefined {
  const at = text === null || text === undefined ? NaN : Date.parse(text);
  return Number.isNaN(at) ? undefined : at;
}

const iso = (at: number): string => new Date(at).toISOString();
