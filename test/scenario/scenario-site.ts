import { declare, jiraTime, transition, type Declaration } from '../../local-site/seed/incident-story.ts';
import { PEOPLE } from '../../local-site/seed/people.ts';
import { createProject, setUpProject, type SiteMap } from '../../local-site/seed/set-up-project.ts';
import { Refused, rest } from '../../local-site/seed/site-door.ts';
import type { Control } from '../../local-site/server/control.ts';
import { startSite, type Site } from '../../local-site/site.ts';
import type { IncidentView } from '../../src/contract/incident';
import type { Reply } from '../../src/contract/reply';
import type { TimelineEntry } from '../../src/contract/timeline';

/** When every scenario begins. */
export const START = Date.parse('2026-03-02T10:00:00.000Z');
export const MINUTE = 60_000;

export interface Scenario {
  readonly site: Site;
  readonly control: Control;
  readonly map: SiteMap;
}

type Person = keyof typeof PEOPLE;

/** A site in memory with the project INC, provisioned by the app's own setup; the clock stands still at {@link START}. */
export async function startScenario(state = ':memory:'): Promise<Scenario> {
  const site = await startSite({ root: process.cwd(), port: 0, state, seed: 'empty' });
  site.control.clock.freeze(new Date(START).toISOString());
  // Installed anew, so that schedules count from here and not from the machine's own time.
  await site.control.reset();
  site.control.limits.issueWrites(false);
  return { site, control: site.control, map: await provision(site.control) };
}

/** Runs setup on the project INC, which is created when there is none; answers the site map. */
export async function provision(control: Control): Promise<SiteMap> {
  const leadAccountId = PEOPLE.admin.accountId;
  return setUpProject(control, await createProject(control, { key: 'INC', name: 'Incidents', description: '', leadAccountId }));
}

/** Declares an incident as support does; SEV2 with an unknown service, and no times, unless told. */
export async function anIncident({ control, map }: Scenario, incident: Partial<Declaration> = {}): Promise<string> {
  return declare(control, map, PEOPLE.support.email, {
    summary: 'Checkout is down',
    description: 'Nobody can pay.',
    severity: 'sev2',
    faultyService: map.options.faultyServiceUnknown,
    affectedProducts: [],
    ...incident,
  });
}

let commands = 0;

/** A command id that no other command has. */
export function newCommandId(): string {
  commands += 1;
  return `command-${String(commands).padStart(6, '0')}`;
}

/** What the incident panel's function answers; a command gets its own id unless the payload names one. */
export async function panel(
  { control }: Scenario,
  person: Person,
  issueKey: string,
  functionKey: string,
  payload: Readonly<Record<string, unknown>> = {},
): Promise<Reply<IncidentView>> {
  const result = await control.invoke({
    module: 'incident-panel',
    kind: 'resolver',
    functionKey,
    payload: { commandId: newCommandId(), ...payload },
    user: PEOPLE[person].email,
    issueKey,
  });
  if (!result.ok) throw new Error(`${functionKey}: ${result.error.message}`);
  return result.value as Reply<IncidentView>;
}

/** Like {@link panel}, for answers that must not be refused. */
export async function view(
  scenario: Scenario,
  person: Person,
  issueKey: string,
  functionKey = 'openIncident',
  payload: Readonly<Record<string, unknown>> = {},
): Promise<IncidentView> {
  const reply = await panel(scenario, person, issueKey, functionKey, payload);
  if (!reply.ok) throw new Error(`${functionKey} was refused: ${JSON.stringify(reply.refusal)}`);
  return reply.value;
}

/** The code of a refusal; 'ok' when there was none. */
export async function codeOf(reply: Promise<Reply<unknown>>): Promise<string> {
  const settled = await reply;
  return settled.ok ? 'ok' : settled.refusal.code;
}

/** Kinds of the newest entries, oldest first. */
export function kindsOf({ events }: IncidentView): string[] {
  return events.map(({ kind }) => kind).reverse();
}

/** Every entry of the timeline, oldest first. */
export async function wholeTimeline({ control }: Scenario, issueKey: string): Promise<TimelineEntry[]> {
  const found: TimelineEntry[] = [];
  for (let before: number | undefined; ;) {
    const result = await control.invoke({
      module: 'incident-panel',
      kind: 'resolver',
      functionKey: 'listEvents',
      payload: { limit: 100, ...(before !== undefined && { before }) },
      user: PEOPLE.im.email,
      issueKey,
    });
    const page = (result as { value: { value: { events: TimelineEntry[]; earlier: number } } }).value.value;
    found.push(...page.events);
    before = page.events.at(-1)?.seq;
    if (page.earlier === 0 || before === undefined) return found.reverse();
  }
}

