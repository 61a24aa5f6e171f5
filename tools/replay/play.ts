import { createHash } from 'node:crypto';
import {
  command,
  declare,
  jiraTime,
  linkedKeys,
  postmortemCommand,
  transition,
  writePostmortem,
} from '../../local-site/seed/incident-story.ts';
import { PEOPLE } from '../../local-site/seed/people.ts';
import type { SiteMap } from '../../local-site/seed/set-up-project.ts';
import { Refused, rest } from '../../local-site/seed/site-door.ts';
import { finish } from '../../local-site/seed/tell-incident.ts';
import { Interrupted, type ReplaySite } from './replay-site.ts';
import type { SourceIncident } from './statuspage.ts';
import { severityOf, type Act } from './story-of.ts';

export interface World {
  readonly site: ReplaySite;
  readonly map: SiteMap;
  readonly products: ReadonlyMap<string, string>;
  readonly actionProject: { readonly id: string; readonly workTypeId: string };
}

/** What one incident has come to. */
export interface Progress {
  readonly source: SourceIncident;
  key?: string;
  events: number;
  chainVerified: boolean;
  closed: boolean;
  readonly refused: { readonly step: string; readonly reasons: readonly string[] }[];
}

const IM = PEOPLE.im.email;
const OWNER = PEOPLE.owner;
const APPROVER = PEOPLE.responder;
const DAY = 86_400_000;
/** More refusals of one step than any limit of Jira explains. */
const MOST_TRIES = 40;
/** Site time that passes before a step that Jira's write limit refused is tried again, in ms. */
const WRITE_LIMIT_PAUSE = 2_000;

/** The source's id in letters that labels and command ids take; two ids never have one name. */
function nameOf({ id }: SourceIncident): string {
  return /^[a-z0-9-]{1,40}$/.test(id) ? id : `x-${createHash('sha256').update(id).digest('hex').slice(0, 24)}`;
}

/** The label by which a replay that is run again finds what it declared before. */
export const labelOf = (incident: SourceIncident): string => `replay-${nameOf(incident)}`;

/**
 * Does one thing, once: every act looks whether it was done before, so that a replay that was cut off anywhere can be run
 * again. A refusal is kept with its reasons; site time moves on when Jira asks callers to slow down.
 */
export async function play(world: World, progress: Progress, act: Act, at: number): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await perform(world, progress, act);
      return;
    } catch (error) {
      // Nobody knows whether it was done: looking comes first in every act.
      if (error instanceof Interrupted && attempt < MOST_TRIES) continue;
      if (!(error instanceof Refused)) throw error;
      if (asksToSlowDown(error) && attempt < MOST_TRIES) {
        await world.site.freeze(at + attempt * WRITE_LIMIT_PAUSE);
        continue;
      }
      progress.refused.push({ step: act.does, reasons: error.reasons.length > 0 ? error.reasons : [`status ${String(error.status)}`] });
      return;
    }
  }
}

function asksToSlowDown(error: Refused): boolean {
  return (
    error.status === 429 ||
    error.status === 503 ||
    error.reasons.some((reason) => /^(busy|jira-unavailable|storage-unavailable)\b|"status":(429|503)/.test(reason))
  );
}

