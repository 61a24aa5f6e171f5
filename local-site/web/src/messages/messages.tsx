import { createContext, useContext, type ReactNode } from 'react';
import { en, type Messages } from './en.ts';
import { ko } from './ko.ts';

const MessagesContext = createContext<{ readonly texts: Messages; readonly locale: string }>({ texts: en, locale: 'en-US' });

export function messagesFor(locale: string): Messages {
  return locale.startsWith('ko') ? ko : en;
}

export function MessagesProvider({ locale, children }: { readonly locale: string; readonly children: ReactNode }): ReactNode {
  return (
    <MessagesContext.Provider value={{ texts: messagesFor(locale), locale: locale.replace('_', '-') }}>{children}</MessagesContext.Provider>
  );
}

export function useMessages(): Messages {
  return useContext(MessagesContext).texts;
}

export function useLocale(): string {
  return useContext(MessagesContext).locale;
}

/** Jira shows its own fields in the viewer's language; fields that people made keep the name they gave. */
export function fieldName(texts: Messages, fieldId: string, name: string): string {
  const known: Readonly<Record<string, string>> = texts.systemFields;
  return known[fieldId] ?? name;
}
