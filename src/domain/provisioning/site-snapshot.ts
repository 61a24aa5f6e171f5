import type { FieldType, StatusCategory } from './blueprint';

export interface Named {
  readonly id: string;
  readonly name: string;
}

/** What of a site and a project matters to setup, as it is now. Read in one go, compared by {@link planSetup}. */
export interface SiteSnapshot {
  readonly project: {
    readonly id: string;
    readonly key: string;
    readonly name: string;
    readonly companyManaged: boolean;
    readonly workTypeScheme: { readonly id: string; readonly workTypeIds: readonly string[] };
    readonly screenScheme: {
      readonly id: string;
      /** Work type id (or `default`) → screen scheme id. */
      readonly mappings: Readonly<Record<string, string>>;
    };
    readonly workflowScheme: {
      readonly id: string;
      readonly defaultWorkflow: string;
      /** Work type id → workflow name. */
      readonly mappings: Readonly<Record<string, string>>;
    };
    /** The site map as the project property holds it; null when there is none. */
    readonly property: unknown;
  };
  readonly workTypes: readonly Named[];
  readonly statuses: readonly (Named & { readonly category: StatusCategory })[];
  readonly resolutions: readonly Named[];
  readonly linkTypes: readonly (Named & { readonly inward: string; readonly outward: string })[];
  readonly fields: readonly FieldSnapshot[];
  readonly screens: readonly (Named & { readonly tabId: string; readonly fieldIds: readonly string[] })[];
  readonly screenSchemes: readonly (Named & { readonly defaultScreenId: string; readonly createScreenId: string | null })[];
  readonly workflows: readonly WorkflowSnapshot[];
  /** Module key → the id that a workflow rule names (an ARI); from the workflow capabilities. */
  readonly ruleIds: Readonly<Record<string, string>>;
}

export interface FieldSnapshot extends Named {
  readonly type: FieldType | null;
  /** The context whose options are used; null for fields without options. */
  readonly contextId: string | null;
  readonly options: readonly { readonly id: string; readonly value: string }[];
}

export interface WorkflowSnapshot extends Named {
  readonly version: { readonly id: string; readonly versionNumber: number };
  readonly transitions: readonly TransitionSnapshot[];
}

/** A transition reduced to what setup decides; also the form of what setup wants. */
export interface TransitionSnapshot {
  readonly id: string;
  readonly name: string;
  /** Status ids, in numeric order. */
  readonly from: readonly string[];
  readonly to: string;
  readonly screenId: string | null;
  readonly rules: readonly RuleSnapshot[];
  /** As read: every condition that reserves it for some; as wanted: at most one. */
  readonly reservations: readonly Reservation[];
  /** Resolution id, `clear`, or null where the transition leaves it alone. */
  readonly resolution: string | null;
}

/** Jira's condition "Restrict issue transition": permission keys and ids of fields that hold people, each in order. */
export interface Reservation {
  readonly permissions: readonly string[];
  readonly fieldIds: readonly string[];
}

export type RuleSnapshot =
  | { readonly kind: 'gate'; readonly ruleId: string; readonly config: string }
  | { readonly kind: 'required'; readonly fieldIds: readonly string[] };