async function perform(world: World, progress: Progress, act: Act): Promise<void> {
  const { site, map } = world;
  const { source } = progress;
  const id = (step: string): string => `r-${nameOf(source)}-${step}`;
  if (act.does === 'declare') {
    progress.key = (await find(world, source)) ?? (await declareFrom(world, source));
    return;
  }
  const key = progress.key;
  // Its declaration was refused, which stands in the report; nothing can follow.
  if (key === undefined) return;
  const incident = map.transitions.incident;
  switch (act.does) {
    case 'take-command':
      if (!(await written(world, key, 'command-taken', 1))) await command(site, IM, key, 'takeCommand', id('take'));
      return;
    case 'start-fixing':
      return onlyIn(world, key, map.statuses.new, () => transition(site, IM, key, incident.startFixing));
    case 'note-assumed-detection':
      if (!(await written(world, key, 'note', 1)))
        await command(site, IM, key, 'addNote', id('detected'), {
          kind: 'note',
          text: 'The source does not say when this was detected: assumed to be the start.',
          occurredAt: new Date(source.startedAt).toISOString(),
          assumed: true,
        });
      return;
    case 'update': {
      if (await written(world, key, 'update', act.nth)) return;
      await command(site, IM, key, 'sendInternalUpdate', id(`update-${String(act.nth)}`), {
        text: act.update.text,
        stage: act.update.status,
        final: act.final,
      });
      return;
    }
    case 'waive-final-update':
      return onlyIn(world, key, map.statuses.fixing, () =>
        command(site, IM, key, 'declareFinalUpdateNotNeeded', id('no-final'), { reason: 'The source has no final update.' }),
      );
    case 'confirm-severity':
      return onlyIn(world, key, map.statuses.fixing, () => command(site, IM, key, 'confirmSeverity', id('severity')));
    case 'resolve':
      return onlyIn(world, key, map.statuses.fixing, () =>
        transition(site, IM, key, incident.resolve, { fields: { [map.fields.impactEnded ?? '']: jiraTime(source.resolvedAt) } }),
      );
    case 'close':
      await onlyIn(world, key, map.statuses.resolved, () => transition(site, IM, key, incident.close));
      progress.closed = (await statusOf(world, key)) === map.statuses.closed;
      return;
    case 'verify':
      await site.settle();
      await verify(world, progress, key);
      return;
    default:
      return performOnPostmortem(world, progress, key, act, id);
  }
}

async function performOnPostmortem(
  world: World,
  { source }: Progress,
  incident: string,
  act: Act,
  id: (step: string) => string,
): Promise<void> {
  const { site, map } = world;
  const moves = map.transitions.postmortem;
  if (act.does === 'create-postmortem') await site.settle();
  const existing = (await linkedKeys(site, IM, incident, map.linkTypes.postmortem))[0];
  if (act.does === 'create-postmortem') {
    if (existing === undefined)
      await command(site, OWNER.email, incident, 'createPostmortem', id('postmortem'), { owner: OWNER.accountId });
    return;
  }
  if (existing === undefined) throw new Refused(act.does, 404, ['There is no postmortem.']);
  switch (act.does) {
    case 'write-postmortem':
      return onlyIn(world, existing, map.statuses.draft, () => write(world, source, incident, existing));
    case 'plan-action':
      // Also when it is there: the command finds what it made, and writes down what a crash kept from being written.
      return onlyIn(world, existing, map.statuses.draft, async () =>
        postmortemCommand(site, OWNER.email, existing, 'createAction', {
          commandId: id('action'),
          type: 'priority',
          kind: 'prevent',
          projectId: world.actionProject.id,
          workTypeId: world.actionProject.workTypeId,
          summary: `Keep ${incident} from happening again`,
          assignee: OWNER.accountId,
          dueDate: await dayFromNow(world, 28),
        }),
      );
    case 'request-approval':
      return onlyIn(world, existing, map.statuses.draft, () => transition(site, OWNER.email, existing, moves.requestApproval));
    case 'approve':
      return onlyIn(world, existing, map.statuses.inReview, async () => {
        const view = (await postmortemCommand(site, APPROVER.email, existing, 'openPostmortem')) as { contentHash: string };
        await postmortemCommand(site, APPROVER.email, existing, 'approve', { commandId: id('approve'), contentHash: view.contentHash });
      });
    case 'finish-approval':
      return onlyIn(world, existing, map.statuses.inReview, () => transition(site, OWNER.email, existing, moves.approve));
    case 'finish-action':
      for (const key of await linkedKeys(site, IM, existing, map.linkTypes.priorityAction))
        if ((await categoryOf(world, key)) !== 'done') await finish(site, OWNER.email, key);
      return;
    case 'complete':
      return onlyIn(world, existing, map.statuses.approved, () => transition(site, OWNER.email, existing, moves.complete));
    default:
      throw new Error(`A postmortem has no step ${act.does}`);
  }
}

