import { view } from '@forge/bridge';
import { record, textOf } from '../bridge/jira';
import { knownZone } from '../time/wall-time';
import { loadWords } from '../words/load-words';
import { localeOf, sayWith } from '../words/words';
import type { Surface } from './surface';

/** Asks the platform where this screen stands; the language comes with it. */
export async function readSurface(): Promise<Surface> {
  const context = record(await view.getContext());
  const locale = localeOf(context.locale);
  const words = await loadWords(locale);
  const extension = record(context.extension);
  return {
    locale,
    words,
    say: sayWith(words),
    zone: knownZone(context.timezone),
    me: textOf(context.accountId) ?? '',
    siteUrl: (textOf(context.siteUrl) ?? '').replace(/\/$/, ''),
    moduleKey: textOf(context.moduleKey) ?? '',
    issue: subject(extension.issue),
    project: subject(extension.project),
    modal: typeof extension.modal === 'object' && extension.modal !== null ? record(extension.modal) : null,
    extension,
  };
}

function subject(value: unknown): { readonly id: string; readonly key: string } | null {
  const { id, key } = record(value);
  return (typeof id === 'string' || typeof id === 'number') && typeof key === 'string' ? { id: String(id), key } : null;
}
