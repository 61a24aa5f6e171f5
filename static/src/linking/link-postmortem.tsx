import { view as bridgeView } from '@forge/bridge';
import { useEffect, useState, type ReactElement } from 'react';
import { addWorkingDays, dayOf, POSTMORTEM_DUE_IN_WORKING_DAYS } from '../../../src/domain/postmortem/working-days';
import type { SiteFieldMap } from '../../../src/domain/site/site-field-map';
import { askLinkPostmortem } from '../bridge/ask';
import { useCommand } from '../bridge/use-command';
import { readSiteMap } from '../incident/load-incident';
import type { Person } from '../people/people';
import { useSurface } from '../surface/surface';
import { siteNow } from '../time/site-clock';
import { ActionButton } from '../ui/action-button';
import { Field } from '../ui/field';
import { RefusalNotice } from '../ui/notice';
import { PersonPicker } from '../ui/person-picker';
import { finish } from './finish';
import { ItemLookup } from './item-lookup';
import { Ways } from './ways';

const ways = ['create', 'existing', 'page'] as const;
type Way = (typeof ways)[number];

/** Three ways to a postmortem: make it, link the one there is, or link the page it was written on. */
export function LinkPostmortem({ issueKey, projectId }: { readonly issueKey: string; readonly projectId: string }): ReactElement {
  const { say } = useSurface();
  const [way, setWay] = useState<Way>('create');
  return (
    <div className="stack">
      <Ways
        legend={say('ui.link.how')}
        name="way"
        chosen={way}
        onChoose={setWay}
        ways={ways.map((id) => ({ id, title: say(`ui.link.postmortem.${id}`) }))}
      />
      {way === 'create' && <Create issueKey={issueKey} />}
      {way === 'existing' && <Existing issueKey={issueKey} projectId={projectId} />}
      {way === 'page' && <Page issueKey={issueKey} />}
    </div>
  );
}

function Create({ issueKey }: { readonly issueKey: string }): ReactElement {
  const { say } = useSurface();
  const [owner, setOwner] = useState<Person | null>(null);
  const [dueDate, setDueDate] = useState(() => addWorkingDays(siteNow(), POSTMORTEM_DUE_IN_WORKING_DAYS));
  const create = useCommand((payload: { owner?: string; dueDate?: string; commandId: string }) =>
    askLinkPostmortem('createPostmortem', payload),
  );
  const send = async (): Promise<void> => {
    const made = await create.send({ ...(owner === null ? {} : { owner: owner.accountId }), ...(dueDate === '' ? {} : { dueDate }) });
    if (made !== null) await finish(say(made.created ? 'ui.link.created' : 'ui.link.was-there', { key: made.key }));
  };
  return (
    <>
      <PersonPicker
        label={say('ui.link.owner')}
        hint={say('ui.link.owner-hint')}
        assignableTo={{ issueKey }}
        chosen={owner}
        onChoose={setOwner}
      />
      <Field label={say('ui.link.due')} hint={say('ui.link.due-hint')}>
        {(id, describedBy) => (
          <input
            id={id}
            aria-describedby={describedBy}
            type="date"
            className="input input-time"
            min={dayOf(siteNow())}
            value={dueDate}
            onChange={(event) => {
              setDueDate(event.target.value);
            }}
          />
        )}
      </Field>
      <p className="subtle">{say('ui.link.create-does')}</p>
      <RefusalNotice refusal={create.refusal} />
      <Buttons busy={create.busy} disabled={false} label={say('ui.next.create-postmortem.do')} onPress={() => void send()} />
    </>
  );
}

function Existing({ issueKey, projectId }: { readonly issueKey: string; readonly projectId: string }): ReactElement {
  const { say } = useSurface();
  const [key, setKey] = useState('');
  const [found, setFound] = useState(false);
  const [site, setSite] = useState<SiteFieldMap | null>(null);
  useEffect(() => {
    readSiteMap(projectId).then(setSite, () => undefined);
  }, [projectId]);
  const link = useCommand((payload: { key: string; commandId: string }) => askLinkPostmortem('linkPostmortem', payload));
  const send = async (): Promise<void> => {
    const linked = await link.send({ key });
    if (linked !== null) await finish(say('ui.link.linked', { key: linked.key, to: issueKey }));
  };
  return (
    <>
      <ItemLookup
        label={say('ui.link.postmortem-key')}
        value={key}
        {...(site === null ? {} : { typeId: site.types.postmortem })}
        wrongType={say('refusals.not-a-postmortem')}
        onChange={(next, good) => {
          setKey(next);
          setFound(good);
        }}
      />
      <RefusalNotice refusal={link.refusal} />
      <Buttons busy={link.busy} disabled={!found} label={say('ui.link.do')} onPress={() => void send()} />
    </>
  );
}

function Page({ issueKey }: { readonly issueKey: string }): ReactElement {
  const { say } = useSurface();
  const [url, setUrl] = useState('');
  const [title, setTitle] = useState('');
  const link = useCommand((payload: { url: string; title: string; commandId: string }) => askLinkPostmortem('linkPostmortemUrl', payload));
  const valid = /^https?:\/\/\S+$/.test(url.trim()) && title.trim() !== '';
  const send = async (): Promise<void> => {
    if ((await link.send({ url: url.trim(), title: title.trim() })) !== null)
      await finish(say('ui.link.linked', { key: title.trim(), to: issueKey }));
  };
  return (
    <>
      <Field label={say('ui.link.url')}>
        {(id) => (
          <input
            id={id}
            type="url"
            className="input"
            placeholder="https://"
            value={url}
            onChange={(event) => {
              setUrl(event.target.value);
            }}
          />
        )}
      </Field>
      <Field label={say('ui.link.title')}>
        {(id) => (
          <input
            id={id}
            className="input"
            maxLength={255}
            value={title}
            onChange={(event) => {
              setTitle(event.target.value);
            }}
          />
        )}
      </Field>
      <p className="subtle">{say('ui.link.page-note')}</p>
      <RefusalNotice refusal={link.refusal} />
      <Buttons busy={link.busy} disabled={!valid} label={say('ui.link.do')} onPress={() => void send()} />
    </>
  );
}

interface ButtonsProps {
  readonly busy: boolean;
  readonly disabled: boolean;
  readonly label: string;
  readonly onPress: () => void;
}

/** The deed and the way out. */
export function Buttons({ busy, disabled, label, onPress }: ButtonsProps): ReactElement {
  const { say } = useSurface();
  return (
    <div className="row">
      <ActionButton look="primary" busy={busy} disabled={disabled} onPress={onPress}>
        {label}
      </ActionButton>
      <ActionButton look="subtle" onPress={() => void bridgeView.close()}>
        {say('ui.cancel')}
      </ActionButton>
    </div>
  );
}
