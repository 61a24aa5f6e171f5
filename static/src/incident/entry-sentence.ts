import { withOffsetColon } from '../../../src/domain/gates/evaluate-gate';
import type { TimelineEntry } from '../../../src/contract/timeline';
import type { NameOf } from '../people/use-names';
import type { Say } from '../words/words';

/** What an entry says happened, without its free text. */
export function entrySentence(entry: TimelineEntry, say: Say, nameOf: NameOf, timeText: (at: number) => string): string {
  const { kind, data, actor } = entry;
  const person = (key: string): string => {
    const id = data[key];
    return typeof id === 'string' ? nameOf(id) : say('ui.person.nobody');
  };
  const value = (key: string): string => String(data[key] ?? say('ui.nothing'));
  const time = (key: string): string => {
    const at = typeof data[key] === 'number' ? data[key] : Date.parse(withOffsetColon(String(data[key] ?? '')));
    return Number.isNaN(at) ? value(key) : timeText(at);
  };
  switch (kind) {
    case 'impact-time':
      return say('ui.event.impact-time', { actor: nameOf(actor), field: say(`ui.time.${value('field')}`), to: time('to') });
    case 'status':
    case 'severity':
    case 'faulty-service':
    case 'affected-products':
    case 'resolution':
      return say(`ui.event.${kind}`, { actor: nameOf(actor), from: value('fromName'), to: value('toName') });
    case 'phase':
      return say('ui.event.phase', { phase: say(`ui.phase.${value('phase')}`) });
    case 'declared':
      return say('ui.event.declared', { actor: nameOf(actor), severity: value('severityName'), service: value('serviceName') });
    case 'update':
      return say(data.final === true ? 'ui.event.update-final' : 'ui.event.update', { actor: nameOf(actor), next: time('nextAt') });
    case 'correction':
      return say('ui.event.correction', { actor: nameOf(actor), seq: entry.supersedes ?? 0 });
    case 'im-changed':
    case 'im-assigned':
      return say(`ui.event.${kind}`, { actor: nameOf(actor), to: person('to'), from: person('from') });
    case 'linked':
      return say('ui.event.linked', { actor: nameOf(actor), type: value('type'), key: value('key') });
    case 'note':
    case 'decision':
    case 'theory':
    case 'change':
    case 'command-taken':
    case 'acknowledged':
    case 'handover-offered':
    case 'handover-accepted':
    case 'handover-declined':
    case 'handover-cancelled':
    case 'handover-expired':
    case 'emergency-takeover':
    case 'severity-confirmed':
    case 'final-update-waived':
    case 'emergency-explained':
    case 'detection-explained':
    case 'property-mismatch':
    case 'approved':
    case 'approval-withdrawn':
    case 'risk-accepted':
    case 'risk-withdrawn':
      return say(`ui.event.${kind}`, { actor: nameOf(actor), to: person('to'), from: person('from') });
  }
}

/** Everybody an entry names. */
export function peopleIn(entry: TimelineEntry): readonly string[] {
  const named = ['to', 'from', 'assignee'].flatMap((key) => {
    const value = entry.data[key];
    return typeof value === 'string' && value.length > 5 && personKinds.has(entry.kind) ? [value] : [];
  });
  return entry.actor === null ? named : [entry.actor, ...named];
}

const personKinds: ReadonlySet<TimelineEntry['kind']> = new Set<TimelineEntry['kind']>([
  'command-taken',
  'im-assigned',
  'im-changed',
  'handover-offered',
  'handover-accepted',
  'emergency-takeover',
]);
