import type { LinkedView, LinkPostmortemCommand } from '../contract/postmortem';
import { answer, refuse, type Reply } from '../contract/reply';
import { prefillOf } from '../domain/postmortem/prefill';
import { linksOf, textAt, type WorkItem } from '../domain/postmortem/work-item';
import { addWorkingDays, endOfDay, POSTMORTEM_DUE_IN_WORKING_DAYS } from '../domain/postmortem/working-days';
import type { SiteFieldMap } from '../domain/site/site-field-map';
import type { StoredEvent } from '../domain/timeline/timeline-event';
import { commandKeyOf } from './append';
import { incidentRecord, seqsBefore } from './incident-view';
import { MADE_PROPERTY_KEY, makePostmortemItemOnce, type MadeItem } from './make-postmortem-item-once';
import type { PostmortemPorts, PostmortemSession } from './ports/postmortem-ports';
import type { NewWorkItem } from './ports/work-items';
import { locate, type Located } from './read-postmortem';
import { recordPostmortemLink } from './record-postmortem-link';

/** Entries of the incident's record that the draft's timeline begins with. */
const timelineEntries = 100;

interface Wish {
  readonly as: 'user' | 'app';
  /** Account id; null for the app. */
  readonly actor: string | null;
  readonly commandKey: string;
  /** Undefined: the incident manager. */
  readonly owner: string | undefined;
  readonly dueDate: string | undefined;
}

/**
 * Creates the incident's postmortem together with its link, owned by the incident manager unless told, due in five working days,
 * filled from the record; or answers with the one that is there.
 */
export async function createPostmortem(
  ports: PostmortemPorts,
  session: PostmortemSession,
  { commandId, owner, dueDate }: LinkPostmortemCommand<'createPostmortem'>,
): Promise<Reply<LinkedView>> {
  if (dueDate !== undefined && endOfDay(dueDate) === null) return refuse('bad-request', { field: 'dueDate' });
  const located = await locate(ports, session.issueId, 'incident');
  if (!located.ok) return located;
  const commandKey = commandKeyOf(ports.entropy, session.accountId, commandId);
  return make(ports, located.value, { as: 'user', actor: session.accountId, commandKey, owner, dueDate });
}

/**
 * The app's own doing after Resolve, for the severities that require a postmortem (product: Severity scale). Carried out at least
 * once per promise, so everything is looked up first.
 * @throws Error when it has to be tried again
 */
export async function owePostmortem(
  ports: PostmortemPorts,
  { issueId, seq }: { readonly issueId: string; readonly seq: number },
): Promise<void> {
  const located = await locate(ports, issueId, 'incident');
  if (!located.ok || !isOwed(located.value)) return;
  const commandKey = commandKeyOf(ports.entropy, 'app', `owe-postmortem:${issueId}:${seq}`);
  const made = await make(ports, located.value, { as: 'app', actor: null, commandKey, owner: undefined, dueDate: undefined });
  if (!made.ok) throw new Error(`No postmortem for ${issueId}: ${made.refusal.code}`);
  ports.log.info('postmortem-owed', { issueId, postmortem: made.value.key, created: made.value.created ? 1 : 0 });
}

function isOwed({ item, site }: Located): boolean {
  const severity = textAt(item.fields[site.fields.severity], 'id');
  const status = textAt(item.fields.status, 'id');
  const { sev1, sev2 } = site.options.severity;
  const { resolved, closed } = site.statuses;
  return (severity === sev1 || severity === sev2) && (status === resolved || status === closed);
}

interface MadePostmortem extends MadeItem {
  /** Command that made it; null when a person did. */
  readonly command: string | null;
}

async function make(ports: PostmortemPorts, { item: incident, site }: Located, wish: Wish): Promise<Reply<LinkedView>> {
  const made = await makePostmortemItemOnce<MadePostmortem>(ports, {
    name: `postmortem:${incident.id}`,
    find: () => findPostmortem(ports, incident.id, site),
    make: () => create(ports, incident, site, wish),
  });
  if (!made.ok) return made;
  const { item, created } = made.value;
  // Also when it was there: a crash may have come between Jira and the record, and the command's key keeps the entry single.
  if (item.command === wish.commandKey) {
    const recorded = await recordPostmortemLink(ports.incident, {
      issueId: incident.id,
      projectId: site.projectId,
      actor: wish.actor,
      commandKey: wish.commandKey,
      data: { type: 'postmortem', key: item.key },
    });
    if (!recorded.ok) return recorded;
  }
  return answer({ key: item.key, issueId: item.id, created });
}

