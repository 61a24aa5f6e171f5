import { useCallback, useState } from 'react';
import type { FieldMeta } from '../jira.ts';
import { emptyDraft, fieldKind, isEmptyDraft, toDraft, toRest, type Draft } from './field-kind.ts';

/** What a dialog's fields hold, by field id. */
export type FormDraft = Readonly<Record<string, Draft>>;

export function draftOf(draft: FormDraft, meta: FieldMeta): Draft {
  const kind = fieldKind(meta.schema);
  const held = draft[fieldIdOf(meta)];
  if (held !== undefined) return held;
  return meta.defaultValue === undefined || meta.defaultValue === null ? emptyDraft(kind) : toDraft(kind, meta.defaultValue);
}

export function fieldIdOf(meta: FieldMeta): string {
  return meta.fieldId ?? meta.key;
}

/** The `fields` of a create or transition request. Untouched empty fields are left out, so that the site's own defaults hold. */
export function restFields(
  metas: readonly FieldMeta[],
  draft: FormDraft,
  includeEmpty: (fieldId: string) => boolean,
): Readonly<Record<string, unknown>> {
  const entries = metas.flatMap((meta): [string, unknown][] => {
    const kind = fieldKind(meta.schema);
    const id = fieldIdOf(meta);
    const value = draftOf(draft, meta);
    if (kind === 'unsupported' || (isEmptyDraft(value) && !includeEmpty(id))) return [];
    return [[id, toRest(kind, value)]];
  });
  return Object.fromEntries(entries);
}

/** A form draft that survives reloads under `key`, until `forget`. */
export function useKeptDraft<T>(key: string, initial: T): [T, (next: T) => void, () => void] {
  const [value, setValue] = useState<T>(() => {
    const kept = localStorage.getItem(key);
    if (kept === null) return initial;
    try {
      return JSON.parse(kept) as T;
    } catch {
      return initial;
    }
  });
  const keep = useCallback(
    (next: T) => {
      setValue(next);
      localStorage.setItem(key, JSON.stringify(next));
    },
    [key],
  );
  const forget = useCallback(() => {
    localStorage.removeItem(key);
  }, [key]);
  return [value, keep, forget];
}
