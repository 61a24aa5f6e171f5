import * as v from 'valibot';
import { cut, oneLine, plainText } from './plain-text.ts';

export type Impact = 'critical' | 'major' | 'minor' | 'none';
export type UpdateStatus = 'investigating' | 'identified' | 'monitoring' | 'resolved' | 'postmortem';

export interface SourceUpdate {
  /** No other update of the incident has it. */
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
/** Longest summary that Jira takes. */
const LONGEST_NAME = 255;
const LONGEST_COMPONENT = 100;
/** No status page is older, and no replay needs a later one: times outside are slips of whoever wrote the file. */
const EARLIEST = Date.UTC(1995, 0);
const LATEST = Date.UTC(2100, 0);

/** Ids and names are texts or numbers; what has another form counts as missing, so that the rest of an incident is not lost. */
const label = v.fallback(v.nullish(v.union([v.pipe(v.string(), v.minLength(1)), v.pipe(v.number(), v.transform(String))])), null);
const text = v.fallback(v.nullish(v.string()), null);
const list = v.fallback(v.nullish(v.array(v.unknown())), null);
const update = v.object({ id: label, status: text, body: text, display_at: text, created_at: text, affected_components: list });
const incident = v.object({
  id: label,
  name: label,
  impact: text,
  started_at: text,
  created_at: text,
  resolved_at: text,
  incident_updates: v.nullish(v.unknown()),
  components: v.nullish(v.unknown()),
});
const component = v.object({ name: v.pipe(v.string(), v.transform(oneLine), v.minLength(1)) });

type RawIncident = v.InferOutput<typeof incident>;
type RawUpdate = v.InferOutput<typeof update>;

/** Which incidents of a file to take: all, or so many from its beginning or its end. */
export interface Choice {
  readonly limit?: number;
  readonly last?: number;
}

/** Reads `{"incidents": […]}` or an array (Statuspage API v2). A bad incident is rejected by name and the others go on. */
export function readHistory(file: string, { limit, last }: Choice = {}): Read {
  const all = listOf(parse(file));
  const chosen = [...all.entries()].slice(last === undefined ? 0 : -last, limit);
  const incidents: SourceIncident[] = [];
  const rejected: Rejected[] = [];
  const seen = new Set<string>();
  for (const [index, item] of chosen) {
    const result = readIncident(item, index + 1);
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

function parse(file: string): unknown {
  try {
    return JSON.parse(file.replace(/^\uFEFF/, ''));
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

function readIncident(item: unknown, number: number): SourceIncident | Rejected {
  const parsed = v.safeParse(incident, item);
  const nth = `number ${String(number)}`;
  if (!parsed.success || Array.isArray(item)) return { id: nth, name: nth, why: 'It has not the form of an incident.' };
  const raw = parsed.output;
  const named = oneLine(raw.name ?? '');
  if (raw.id == null) return { id: nth, name: named === '' ? nth : cut(named, LONGEST_NAME), why: 'It has no id.' };
  const warnings: string[] = [];
  const name = nameOf(raw.id, named, warnings);
  const reject = (why: string): Rejected => ({ id: raw.id ?? nth, name, why });
  const startedAt = instant(raw.started_at) ?? instant(raw.created_at);
  if (startedAt === undefined) return reject('It says neither when it started nor when it was created.');
  const items = listIn(raw.incident_updates, 'updates', warnings);
  const updates = readUpdates(items, raw.id, startedAt, warnings);
  const resolvedAt = instant(raw.resolved_at) ?? lastUpdate(updates, warnings);
  if (resolvedAt === undefined) return reject('It has neither an end nor updates: there is nothing to replay.');
  if (resolvedAt < startedAt) return reject(`It ends (${iso(resolvedAt)}) before it starts (${iso(startedAt)}).`);
  const absurd = [startedAt, resolvedAt, ...updates.map(({ at }) => at)].find((at) => at < EARLIEST || at > LATEST);
  if (absurd !== undefined) return reject(`It speaks of ${iso(absurd)}, which no status page has seen.`);
  const components = componentsOf(raw, items, warnings);
  return { id: raw.id, name, impact: impactOf(raw.impact, warnings), startedAt, resolvedAt, updates, components, warnings };
}

function nameOf(id: string, named: string, warnings: string[]): string {
  if (named === '') warnings.push('No name: named after its id.');
  const name = named === '' ? `Incident ${oneLine(id)}` : named;
  if (name.length > LONGEST_NAME) warnings.push(`Its name is ${String(name.length)} characters long: cut to ${String(LONGEST_NAME)}.`);
  return cut(name, LONGEST_NAME);
}

/** A postmortem is published after the end. */
function lastUpdate(updates: readonly SourceUpdate[], warnings: string[]): number | undefined {
  const last = updates.filter(({ status }) => status !== 'postmortem').at(-1)?.at;
  if (last !== undefined) warnings.push('It has no end: taken as its last update.');
  return last;
}

function impactOf(value: string | null | undefined, warnings: string[]): Impact {
  if (value === 'critical' || value === 'major' || value === 'minor' || value === 'none') return value;
  warnings.push(`Unknown impact ${quoted(value)}: taken as minor.`);
  return 'minor';
}

function listIn(value: unknown, what: string, warnings: string[]): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (value !== null && value !== undefined) warnings.push(`Its ${what} are not a list: left out.`);
  return [];
}

interface Placed extends SourceUpdate {
  /** When it was written, epoch ms: what tells updates apart that were published for the same moment. */
  readonly written: number;
  readonly index: number;
}

function readUpdates(items: readonly unknown[], incidentId: string, startedAt: number, warnings: string[]): SourceUpdate[] {
  if (items.length === 0) warnings.push('It has no updates.');
  const ids = new Set<string>();
  const placed = items.flatMap((item, index): Placed[] => {
    const parsed = v.safeParse(update, item);
    const nth = `Update ${String(index + 1)}`;
    if (!parsed.success || Array.isArray(item)) {
      warnings.push(`${nth} has not the form of an update and is left out.`);
      return [];
    }
    const given = parsed.output.id ?? `${incidentId}-${String(index)}`;
    const id = ids.has(given) ? `${incidentId}-${String(index)}` : given;
    if (id !== given) warnings.push(`${nth} has the id of another update: both are taken.`);
    ids.add(id);
    return [readUpdate(parsed.output, { id, index, nth, startedAt }, warnings)];
  });
  return inOrder(placed).map(({ id, status, text: words, at }) => ({ id, status, text: words, at: Math.max(at, startedAt) }));
}

function readUpdate(
  raw: RawUpdate,
  { id, index, nth, startedAt }: { readonly id: string; readonly index: number; readonly nth: string; readonly startedAt: number },
  warnings: string[],
): Placed {
  const at = instant(raw.display_at) ?? instant(raw.created_at);
  if (at === undefined) warnings.push(`${nth} has no time: taken as the start.`);
  else if (at < startedAt) warnings.push(`${nth} (${iso(at)}) lies before the start: taken as the start.`);
  const known = at ?? startedAt;
  const status = statusOf(raw.status, nth, warnings);
  return { id, status, text: textOf(raw.body ?? '', nth, warnings), at: known, written: instant(raw.created_at) ?? known, index };
}

/** Oldest first. Statuspage lists updates newest first, which decides where times are the same. */
function inOrder(updates: readonly Placed[]): Placed[] {
  const oldestFirst = (updates[0]?.at ?? 0) < (updates.at(-1)?.at ?? 0);
  return [...updates].sort((a, b) => a.at - b.at || a.written - b.written || (oldestFirst ? a.index - b.index : b.index - a.index));
}

function statusOf(value: string | null | undefined, nth: string, warnings: string[]): UpdateStatus {
  if (value === 'investigating' || value === 'identified' || value === 'monitoring' || value === 'resolved' || value === 'postmortem')
    return value;
  warnings.push(`${nth} has the unknown status ${quoted(value)}: taken as identified.`);
  return 'identified';
}

/** Statuspage bodies are HTML; the app keeps plain text. */
function textOf(body: string, nth: string, warnings: string[]): string {
  // Markup of a body of several MB is not worth unfolding: what will be cut is cut first, and half a tag at the cut is no text.
  const most = 10 * LONGEST_TEXT;
  const plain = plainText(body.length > most ? body.slice(0, most).replace(/<[^<>]*$/, '') : body);
  if (plain === '') return '(no text)';
  if (plain.length > LONGEST_TEXT || body.length > most) {
    warnings.push(`${nth} is ${String(body.length)} characters long: cut to ${String(Math.min(plain.length, LONGEST_TEXT))}.`);
    return `${cut(plain, LONGEST_TEXT)}…`;
  }
  return plain;
}

function componentsOf(raw: RawIncident, updates: readonly unknown[], warnings: string[]): string[] {
  const affected = updates.flatMap((item) => {
    const parsed = v.safeParse(update, item);
    return parsed.success ? (parsed.output.affected_components ?? []) : [];
  });
  const all = [...listIn(raw.components, 'components', warnings), ...affected];
  const names = all.flatMap((item) => {
    const parsed = v.safeParse(component, item);
    return parsed.success ? [cut(parsed.output.name, LONGEST_COMPONENT)] : [];
  });
  if (names.length < all.length) warnings.push(`${String(all.length - names.length)} of its components have no name: left out.`);
  return [...new Set(names)];
}

function instant(value: string | null | undefined): number | undefined {
  const at = value == null ? NaN : Date.parse(value);
  return Number.isNaN(at) ? undefined : at;
}

const quoted = (value: string | null | undefined): string => JSON.stringify(value == null ? null : cut(oneLine(value), 40));
const iso = (at: number): string => new Date(at).toISOString();