/** The hash chain's own word on itself. */
export async function verifyChain({ control }: Scenario, issueKey: string): Promise<{ intact: boolean; checkedTo: number }> {
  let from = 1;
  for (;;) {
    const order = {
      module: 'incident-panel',
      kind: 'resolver',
      functionKey: 'verifyChain',
      payload: { from },
      user: PEOPLE.im.email,
      issueKey,
    } as const;
    const result = await control.invoke(order);
    const report = (result as unknown as { value: { value: { intact: boolean; checkedTo: number; next: number | null } } }).value.value;
    if (!report.intact || report.next === null) return { intact: report.intact, checkedTo: report.checkedTo };
    from = report.next;
  }
}

/** Sentences with which a transition is refused, without their bullets; none when it went through. */
export async function blockersOf(
  { control }: Scenario,
  person: Person,
  key: string,
  transitionId: string | undefined,
  screen: Parameters<typeof transition>[4] = {},
): Promise<readonly string[]> {
  try {
    await transition(control, PEOPLE[person].email, key, transitionId, screen);
    return [];
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return error.reasons.map((reason) => reason.replace(/^• /, ''));
  }
}

/** Moves work items in bulk, and answers the sentences with which each was refused, by key. */
export async function bulkBlockersOf(
  { control }: Scenario,
  person: Person,
  keys: readonly string[],
  transitionId: string | undefined,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const { email } = PEOPLE[person];
  const submitted = await control.rest(email, 'POST', '/rest/api/3/bulk/issues/transition', {
    bulkTransitionInputs: [{ selectedIssueIdsOrKeys: keys, transitionId }],
    sendBulkNotification: false,
  });
  const { taskId } = submitted.body as { taskId: string };
  const progress = await control.rest(email, 'GET', `/rest/api/3/bulk/queue/${taskId}`);
  const { failedAccessibleIssues } = progress.body as { failedAccessibleIssues: Readonly<Record<string, readonly string[]>> };
  const found: Record<string, readonly string[]> = {};
  for (const key of keys) {
    const reasons = failedAccessibleIssues[await idOf(control, key)] ?? [];
    found[key] = reasons.flatMap((text) => text.split('\n')).map((reason) => reason.replace(/^• /, ''));
  }
  return found;
}

export async function idOf(control: Control, key: string): Promise<string> {
  return ((await control.rest(PEOPLE.admin.email, 'GET', `/rest/api/3/issue/${key}?fields=status`)).body as { id: string }).id;
}

/** Name of the status a work item has now. */
export async function statusOf({ control }: Scenario, key: string): Promise<string> {
  const { body } = await control.rest(PEOPLE.admin.email, 'GET', `/rest/api/3/issue/${key}?fields=status`);
  return (body as { fields: { status: { name: string } } }).fields.status.name;
}

/** Takes command and starts fixing, so that the incident is under way. */
export async function underWay(scenario: Scenario, incident: Partial<Declaration> = {}): Promise<string> {
  const key = await anIncident(scenario, incident);
  await view(scenario, 'im', key, 'takeCommand');
  await transition(scenario.control, PEOPLE.im.email, key, scenario.map.transitions.incident.startFixing);
  return key;
}

/** Links two work items: `from` shows `to` at the outward end. */
export async function link({ control }: Scenario, typeId: string | undefined, from: string, to: string): Promise<void> {
  await rest(control, PEOPLE.admin.email, 'POST', '/issueLink', {
    type: { id: typeId },
    inwardIssue: { key: from },
    outwardIssue: { key: to },
  });
}

/** Changes fields of a work item as Jira's own edit screen does. */
export async function edit({ control }: Scenario, person: Person, key: string, fields: Readonly<Record<string, unknown>>): Promise<void> {
  await rest(control, PEOPLE[person].email, 'PUT', `/issue/${key}`, { fields });
}

/** A postmortem with neither owner nor due date, linked from the incident. */
export async function aBarePostmortem(scenario: Scenario, incident: string): Promise<string> {
  const { control, map } = scenario;
  const fields = { project: { id: map.projectId }, issuetype: { id: map.types.postmortem }, summary: `Postmortem of ${incident}` };
  const { key } = (await rest(control, PEOPLE.owner.email, 'POST', '/issue', { fields })) as { key: string };
  await link(scenario, map.linkTypes.postmortem, incident, key);
  return key;
}

/** The three times of the resolve screen, in Jira's form; impact lasted half an hour and was detected after five minutes. */
export function impactTimes({ map }: Scenario): Readonly<Record<string, string>> {
  const { fields } = map;
  return {
    [fields.impactStarted ?? '']: jiraTime(START - 30 * MINUTE),
    [fields.detected ?? '']: jiraTime(START - 25 * MINUTE),
    [fields.impactEnded ?? '']: jiraTime(START),
  };
}

/** Confirms severity and waives the final update, gives the three times, and resolves. */
export async function resolve(scenario: Scenario, key: string): Promise<void> {
  await view(scenario, 'im', key, 'confirmSeverity');
  await view(scenario, 'im', key, 'declareFinalUpdateNotNeeded', { reason: 'Nobody outside noticed' });
  await transition(scenario.control, PEOPLE.im.email, key, scenario.map.transitions.incident.resolve, { fields: impactTimes(scenario) });
}
