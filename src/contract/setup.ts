/** What the admin page and the rule configuration screen ask and are told. Every function asks for Administer Jira first. */
import * as v from 'valibot';
import type { Plan, Step } from '../domain/provisioning/plan';

const projectId = v.pipe(v.string(), v.regex(/^\d{1,18}$/));
const gate = v.picklist([
  'start-fixing-gate',
  'resolve-gate',
  'close-gate',
  'decline-gate',
  'reopen-gate',
  'merge-gate',
  'waive-gate',
  'request-approval-gate',
  'approve-gate',
  'complete-gate',
]);

export const setupRequests = {
  listProjects: v.object({}),
  planSetup: v.object({ projectId }),
  /** Carries out steps for some seconds and says how far it came: call again until `done`. */
  runSetup: v.object({ projectId }),
  removeSetup: v.object({ projectId }),
  configureGate: v.object({ gate, projectId: v.optional(projectId) }),
} as const;

export type SetupFunction = keyof typeof setupRequests;

export interface ProjectRow {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly companyManaged: boolean;
  readonly setUp: boolean;
}

export interface PlanView extends Plan {
  readonly project: { readonly id: string; readonly key: string; readonly name: string };
}

export interface RunView {
  readonly done: boolean;
  /** Steps carried out by this call, in order. */
  readonly carriedOut: readonly Step[];
  /** How many are left for the next call. */
  readonly left: number;
  /** Set when Jira refused a step; what was carried out stays, and running again goes on from here. */
  readonly refused: { readonly step: Step; readonly status: number; readonly words: readonly string[] } | null;
  /** Another admin's run holds the lease. */
  readonly busy: boolean;
}

export interface RemoveView {
  /** Workflows whose gates were taken out. */
  readonly workflows: readonly string[];
}

export interface GateConfigurationView {
  /** Text to save as the rule's configuration. Null when no project was set up yet. */
  readonly configuration: string | null;
  readonly projects: readonly ProjectRow[];
}

export interface SetupAnswers {
  readonly listProjects: readonly ProjectRow[];
  readonly planSetup: PlanView;
  readonly runSetup: RunView;
  readonly removeSetup: RemoveView;
  readonly configureGate: GateConfigurationView;
}