/** The incident's postmortem as its links tell now. */
async function findPostmortem(ports: PostmortemPorts, incidentId: string, site: SiteFieldMap): Promise<MadePostmortem | null> {
  const incident = await ports.items.read(incidentId, 'app');
  const links =
    incident === null
      ? []
      : linksOf(incident).filter(({ typeId, direction }) => typeId === site.linkTypes.postmortem && direction === 'outward');
  const ours = links.filter(({ itemTypeId }) => itemTypeId === null || itemTypeId === site.types.postmortem);
  if (ours[0] === undefined) return null;
  const items = await ports.items.readMany(
    ours.map(({ id }) => id),
    { fields: ['summary'], properties: [MADE_PROPERTY_KEY] },
  );
  const [first] = ours.map(({ id, key }) => ({
    id,
    key,
    command: textAt(items.find((item) => item.id === id)?.properties[MADE_PROPERTY_KEY], 'command'),
  }));
  return first ?? null;
}

async function create(ports: PostmortemPorts, incident: WorkItem, site: SiteFieldMap, wish: Wish): Promise<Reply<MadePostmortem>> {
  const owner = wish.owner ?? textAt(incident.fields.assignee, 'accountId');
  const draft = draftOf(incident, await recentEvents(ports, incident.id), site, {
    ...wish,
    owner: owner ?? undefined,
    now: ports.clock.now(),
  });
  const first = await ports.items.create(draft, wish.as);
  const less = first.kind === 'refused' ? withoutRefused(draft, first.fields, wish) : null;
  const outcome = less === null ? first : await ports.items.create(less, wish.as);
  if (outcome.kind === 'created') return answer({ id: outcome.id, key: outcome.key, command: wish.commandKey });
  return outcome.fields.includes('assignee') ? refuse('not-assignable') : refuse('jira-refused', { status: outcome.status });
}

/**
 * What nobody asked for by name may go: the incident manager as owner, a section that an admin took off the screen. A postmortem
 * without them is better than none. Null when nothing can be left out.
 */
function withoutRefused(draft: NewWorkItem, refused: readonly string[], { owner }: Wish): NewWorkItem | null {
  const texts = Object.fromEntries(Object.entries(draft.texts).filter(([fieldId]) => !refused.includes(fieldId)));
  const unowned = refused.includes('assignee') && owner === undefined;
  const fewer = Object.keys(texts).length < Object.keys(draft.texts).length;
  return unowned || fewer ? { ...draft, texts, assignee: unowned ? null : draft.assignee } : null;
}

function draftOf(
  incident: WorkItem,
  events: readonly StoredEvent[],
  site: SiteFieldMap,
  wish: Omit<Wish, 'as' | 'actor'> & { readonly now: number },
): NewWorkItem {
  const { postmortem } = site.fields;
  const { title, summary, impact, timeline } = prefillOf(incident, events, site);
  return {
    projectId: site.projectId,
    typeId: site.types.postmortem,
    summary: title,
    assignee: wish.owner ?? null,
    dueDate: wish.dueDate ?? addWorkingDays(wish.now, POSTMORTEM_DUE_IN_WORKING_DAYS),
    texts: { [postmortem.summary]: summary, [postmortem.impact]: impact, [postmortem.timeline]: timeline },
    linkedFrom: { typeId: site.linkTypes.postmortem, fromId: incident.id },
    properties: { [MADE_PROPERTY_KEY]: { command: wish.commandKey } },
  };
}

async function recentEvents(ports: PostmortemPorts, incidentId: string): Promise<readonly StoredEvent[]> {
  const record = incidentRecord(incidentId);
  const now = await ports.incident.records.read(record);
  if (now === null) return [];
  const events = await ports.incident.records.events(record, seqsBefore(now.head.seq + 1, timelineEntries));
  return events.filter((event) => event !== null);
}
