/**
 * What the postmortem panel and the two linking actions ask and are told. The panel reads fields and links with the
 * bridge's own requestJira; these functions answer what lives in storage and carry out what must be recorded.
 */
import * as v from 'valibot';
import type { StatusName } from '../domain/site/site-field-map';

const commandId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{8,64}$/));
const accountId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9:._-]{1,128}$/));
const issueKey = v.pipe(v.string(), v.trim(), v.regex(/^[A-Z][A-Z0-9_]{1,254}-\d{1,12}$/));
const day = v.pipe(v.string(), v.isoDate());
const summary = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(255), v.regex(/^[^\r\n]*$/));
const reason = v.pipe(v.string(), v.maxLength(2_000));

/** Priority: fixes the root cause and must be done. Improvement: worth doing. */
export const actionTypes = ['priority', 'improvement'] as const;
export type ActionType = (typeof actionTypes)[number];
export const actionKindNames = ['detect', 'mitigate', 'prevent', 'repair'] as const;

/** Functions on a Postmortem (panel and *Link follow-up*). */
export const postmortemRequests = {
  openPostmortem: v.object({}),
  /** Approves exactly the version the person saw; refused with `content-changed` when it moved meanwhile. */
  approve: v.object({ commandId, contentHash: v.string() }),
  withdrawApproval: v.object({ commandId }),
  /** Creates a work item together with its link in one request. */
  createAction: v.object({
    commandId,
    type: v.picklist(actionTypes),
    projectId: v.pipe(v.string(), v.regex(/^\d{1,18}$/)),
    workTypeId: v.pipe(v.string(), v.regex(/^\d{1,18}$/)),
    summary,
    assignee: accountId,
    dueDate: day,
    kind: v.picklist(actionKindNames),
  }),
  linkAction: v.object({ commandId, type: v.picklist(actionTypes), key: issueKey, kind: v.optional(v.picklist(actionKindNames)) }),
  /** An approver or project administrator carries the risk of an open priority action until a day; it lapses at the end of that day (UTC). */
  acceptRisk: v.object({ commandId, actionId: v.pipe(v.string(), v.regex(/^\d{1,18}$/)), until: day, reason }),
  withdrawRisk: v.object({ commandId, actionId: v.pipe(v.string(), v.regex(/^\d{1,18}$/)) }),
} as const;

/** Functions on an Incident (*Link postmortem*); served by the incident panel's resolver. */
export const linkPostmortemRequests = {
  createPostmortem: v.object({ commandId, owner: v.optional(accountId), dueDate: v.optional(day) }),
  linkPostmortem: v.object({ commandId, key: issueKey }),
  /** A document elsewhere; becomes a remote link, found again by its address. */
  linkPostmortemUrl: v.object({ commandId, url: v.pipe(v.string(), v.url(), v.regex(/^https?:\/\//), v.maxLength(2_000)), title: summary }),
} as const;

export type PostmortemFunction = keyof typeof postmortemRequests;
export type PostmortemRequest<F extends PostmortemFunction> = v.InferInput<(typeof postmortemRequests)[F]>;
export type PostmortemCommand<F extends PostmortemFunction> = v.InferOutput<(typeof postmortemRequests)[F]>;
export type LinkPostmortemFunction = keyof typeof linkPostmortemRequests;
export type LinkPostmortemCommand<F extends LinkPostmortemFunction> = v.InferOutput<(typeof linkPostmortemRequests)[F]>;

export interface ApprovalView {
  readonly accountId: string;
  readonly approvedAt: string;
  /** Whether it is for the content as it is now; an approval of an earlier version has lapsed. */
  readonly current: boolean;
}

export interface RiskView {
  /** Issue id of the action. */
  readonly actionId: string;
  readonly accountId: string;
  readonly acceptedAt: string;
  /** Day, `YYYY-MM-DD`, to whose end (UTC) the risk is accepted. */
  readonly until: string;
  readonly reason: string | null;
  readonly expired: boolean;
}

/** An incident whose postmortem this is. */
export interface ReviewedIncident {
  readonly issueId: string;
  readonly key: string;
  /** Null for a status that setup did not make. */
  readonly status: StatusName | null;
  /** When it was reopened after this postmortem was made, which leaves the postmortem as it is; null when it was not. */
  readonly reopenedAt: string | null;
}

export interface PostmortemView {
  readonly issueId: string;
  readonly version: number;
  /** Hash of the content that approvals are bound to. */
  readonly contentHash: string;
  readonly approvals: readonly ApprovalView[];
  readonly risks: readonly RiskView[];
  /** Those that the person asking may see. */
  readonly incidents: readonly ReviewedIncident[];
  /** Whether the person asking is one of the approvers. */
  readonly mayApprove: boolean;
  /** Whether they may accept risks and take acceptances back: the approvers and project administrators. */
  readonly mayAcceptRisk: boolean;
  /** Blockers of Request approval, Approve and Complete now: the validators' rule and words, but without keys that this person may not see. */
  readonly blockers: {
    readonly requestApproval: readonly string[];
    readonly approve: readonly string[];
    readonly complete: readonly string[];
  };
  /** Server time of this answer, ISO 8601. */
  readonly now: string;
}

export interface LinkedView {
  readonly key: string;
  readonly issueId: string;
  /** False when the same command, or somebody else, had done it already. */
  readonly created: boolean;
}

/** The value in a function's `Reply`. */
export type PostmortemAnswer<F extends PostmortemFunction> = F extends 'createAction' | 'linkAction' ? LinkedView : PostmortemView;
export type LinkPostmortemAnswer<F extends LinkPostmortemFunction> = F extends 'linkPostmortemUrl' ? { readonly url: string } : LinkedView;
