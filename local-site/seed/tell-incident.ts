import type { AdjustableClock } from '../clock.ts';
import type { Control } from '../server/control.ts';
import {
  command,
  declare,
  jiraTime,
  linkedKeys,
  postmortemCommand,
  transition,
  writePostmortem,
  type PostmortemText,
} from './incident-story.ts';
import { PEOPLE } from './people.ts';
import type { SiteMap } from './set-up-project.ts';
import { rest, type SiteDoor } from './site-door.ts';

export type PeopleKey = keyof typeof PEOPLE;

export type TellingStep =
  | { readonly after: number; readonly by: PeopleKey; readonly does: 'command' | 'fix' | 'resolve' | 'close' | 'close-with-postmortem' }
  | {
      readonly after: number;
      readonly by: PeopleKey;
      readonly does: 'note';
      readonly kind: 'note' | 'theory' | 'decision' | 'change';
      readonly text: string;
    }
  | {
      readonly after: number;
      readonly by: PeopleKey;
      readonly does: 'update';
      readonly stage: 'investigating' | 'identified' | 'monitoring';
      readonly text: string;
    }
  | { readonly after: number; readonly by: PeopleKey; readonly does: 'final'; readonly text: string };

/** One incident of the demo; `after` counts in ms from the start of impact, `ago` is how long before the present that was. */
export interface Telling {
  readonly ago: number;
  readonly summary: string;
  readonly description: string;
  readonly severity: 'sev1' | 'sev2' | 'sev3';
  readonly service: string;
  readonly products: readonly string[];
  readonly detectedBy: 'monitoring' | 'staff' | 'customer';
  readonly detectedAfter: number;
  readonly steps: readonly TellingStep[];
  readonly postmortem?: {
    readonly text: PostmortemText;
    readonly owner: PeopleKey;
    readonly approver: PeopleKey;
    readonly actions: readonly {
      readonly type: 'priority' | 'improvement';
      readonly kind: string;
      readonly summary: string;
      readonly assignee: PeopleKey;
      readonly done: boolean;
    }[];
  };
}

export interface Stage {
  readonly control: Control;
  readonly clock: AdjustableClock;
  readonly map: SiteMap;
  readonly names: { readonly services: ReadonlyMap<string, string>; readonly products: ReadonlyMap<string, string> };
  readonly present: number;
}

const DAY = 86_400_000;

/** Plays one incident: declared by support, then step by step, each at its own time. */
export async function tellIncident(stage: Stage, telling: Telling, id: string): Promise<string> {
  const { control, clock, map, names, present } = stage;
  const start = present - telling.ago;
  const moment = async (at: number): Promise<void> => {
    await control.settle();
    clock.freeze(at);
  };
  await moment(start + telling.detectedAfter);
  const key = await declare(control, map, PEOPLE.support.email, {
    summary: telling.summary,
    description: telling.description,
    severity: telling.severity,
    faultyService: names.services.get(telling.service) ?? map.options.faultyServiceUnknown,
    affectedProducts: telling.products.flatMap((product) => names.products.get(product) ?? []),
    detectedBy: telling.detectedBy,
    impactStarted: start,
    detected: start + telling.detectedAfter,
  });
  for (const [index, step] of telling.steps.entries()) {
    await moment(start + step.after);
    await play(stage, telling, key, step, `${id}-step-${String(index)}`, start);
  }
  return key;
}

async function play(stage: Stage, telling: Telling, key: string, step: TellingStep, commandId: string, start: number): Promise<void> {
  const { control, map } = stage;
  const { email } = PEOPLE[step.by];
  switch (step.does) {
    case 'command':
      await command(control, email, key, 'takeCommand', commandId);
      return;
    case 'fix':
      return transition(control, email, key, map.transitions.incident.startFixing);
    case 'note':
      await command(control, email, key, 'addNote', commandId, { text: step.text, kind: step.kind });
      return;
    case 'update':
      await command(control, email, key, 'sendInternalUpdate', commandId, { text: step.text, stage: step.stage });
      return;
    case 'final':
      await command(control, email, key, 'confirmSeverity', `${commandId}-severity`);
      await command(control, email, key, 'sendInternalUpdate', commandId, { text: step.text, stage: 'resolved', final: true });
      return;
    case 'resolve':
      return transition(control, email, key, map.transitions.incident.resolve, {
        fields: { [map.fields.impactEnded ?? '']: jiraTime(start + step.after - 3 * 60_000) },
      });
    case 'close':
      return transition(control, email, key, map.transitions.incident.close);
    case 'close-with-postmortem':
      await tellPostmortem(stage, telling, key, commandId);
      return transition(control, email, key, map.transitions.incident.close);
  }
}

