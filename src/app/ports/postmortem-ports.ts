import type { Messages } from '../../domain/gates/blocker';
import type { PostmortemState } from '../../domain/postmortem/postmortem-state';
import type { Clock } from './clock';
import type { Entropy } from './entropy';
import type { IncidentPorts } from './incident-ports';
import type { JiraIssues } from './jira-issues';
import type { Leases } from './leases';
import type { Log } from './log';
import type { Records } from './records';
import type { Sites } from './sites';
import type { WorkItems } from './work-items';

/** Everything a postmortem's use cases need of the world. */
export interface PostmortemPorts {
  readonly records: Records<PostmortemState>;
  /** For what is written on the incident's own timeline. */
  readonly incident: IncidentPorts;
  readonly items: WorkItems;
  readonly leases: Leases;
  readonly jira: Pick<JiraIssues, 'permissionsOfUser' | 'visibleToUser'>;
  readonly sites: Sites;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly log: Log;
  /** The sentences of a language; English for one we do not have. */
  readonly wording: (locale: string | null) => Messages;
}

/** Who acts on which work item; it was authorised for this person by the wrapper. */
export interface PostmortemSession {
  readonly issueId: string;
  readonly accountId: string;
  /** The person's language, as far as the platform says. */
  readonly locale: string | null;
  /** Whether the person administers the work item's project: then they may carry risks as approvers do. */
  readonly administers: boolean;
}