async function declareFrom({ site, map, products }: World, source: SourceIncident): Promise<string> {
  return declare(site, map, PEOPLE.support.email, {
    summary: source.name,
    description: source.updates[0]?.text ?? source.name,
    severity: severityOf[source.impact],
    faultyService: map.options.faultyServiceUnknown,
    affectedProducts: source.components.flatMap((name) => products.get(name) ?? []),
    impactStarted: source.startedAt,
    detected: source.startedAt,
    labels: [labelOf(source)],
  });
}

async function find({ site, map }: World, source: SourceIncident): Promise<string | undefined> {
  const jql = `project = ${map.projectId} AND labels = "${labelOf(source)}"`;
  const found = (await rest(site, IM, 'POST', '/search/jql', { jql, fields: ['summary'], maxResults: 1 })) as { issues: { key: string }[] };
  return found.issues[0]?.key;
}

async function write(world: World, source: SourceIncident, incident: string, key: string): Promise<void> {
  const published = source.updates.findLast(({ status }) => status === 'postmortem')?.text;
  await writePostmortem(
    world.site,
    world.map,
    OWNER.email,
    key,
    {
      summary: published ?? `${incident} interrupted the service; the updates tell what customers were told.`,
      impact: 'As told in the updates of the incident.',
      detection: 'The source does not say how it was detected.',
      fiveWhys: 'The source does not say why; unknown is an answer.',
      rootCause: 'Unknown: the source gives none.',
      causeCategory: 'unknown',
    },
    { owner: OWNER.accountId, approvers: [APPROVER.accountId], dueDate: await dayFromNow(world, 7) },
  );
}

/** Acts only in the status a step belongs to: a step that was carried out before is not done again. */
async function onlyIn(world: World, key: string, statusId: string | undefined, move: () => Promise<unknown>): Promise<void> {
  if ((await statusOf(world, key)) === statusId) await move();
}

interface Status {
  readonly id: string;
  readonly statusCategory: { readonly key: string };
}

async function jiraStatus({ site }: World, key: string): Promise<Status> {
  return ((await rest(site, IM, 'GET', `/issue/${key}?fields=status`)) as { fields: { status: Status } }).fields.status;
}

const statusOf = async (world: World, key: string): Promise<string> => (await jiraStatus(world, key)).id;
const categoryOf = async (world: World, key: string): Promise<string> => (await jiraStatus(world, key)).statusCategory.key;

interface Page {
  readonly events: readonly { readonly seq: number; readonly kind: string }[];
  readonly earlier: number;
}

/** Whether the timeline holds at least `count` entries of a kind: how far an earlier run came. */
async function written(world: World, key: string, kind: string, count: number): Promise<boolean> {
  let found = 0;
  for (let before: number | undefined; ;) {
    const page = (await command(world.site, IM, key, 'listEvents', 'unused-here', {
      limit: 100,
      ...(before !== undefined && { before }),
    })) as Page;
    found += page.events.filter((event) => event.kind === kind).length;
    if (found >= count) return true;
    const last = page.events.at(-1);
    if (page.earlier === 0 || last === undefined) return false;
    before = last.seq;
  }
}

async function verify({ site }: World, progress: Progress, key: string): Promise<void> {
  for (let from = 1; ;) {
    const report = (await command(site, IM, key, 'verifyChain', 'unused-here', { from })) as {
      intact: boolean;
      next: number | null;
      checkedTo: number;
      broken: { seq: number; why: string } | null;
    };
    progress.events = report.checkedTo;
    if (!report.intact) throw new Refused('verify', 200, [`entry ${String(report.broken?.seq)} ${report.broken?.why ?? ''}`]);
    if (report.next === null) break;
    from = report.next;
  }
  progress.chainVerified = true;
}

/** A day in site time, `YYYY-MM-DD`. */
async function dayFromNow({ site }: World, days: number): Promise<string> {
  const { serverTime } = (await rest(site, IM, 'GET', '/serverInfo')) as { serverTime: string };
  return new Date(Date.parse(serverTime) + days * DAY).toISOString().slice(0, 10);
}