async function tellPostmortem({ control, clock, map }: Stage, { postmortem }: Telling, incident: string, id: string): Promise<void> {
  if (postmortem === undefined) throw new Error('This incident has no postmortem to tell');
  await control.settle();
  await tellPostmortemOf(control, map, incident, id, { ...postmortem, now: clock.now() });
}

const PLAIN: NonNullable<Telling['postmortem']> = {
  text: {
    summary: 'A release made every checkout wait for a lock.',
    impact: 'A third of all checkouts failed for an hour.',
    detection: 'Monitoring of the success rate, after four minutes.',
    fiveWhys: 'Why did it wait? A migration held a lock. Why? It ran in one transaction.',
    rootCause: 'Migrations are not tried against data of production size.',
    causeCategory: 'change',
  },
  owner: 'owner',
  approver: 'responder',
  actions: [{ type: 'priority', kind: 'prevent', summary: 'Try migrations against a copy of production', assignee: 'owner', done: true }],
};

/** Writes a resolved incident's postmortem with its actions and takes it through approval. `now` is epoch ms. */
export async function tellPostmortemOf(
  door: SiteDoor,
  map: SiteMap,
  incident: string,
  id: string,
  { text, owner: ownerKey, approver: approverKey, actions, now }: NonNullable<Telling['postmortem']> & { readonly now: number } = {
    ...PLAIN,
    now: Date.now(),
  },
): Promise<void> {
  const owner = PEOPLE[ownerKey];
  const approver = PEOPLE[approverKey];
  const due = (days: number): string => new Date(now + days * DAY).toISOString().slice(0, 10);
  await command(door, owner.email, incident, 'createPostmortem', `${id}-postmortem`, { owner: owner.accountId, dueDate: due(7) });
  const key = (await linkedKeys(door, owner.email, incident, map.linkTypes.postmortem))[0];
  if (key === undefined) throw new Error(`${incident} got no postmortem`);
  await writePostmortem(door, map, owner.email, key, text, { owner: owner.accountId, approvers: [approver.accountId], dueDate: due(7) });
  const place = await ordinaryProject(door, owner.email, map);
  for (const [index, action] of actions.entries()) {
    const made = (await postmortemCommand(door, owner.email, key, 'createAction', {
      commandId: `${id}-action-${String(index)}`,
      type: action.type,
      kind: action.kind,
      ...place,
      summary: action.summary,
      assignee: PEOPLE[action.assignee].accountId,
      dueDate: due(28),
    })) as { key: string };
    if (action.done) await finish(door, PEOPLE[action.assignee].email, made.key);
  }
  await transition(door, owner.email, key, map.transitions.postmortem.requestApproval);
  const view = (await postmortemCommand(door, approver.email, key, 'openPostmortem')) as { contentHash: string };
  await postmortemCommand(door, approver.email, key, 'approve', { commandId: `${id}-approve`, contentHash: view.contentHash });
  await transition(door, owner.email, key, map.transitions.postmortem.approve);
}

/** Where actions go: SHOP where the demo made it, else the incidents' own project, as a type that is neither of ours. */
async function ordinaryProject(door: SiteDoor, email: string, map: SiteMap): Promise<{ projectId: string; workTypeId: string }> {
  const all = (await rest(door, email, 'GET', '/project')) as { id: string; key: string }[];
  const id = all.find((each) => each.key === 'SHOP')?.id ?? map.projectId;
  const project = (await rest(door, email, 'GET', `/project/${id}`)) as { issueTypes: { id: string; name: string; subtask: boolean }[] };
  const ours = [map.types.incident, map.types.postmortem];
  const fitting = project.issueTypes.filter((type) => !type.subtask && !ours.includes(type.id));
  return { projectId: id, workTypeId: (fitting.find((type) => type.name === 'Task') ?? fitting[0])?.id ?? '' };
}

/** Moves an ordinary work item along until it is done. */
export async function finish(control: SiteDoor, email: string, key: string): Promise<void> {
  const offered = (await rest(control, email, 'GET', `/issue/${key}/transitions`)) as {
    transitions: { id: string; to: { statusCategory: { key: string } } }[];
  };
  const done = offered.transitions.find((each) => each.to.statusCategory.key === 'done');
  if (done === undefined) throw new Error(`${key} has no way to done from here`);
  await transition(control, email, key, done.id);
}
