/** Every reason for which a gate refuses; the sentence for `code` is the message `gates.<code>`. */
export const BLOCKER_CODES = [
  'evidence.actions',
  'evidence.approvals',
  'evidence.content',
  'evidence.incident-record',
  'evidence.linked-item',
  'evidence.timeline',
  'evidence.too-many-links',
  'start-fixing.no-manager',
  'start-fixing.not-acknowledged',
  'resolve.impact-start-missing',
  'resolve.detection-missing',
  'resolve.impact-end-missing',
  'resolve.end-before-start',
  'resolve.detection-before-start',
  'resolve.severity-unconfirmed',
  'resolve.final-update-open',
  'close.severity-missing',
  'close.postmortem-missing',
  'close.postmortem-owner-missing',
  'close.postmortem-due-missing',
  'close.cleanup-owner-missing',
  'close.emergency-reason-missing',
  'reason.missing',
  'reason.too-short',
  'merge.target-missing',
  'merge.target-several',
  'merge.target-not-incident',
  'merge.target-closed',
  'merge.target-merged',
  'request-approval.summary-empty',
  'request-approval.impact-empty',
  'request-approval.detection-empty',
  'request-approval.five-whys-empty',
  'request-approval.root-cause-empty',
  'request-approval.cause-category-empty',
  'request-approval.timeline-start-missing',
  'request-approval.timeline-detection-missing',
  'request-approval.timeline-end-missing',
  'request-approval.no-future-action',
  'request-approval.action-owner-missing',
  'request-approval.action-due-missing',
  'request-approval.no-approver',
  'request-approval.owner-only-approver',
  'approve.no-approver',
  'approve.approval-missing',
  'complete.action-open',
  'complete.acceptance-expired',
] as const;

export type BlockerCode = (typeof BLOCKER_CODES)[number];

/** One reason why a transition is refused. `params` fill the `{name}` places of its sentence. */
export interface Blocker {
  readonly code: BlockerCode;
  readonly params: BlockerParams;
}

/** `key` is a work item key, `name` a person's display name. */
export interface BlockerParams {
  readonly key?: string;
  readonly name?: string;
}

/** Messages of one language by key, as in `locales/<locale>.json`. */
export type Messages = Readonly<Record<string, string>>;

export interface BilingualMessages {
  readonly en: Messages;
  readonly ko: Messages;
}

export function blocker(code: BlockerCode, params: BlockerParams = {}): Blocker {
  return { code, params };
}

/** The sentence template of a blocker; throws when the language lacks it, because a gate without words is a broken build. */
export function messageTemplate(messages: Messages, code: BlockerCode): string {
  const template = messages[`gates.${code}`];
  if (template === undefined) throw new Error(`No message gates.${code}`);
  return template;
}

/** The sentence of one blocker, without a bullet. */
export function blockerToText(one: Blocker, messages: Messages): string {
  return messageTemplate(messages, one.code).replace(PLACES, (_, name: 'key' | 'name') => one.params[name] ?? '');
}

/**
 * What Jira shows when a gate refuses: one bullet per blocker, in order; empty when there is none.
 * Korean for a `ko…` locale, English for every other and for an unknown one.
 */
export function blockersToText(blockers: readonly Blocker[], messages: BilingualMessages, locale: string | null): string {
  const language = isKorean(locale) ? messages.ko : messages.en;
  return blockers.map((one) => BULLET + blockerToText(one, language)).join('\n');
}

export const BULLET = '• ';

/** The places of a sentence that a blocker's params fill. */
export const PLACES = /\{(key|name)\}/g;

function isKorean(locale: string | null): boolean {
  return locale?.startsWith('ko') === true;
}
