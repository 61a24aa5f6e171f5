import { readFileSync } from 'node:fs';
import type { Manifest } from './manifest.ts';

/** Turns manifest text into a sentence of a locale. */
export type Translate = (text: unknown, locale?: string) => string;

/** Reads the manifest's translation files; a key that is missing everywhere is shown as itself, as the platform does. */
export function createTranslate(manifest: Manifest): Translate {
  const read = (file: string | undefined): Readonly<Record<string, unknown>> =>
    file === undefined ? {} : (JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, unknown>>);
  const { files, fallback } = manifest.translations;
  const byLocale = new Map(Object.entries(files).map(([locale, file]) => [locale, read(file)]));

  return (text, locale) => {
    if (typeof text === 'string') return text;
    const key = typeof text === 'object' && text !== null && 'i18n' in text ? String(text.i18n) : undefined;
    if (key === undefined) return '';
    for (const candidate of [locale ?? fallback, fallback]) {
      const found = lookUp(byLocale.get(candidate), key);
      if (found !== undefined) return found;
    }
    return key;
  };
}

/** Translation files may be flat (`"a.b": "…"`) or nested. */
function lookUp(of: Readonly<Record<string, unknown>> | undefined, key: string): string | undefined {
  const flat = of?.[key];
  if (typeof flat === 'string') return flat;
  let value: unknown = of;
  for (const part of key.split('.'))
    value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[part] : undefined;
  return typeof value === 'string' ? value : undefined;
}
