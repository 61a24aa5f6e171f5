import type { IncidentState } from '../../domain/incident/incident-state';
import type { Clock } from './clock';
import type { Entropy } from './entropy';
import type { JiraIssues } from './jira-issues';
import type { Log } from './log';
import type { Outbox, Records, Wake } from './records';
import type { Sites } from './sites';

/** Everything an incident's use cases need of the world. */
export interface IncidentPorts {
  readonly records: Records<IncidentState>;
  readonly outbox: Outbox;
  readonly wake: Wake;
  readonly jira: JiraIssues;
  readonly sites: Sites;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly log: Log;
  /** Sees to the postmortem of an incident resolved by entry `seq`; asked again until it no longer throws. */
  readonly owePostmortem: (incident: { readonly issueId: string; readonly projectId: string; readonly seq: number }) => Promise<void>;
}

/** Who acts on which issue; the issue was authorised for this person by the wrapper. */
export interface IncidentSession {
  readonly issueId: string;
  /** As the platform's context says; checked against the issue before a record is begun. */
  readonly projectId: string;
  readonly accountId: string;
}
