import type { SeverityName, SiteFieldMap } from '../site/site-field-map';
import type { BilingualMessages, BlockerCode } from './blocker';
import type { Check, ExpressionGate, TimeField } from './check';
import { fieldOf, idNumber, sentence, stringLiteral, type Snippets } from './expression-text';
import { INCIDENT_PROPERTY_KEY } from './incident-property';

/**
 * The gate as a Jira expression for this site: `true`, or the text of all blockers in the viewer's language.
 * Stays within ten expensive operations (viewer's language, property, links, comments, each linked item and each user: one each).
 * Throws when an id of the site map is not one, or a message is missing.
 */
export function compileToExpression(gate: ExpressionGate, site: SiteFieldMap, messages: BilingualMessages): string {
  const compiler: Compiler = {
    site,
    when: (condition, code) => `(${condition} ? [${sentence(code, messages)}] : [])`,
    each: (list, code, snippets) => `${list}.map(i => ${sentence(code, messages, snippets)})`,
  };
  const pieces = gate.checks.map((check) => compile(check, compiler));
  const variables = new Set([KOREAN, ...pieces.flatMap((piece) => piece.variables)]);
  const lists = pieces.flatMap((piece) => piece.lists);
  return [
    ...[...variables].map((variable) => `let ${variable};`),
    `let blockers = [${lists.join(',\n')}].flatten();`,
    `blockers.length == 0 ? true : blockers.join("\\n")`,
  ].join('\n');
}

interface Compiler {
  readonly site: SiteFieldMap;
  /** A list of one sentence when the condition holds, else an empty list. */
  readonly when: (condition: string, code: BlockerCode) => string;
  /** A list of one sentence for each `i` of a list. */
  readonly each: (list: string, code: BlockerCode, snippets: Snippets) => string;
}

/** `lists` are expressions that yield lists of sentences; they may use the `variables`. */
interface Piece {
  readonly variables: readonly string[];
  readonly lists: readonly string[];
}

const KOREAN = `ko = (user?.locale ?? "").slice(0, 2) == "ko"`;
const RECORD = [
  `record = issue.properties[${stringLiteral(INCIDENT_PROPERTY_KEY)}]`,
  'known = record == null || typeof record?.v == typeof 0',
];
const MANAGER = 'manager = issue.assignee?.accountId';
const KEY: Snippets = { key: 'i.key' };

function compile(check: Check, compiler: Compiler): Piece {
  const { site, when } = compiler;
  switch (check.kind) {
    case 'incident-record-readable':
      return { variables: RECORD, lists: [when('!known', 'evidence.incident-record')] };
    case 'manager-present':
      return { variables: [MANAGER], lists: [when('manager == null', 'start-fixing.no-manager')] };
    case 'manager-acknowledged':
      return {
        variables: [...RECORD, MANAGER],
        lists: [when('known && manager != null && record?.ack != manager', 'start-fixing.not-acknowledged')],
      };
    case 'time-present':
      return { variables: [], lists: [when(`${time(check.field, site)} == null`, check.blocker)] };
    case 'times-ordered':
      return timesOrdered(check, compiler);
    case 'severity-confirmed':
      return severityConfirmed(compiler);
    case 'final-update-settled':
      return {
        variables: RECORD,
        lists: [when('known && record?.final != "sent" && record?.final != "not-needed"', 'resolve.final-update-open')],
      };
    case 'emergency-reason-given':
      return { variables: RECORD, lists: [when('known && record?.emergencyReason != true', 'close.emergency-reason-missing')] };
    case 'linked-work-owned':
      return linkedWork(check.postmortemFor, check.reads, compiler);
    case 'reason-given':
      return reason(check.minimumLength, compiler);
    case 'merge-target-open':
      return mergeTarget(compiler);
    case 'when-emergency-resolved':
      return whenEmergencyResolved(check.checks, compiler);
  }
}

function time(field: TimeField, site: SiteFieldMap): string {
  return fieldOf(site.fields[field]);
}

function timesOrdered(check: Extract<Check, { kind: 'times-ordered' }>, { site, when }: Compiler): Piece {
  const [from, to] = [time(check.earlier, site), time(check.later, site)];
  const wrong = `${from} != null && ${to} != null && new Date(${to}) < new Date(${from})`;
  return check.noteExplains
    ? { variables: RECORD, lists: [when(`${wrong} && !(known && record?.note == true)`, check.blocker)] }
    : { variables: [], lists: [when(wrong, check.blocker)] };
}

