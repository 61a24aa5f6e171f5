import { useEffect, useState, type ReactElement } from 'react';
import { textAt } from '../../../src/domain/postmortem/work-item';
import { readJira, record, textOf } from '../bridge/jira';
import { useSurface } from '../surface/surface';
import { Field } from '../ui/field';

const keyShape = /^[A-Z][A-Z0-9_]+-\d+$/;

type Looked =
  | { readonly state: 'none' | 'looking' | 'missing' }
  | { readonly state: 'found'; readonly summary: string; readonly status: string; readonly typeId: string; readonly typeName: string };

interface ItemLookupProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (key: string, found: boolean) => void;
  /** Work type that the item must have; any when left out. */
  readonly typeId?: string;
  readonly wrongType?: string;
}

/** A field for a work item's key that says at once which one it is. */
export function ItemLookup({ label, value, onChange, typeId, wrongType }: ItemLookupProps): ReactElement {
  const { say } = useSurface();
  const [looked, setLooked] = useState<Looked>({ state: 'none' });
  useEffect(() => {
    if (!keyShape.test(value)) {
      setLooked({ state: 'none' });
      return;
    }
    let current = true;
    setLooked({ state: 'looking' });
    const timer = setTimeout(() => {
      look(value).then(
        (found) => {
          if (!current) return;
          setLooked(found);
          onChange(value, found.state === 'found' && (typeId === undefined || found.typeId === typeId));
        },
        () => undefined,
      );
    }, 250);
    return () => {
      current = false;
      clearTimeout(timer);
    };
    // A new callback is not a new key.
  }, [value, typeId]);
  return (
    <div className="stack-tight">
      <Field label={label} hint={say('ui.link.key-hint')}>
        {(id, describedBy) => (
          <input
            id={id}
            aria-describedby={describedBy}
            className="input"
            value={value}
            onChange={(event) => {
              onChange(keyIn(event.target.value), false);
            }}
          />
        )}
      </Field>
      <p role="status" className={looked.state === 'missing' ? 'danger-text' : 'subtle'}>
        {looked.state === 'looking' && say('ui.link.looking')}
        {looked.state === 'missing' && say('ui.link.not-found')}
        {looked.state === 'found' && (
          <>
            {looked.typeName} · {looked.status} · <span className="strong">{looked.summary}</span>
          </>
        )}
      </p>
      {looked.state === 'found' && typeId !== undefined && looked.typeId !== typeId && <p className="danger-text">{wrongType}</p>}
    </div>
  );
}

/** The key in what was typed or pasted; an address of a work item holds one too. */
export function keyIn(typed: string): string {
  const pasted = /\/browse\/([A-Za-z][A-Za-z0-9_]+-\d+)/.exec(typed);
  return (pasted?.[1] ?? typed).trim().toUpperCase();
}

async function look(key: string): Promise<Looked> {
  try {
    const { fields } = record(await readJira(`/rest/api/3/issue/${encodeURIComponent(key)}?fields=summary,status,issuetype`));
    return {
      state: 'found',
      summary: textOf(record(fields).summary) ?? '',
      status: textAt(fields, 'status', 'name') ?? '',
      typeId: textAt(fields, 'issuetype', 'id') ?? '',
      typeName: textAt(fields, 'issuetype', 'name') ?? '',
    };
  } catch {
    return { state: 'missing' };
  }
}
