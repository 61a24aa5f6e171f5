/**
 * What lies in Forge storage, by key. Entities and indexes are declared in manifest.yml; deployed ones can never be
 * removed, so everything that may grow lives in the one `any` attribute `doc`.
 *
 * | key                      | kind           | holds |
 * | ------------------------ | -------------- | ----- |
 * | `inc:{issueId}`          | entity `head`  | bounded head of an incident's record (≤ 1 KB); `pm:{issueId}` for a postmortem |
 * | `evt:{issueId}:{seq}`    | plain          | one timeline entry: hashed core, hash, and text with salt outside the chain |
 * | `ppl:{issueId}`          | plain          | account ids by participant id |
 * | `cmd:{issueId}:{key}`    | plain, 7 days  | seq at which a person's command was carried out, so that a lost answer asked for again adds nothing |
 * | `out:{issueId}:{seq}:{n}`| entity `outbox`| an effect on Jira not yet carried out |
 * | `setup:{projectId}`      | plain          | SiteFieldMap, written by provisioning |
 *
 * Entity `head`: `version` integer, `projectId` string, `state` string (`running` | `ended`), `dueAt` integer (epoch
 * seconds, {@link never} when time changes nothing), `doc` any; index `by-state-due` partition [state], range [dueAt].
 * Entity `outbox`: `version` integer (the condition of every claim), `state` string (`waiting`), `dueAt` integer (a claim lapses
 * then, too), `doc` any; index `by-state-due`.
 * Integers are 32-bit: seconds, never milliseconds. Null cannot be stored: absent instead.
 */
import type { RecordId } from '../../app/ports/records';

export const headEntity = 'head';
export const outboxEntity = 'outbox';
export const byStateDue = 'by-state-due';

/** Largest 32-bit integer: later than any due time. */
export const never = 2_147_483_647;

export interface HeadRow {
  readonly version: number;
  readonly projectId: string;
  readonly state: 'running' | 'ended';
  readonly dueAt: number;
  readonly doc: unknown;
}

export interface OutboxRow {
  readonly version: number;
  readonly state: 'waiting';
  readonly dueAt: number;
  readonly doc: unknown;
}

export const headKey = ({ kind, issueId }: RecordId): string => `${kind}:${issueId}`;
export const eventKey = ({ kind, issueId }: RecordId, seq: number): string => `${prefixOf(kind, 'evt')}:${issueId}:${seq}`;
export const peopleKey = ({ kind, issueId }: RecordId): string => `${prefixOf(kind, 'ppl')}:${issueId}`;
export const commandKey = ({ kind, issueId }: RecordId, key: string): string => `${prefixOf(kind, 'cmd')}:${issueId}:${key}`;
export const setupKey = (projectId: string): string => `setup:${projectId}`;

/** Incidents use the bare prefix, because every byte of a key is paid for with every entry. */
function prefixOf(kind: RecordId['kind'], prefix: string): string {
  return kind === 'inc' ? prefix : `${kind}-${prefix}`;
}

/** Reads a head's key back; null for a key that is not one. */
export function recordOfHeadKey(key: string): RecordId | null {
  const match = /^(inc|pm):(\d+)$/.exec(key);
  const issueId = match?.[2];
  if (issueId === undefined) return null;
  return { kind: match?.[1] === 'pm' ? 'pm' : 'inc', issueId };
}

/** Epoch ms to the whole second at or after it; null means never. */
export function toSeconds(ms: number | null): number {
  return ms === null ? never : Math.ceil(ms / 1000);
}