function severityConfirmed({ site, when }: Compiler): Piece {
  const products = `(${fieldOf(site.fields.affectedProducts)} ?? []).map(o => o.id).sort((a, b) => Number(a) - Number(b)).join(",")`;
  return {
    variables: [
      ...RECORD,
      `confirmed = ${fieldOf(site.fields.severity)}?.id`,
      `impact = ${products} + "|" + (${fieldOf(site.fields.faultyService)}?.id ?? "")`,
    ],
    lists: [when('known && (confirmed == null || record?.sev != confirmed || record?.impact != impact)', 'resolve.severity-unconfirmed')],
  };
}

function reason(minimumLength: number, { when }: Compiler): Piece {
  return {
    variables: ['typed = issue.comments.filter(c => c.id == null).map(c => c.body.plainText.trim())'],
    lists: [
      when('typed.length == 0', 'reason.missing'),
      when(`typed.length > 0 && typed[0].length < ${String(minimumLength)}`, 'reason.too-short'),
    ],
  };
}

function linkedWork(postmortemFor: readonly SeverityName[], reads: number, { site, when, each }: Compiler): Piece {
  const budget = String(reads);
  const linked = (linkType: string): string => `links.filter(l => l.type.id == ${idNumber(linkType)})`;
  return {
    variables: [
      `severity = ${fieldOf(site.fields.severity)}?.id`,
      `owed = ${postmortemFor.map((name) => `severity == ${stringLiteral(site.options.severity[name])}`).join(' || ')}`,
      'links = issue.links',
      `postmortemLinks = owed ? ${linked(site.linkTypes.postmortem)} : []`,
      `cleanupLinks = ${linked(site.linkTypes.cleanup)}`,
      'linkCount = postmortemLinks.length + cleanupLinks.length',
      `readable = linkCount <= ${budget}`,
      'linkedPostmortems = readable ? postmortemLinks.map(l => l.linkedIssue) : []',
      'linkedCleanup = readable ? cleanupLinks.map(l => l.linkedIssue) : []',
      'hidden = linkedPostmortems.some(i => i == null) || linkedCleanup.some(i => i == null)',
      `postmortems = linkedPostmortems.filter(i => i != null && i.issueType.id == ${idNumber(site.types.postmortem)})`,
      `active = postmortems.filter(i => i.status.id != ${idNumber(site.statuses.waived)})`,
      'cleanup = linkedCleanup.filter(i => i != null && i.status.category.key != "done")',
      `ownersReadable = readable && linkCount + active.length + cleanup.length <= ${budget}`,
    ],
    lists: [
      when('severity == null', 'close.severity-missing'),
      when('hidden', 'evidence.linked-item'),
      when('readable && owed && !hidden && postmortems.length == 0', 'close.postmortem-missing'),
      each('active.filter(i => i.dueDate == null)', 'close.postmortem-due-missing', KEY),
      when('!ownersReadable', 'evidence.too-many-links'),
      each('(ownersReadable ? active : []).filter(i => i.assignee == null)', 'close.postmortem-owner-missing', KEY),
      each('(ownersReadable ? cleanup : []).filter(i => i.assignee == null)', 'close.cleanup-owner-missing', KEY),
    ],
  };
}

function mergeTarget({ site, when, each }: Compiler): Piece {
  const incident = `i.issueType.id == ${idNumber(site.types.incident)}`;
  const inStatus = (statusId: string): string => `target.filter(i => ${incident} && i.status.id == ${idNumber(statusId)})`;
  return {
    variables: [
      `targets = issue.links.filter(l => l.type.id == ${idNumber(site.linkTypes.mergedInto)} && l.direction == "outward")`,
      'found = targets.length == 1 ? targets.map(l => l.linkedIssue) : []',
      'target = found.filter(i => i != null)',
    ],
    lists: [
      when('targets.length == 0', 'merge.target-missing'),
      when('targets.length > 1', 'merge.target-several'),
      when('found.length > target.length', 'evidence.linked-item'),
      each(`target.filter(i => !(${incident}))`, 'merge.target-not-incident', KEY),
      each(inStatus(site.statuses.closed), 'merge.target-closed', KEY),
      each(inStatus(site.statuses.merged), 'merge.target-merged', KEY),
    ],
  };
}

function whenEmergencyResolved(checks: readonly Check[], compiler: Compiler): Piece {
  const pieces = checks.map((check) => compile(check, compiler));
  const inner = pieces.flatMap((piece) => piece.lists).join(',\n');
  return {
    variables: [
      `emergency = issue.resolution?.id == ${idNumber(compiler.site.resolutions.emergencyResolved)}`,
      ...pieces.flatMap((piece) => piece.variables),
    ],
    lists: [`(emergency ? [${inner}].flatten() : [])`],
  };
}
