/**
 * What a resolver answers: a value, or a refusal with a code from a closed list. The sentence for a code is in
 * `locales/*.json` under `refusals.<code>`; `detail` is data for that sentence, never a sentence itself.
 */
export const refusalCodes = [
  /** The payload does not have the shape this function asks for. */
  'bad-request',
  /** Nobody is signed in, or the platform did not say who. */
  'not-signed-in',
  /** The work item does not exist, or this person may not see it. */
  'not-found',
  'may-not-edit',
  'may-not-assign',
  /** Whoever takes command becomes the assignee, and this person may not be assigned. */
  'may-not-command',
  'may-not-administer',
  /** The project was never set up, or its setup cannot be read. */
  'not-set-up',
  'not-an-incident',
  'not-a-postmortem',
  'not-an-approver',
  /** The postmortem changed while the person was looking at it. */
  'content-changed',
  'not-a-priority-action',
  'day-in-past',
  'link-to-self',
  /** The person to be assigned may not be assigned in this project. */
  'not-assignable',
  'already-in-command',
  /** Somebody else commands and acknowledged: hand over, or take over in an emergency. */
  'someone-in-command',
  'not-in-command',
  'no-incident-manager',
  'already-acknowledged',
  'offer-pending',
  'no-offer',
  'offer-not-for-you',
  'offer-expired',
  'offer-to-self',
  'text-too-short',
  'reason-too-short',
  'occurred-in-future',
  'phase-missing',
  'no-such-entry',
  'not-correctable',
  /** The severity or impact changed while the person was looking at it. */
  'severity-changed',
  'severity-missing',
  /** Too many people wrote at once, and the time allowed for retries ran out. Nothing was written. */
  'busy',
  /** Jira refused or did not answer; `detail.status` holds its status. Nothing was written unless the code says so. */
  'jira-refused',
  'jira-unavailable',
  'storage-unavailable',
  'unexpected',
] as const;

export type RefusalCode = (typeof refusalCodes)[number];

export interface Refusal {
  readonly code: RefusalCode;
  readonly detail?: Readonly<Record<string, string | number>>;
}

export type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

/** Builds the refusing half of a reply. */
export function refuse(
  code: RefusalCode,
  detail?: Readonly<Record<string, string | number>>,
): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal: detail === undefined ? { code } : { code, detail } };
}

/** Builds the answering half of a reply. */
export function answer<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}
