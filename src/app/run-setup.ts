import type { RunView } from '../contract/setup';
import type { BilingualMessages } from '../domain/gates/blocker';
import { siteFieldMapFrom } from '../domain/provisioning/ledger';
import type { Ledger } from '../domain/provisioning/ledger';
import { planSetup } from '../domain/provisioning/plan';
import type { Step } from '../domain/provisioning/plan';
import type { SiteSnapshot } from '../domain/provisioning/site-snapshot';
import type { Clock } from './ports/clock';
import type { SetupRecords } from './ports/setup-records';
import { SetupRefused } from './ports/site-configuration';
import type { SiteConfiguration } from './ports/site-configuration';

export interface SetupNeeds {
  readonly configuration: SiteConfiguration;
  readonly records: SetupRecords;
  readonly clock: Clock;
  readonly messages: BilingualMessages;
}

/** Time one call works before it answers, in ms; the rest of a resolver's 25 s is for the step that is under way. */
const WORKING_TIME = 12_000;

/**
 * Carries out the plan step by step, recording each, so that a run that is cut off goes on where it stopped and running
 * it twice changes nothing (ADR: provisioning is a plan). Undefined when the project cannot be seen.
 */
export async function runSetup(needs: SetupNeeds, projectId: string, admin: string): Promise<RunView | undefined> {
  const { records } = needs;
  if (!(await records.lease(admin))) return { done: false, carriedOut: [], left: 0, refused: null, busy: true };
  try {
    return await run(needs, projectId);
  } finally {
    await records.release(admin);
  }
}

async function run({ configuration, records, clock, messages }: SetupNeeds, projectId: string): Promise<RunView | undefined> {
  const until = clock.now() + WORKING_TIME;
  let ledger = await records.ledger();
  const site = await configuration.read(projectId, ledger);
  if (site === undefined) return undefined;
  const plan = planSetup(site, ledger, messages);
  const todo = plan.blockers.length > 0 ? [] : plan.steps.filter((step) => step.action !== 'keep');
  const carriedOut: Step[] = [];
  for (const step of todo) {
    if (clock.now() >= until) break;
    try {
      ledger = { ...ledger, ...(await configuration.carryOut(step, site, ledger, messages)) };
    } catch (error) {
      if (!(error instanceof SetupRefused)) throw error;
      return {
        done: false,
        carriedOut,
        left: todo.length - carriedOut.length,
        refused: { step, status: error.status, words: error.words },
        busy: false,
      };
    }
    await records.saveLedger(ledger);
    carriedOut.push(step);
  }
  const done = carriedOut.length === todo.length && plan.blockers.length === 0;
  if (done) await finish(records, ledger, site);
  return { done, carriedOut, left: todo.length - carriedOut.length, refused: null, busy: false };
}

async function finish(records: SetupRecords, ledger: Ledger, site: SiteSnapshot): Promise<void> {
  const map = siteFieldMapFrom(ledger, site.project.id);
  if (map === undefined) throw new Error('Setup finished with an incomplete ledger');
  await records.publish(map);
  const key = `project.${site.project.id}`;
  if (ledger[key] === undefined) await records.saveLedger({ ...ledger, [key]: site.project.id });
}
