import type { SiteFieldMap } from '../site/site-field-map';
import { fields, linkTypes, resolutions, statuses } from './blueprint';
import { workflows } from './workflow-blueprint';

/**
 * Which Jira object stands for which part of the blueprint: `field.severity` → `customfield_10012`.
 * Grows step by step while a setup runs, so that a setup that was cut off goes on where it stopped, and so that an
 * object is recognised by id after an admin has renamed or translated it.
 */
export type Ledger = Readonly<Record<string, string>>;

/** The site map that gates, screens and use cases read; undefined while the ledger is incomplete. */
export function siteFieldMapFrom(ledger: Ledger, projectId: string): SiteFieldMap | undefined {
  const missing: string[] = [];
  const id = (key: string): string => {
    const found = ledger[key];
    if (found === undefined) missing.push(key);
    return found ?? '';
  };
  const ids = <K extends string>(prefix: string, keys: readonly K[]): Readonly<Record<K, string>> =>
    Object.fromEntries(keys.map((key) => [key, id(`${prefix}.${key}`)])) as Record<K, string>;
  const plain = fields.map((field) => field.key).filter((key) => !key.startsWith('postmortem.'));
  const sections = fields.flatMap((field) => (field.key.startsWith('postmortem.') ? [field.key.slice('postmortem.'.length)] : []));
  const transitionIds = (key: 'incident' | 'postmortem'): Record<string, string> =>
    Object.fromEntries((workflows.find((workflow) => workflow.key === key)?.transitions ?? []).map((each) => [each.key, each.id]));
  const map = {
    v: 1,
    projectId,
    types: ids('type', ['incident', 'postmortem']),
    fields: { ...ids('field', plain), postmortem: ids('field.postmortem', sections) },
    options: {
      severity: ids('option.severity', ['sev1', 'sev2', 'sev3']),
      kind: ids('option.kind', ['real', 'drill']),
      detectedBy: ids('option.detectedBy', ['monitoring', 'staff', 'customer']),
      actionKind: ids('option.actionKind', ['detect', 'mitigate', 'prevent', 'repair']),
      causeCategory: ids('option.postmortem.causeCategory', ['bug', 'change', 'scale', 'architecture', 'dependency', 'unknown']),
      faultyServiceUnknown: id('option.faultyService.unknown'),
    },
    statuses: ids(
      'status',
      statuses.map((status) => status.key),
    ),
    linkTypes: ids(
      'link',
      linkTypes.map((link) => link.key),
    ),
    resolutions: ids(
      'resolution',
      resolutions.map((resolution) => resolution.key).filter((key) => key !== 'complete' && key !== 'waived'),
    ),
    transitions: { incident: transitionIds('incident'), postmortem: transitionIds('postmortem') },
  };
  return missing.length === 0 ? (map as unknown as SiteFieldMap) : undefined;
}
