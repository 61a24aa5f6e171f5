import type { ReactNode } from 'react';
import { AdfView } from '../adf/adf-view.tsx';
import { DateTime, Day } from '../date-text.tsx';
import type { AllowedValue, FieldSchema, UserBean } from '../jira.ts';
import { useMessages } from '../messages/messages.tsx';
import { fieldKind } from './field-kind.ts';
import { labelOf } from './field-input.tsx';
import { Initials } from '../shell/initials.tsx';

/** A field's value for reading. */
export function FieldValue({
  schema,
  value,
  emptyText,
}: {
  readonly schema: FieldSchema | undefined;
  readonly value: unknown;
  readonly emptyText?: string;
}): ReactNode {
  const texts = useMessages();
  if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0))
    return <span className="subtle">{emptyText ?? texts.empty}</span>;
  switch (fieldKind(schema)) {
    case 'rich':
      return <AdfView document={value} />;
    case 'select':
      return <>{labelOf(value as AllowedValue)}</>;
    case 'multi-select':
      return <>{(value as AllowedValue[]).map(labelOf).join(', ')}</>;
    case 'labels':
      return <>{(value as string[]).join(', ')}</>;
    case 'user':
      return <PersonName person={value as UserBean} />;
    case 'multi-user':
      return (
        <span className="people">
          {(value as UserBean[]).map((person) => (
            <PersonName key={person.accountId} person={person} />
          ))}
        </span>
      );
    case 'date':
      return <Day on={value as string} />;
    case 'date-time':
      return <DateTime at={value as string} />;
    case 'unsupported':
      return <>{typeof value === 'object' ? labelOf(value as AllowedValue) : (value as string)}</>;
    default:
      return <span className="lines">{value as string}</span>;
  }
}

export function PersonName({ person }: { readonly person: { readonly displayName: string } }): ReactNode {
  return (
    <span className="person">
      <Initials name={person.displayName} />
      <span>{person.displayName}</span>
    </span>
  );
}
