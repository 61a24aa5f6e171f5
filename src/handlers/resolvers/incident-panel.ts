import Resolver from '@forge/resolver';
import * as v from 'valibot';
import { acknowledge, assignIm } from '../../app/assign-im';
import { authoriseIncidentCall } from '../../app/authorise-incident-call';
import { confirmSeverity } from '../../app/confirm-severity';
import { exportTimeline } from '../../app/export-timeline';
import { acceptHandover, cancelHandover, declineHandover, offerHandover } from '../../app/hand-over';
import { listEvents, openIncident, syncIncident } from '../../app/open-incident';
import type { IncidentPorts, IncidentSession } from '../../app/ports/incident-ports';
import { sendInternalUpdate } from '../../app/send-internal-update';
import { emergencyTakeOver, takeCommand } from '../../app/take-command';
import { verifyChain } from '../../app/verify-chain';
import {
  addNote,
  correctEvent,
  declareFinalUpdateNotNeeded,
  explainDetectionBeforeStart,
  explainEmergency,
} from '../../app/write-timeline';
import { incidentRequests, type IncidentAnswer, type IncidentCommand, type IncidentFunction } from '../../contract/incident';
import { refuse, type Reply } from '../../contract/reply';
import { incidentPorts } from '../../wiring';
import { failureReply } from './failure-reply';
import { linkPostmortemFunctions } from './link-postmortem-functions';

type UseCase<F extends IncidentFunction> = (
  ports: IncidentPorts,
  session: IncidentSession,
  command: IncidentCommand<F>,
) => Promise<Reply<IncidentAnswer<F>>>;

/** Every function of the panel, by the name the bridge calls it. */
const useCases: { readonly [F in IncidentFunction]: UseCase<F> } = {
  openIncident,
  listEvents,
  verifyChain,
  exportTimeline,
  syncIncident,
  takeCommand,
  assignIm,
  acknowledge,
  offerHandover,
  acceptHandover,
  declineHandover,
  cancelHandover,
  emergencyTakeOver,
  addNote,
  correctEvent,
  confirmSeverity,
  sendInternalUpdate,
  declareFinalUpdateNotNeeded,
  explainEmergency,
  explainDetectionBeforeStart,
};

/** The platform's word for who calls; without a person it is absent or this literal. */
const signedIn = v.object({ accountId: v.pipe(v.string(), v.minLength(1), v.notValue('unidentified')) });
/** What the frame says it is about, which is why it is authorised. */
const calledFrom = v.object({
  extension: v.object({
    issue: v.object({ id: v.pipe(v.union([v.string(), v.number()]), v.transform(String), v.regex(/^\d{1,19}$/)) }),
    project: v.object({ id: v.pipe(v.union([v.string(), v.number()]), v.transform(String), v.regex(/^\d{1,19}$/)) }),
  }),
});

/** Parses, authorises as the person on the issue, runs the use case, and turns whatever goes wrong into a refusal. */
async function serve<F extends IncidentFunction>(
  name: F,
  request: { readonly payload: unknown; readonly context: unknown },
): Promise<Reply<IncidentAnswer<F>>> {
  const person = v.safeParse(signedIn, request.context);
  if (!person.success) return refuse('not-signed-in');
  const from = v.safeParse(calledFrom, request.context);
  if (!from.success) return refuse('bad-request');
  const { accountId } = person.output;
  const { extension } = from.output;
  const command = v.safeParse(incidentRequests[name], request.payload ?? {});
  if (!command.success) return refuse('bad-request', { field: v.getDotPath(command.issues[0]) ?? '' });
  const ports = incidentPorts();
  const session: IncidentSession = { issueId: extension.issue.id, projectId: extension.project.id, accountId };
  try {
    const allowed = await authoriseIncidentCall(ports, name, session.issueId);
    return allowed.ok ? await useCases[name](ports, session, command.output) : allowed;
  } catch (error) {
    return failureReply(ports.log, error, { issueId: session.issueId, call: name });
  }
}

const resolver = new Resolver();
for (const name of Object.keys(useCases) as IncidentFunction[]) {
  resolver.define(name, (request: { readonly payload: unknown; readonly context: unknown }) => serve(name, request));
}
for (const [name, serve] of Object.entries(linkPostmortemFunctions)) resolver.define(name, serve);

export const run = resolver.getDefinitions();
