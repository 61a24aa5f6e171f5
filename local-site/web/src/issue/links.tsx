import Button, { IconButton } from '@atlaskit/button/new';
import CrossIcon from '@atlaskit/icon/core/cross';
import Select from '@atlaskit/select';
import Textfield from '@atlaskit/textfield';
import { useId, useState, type ReactNode } from 'react';
import { Labelled } from '../fields/field-row.tsx';
import type { IssueLinkBean, LinkTypeBean } from '../jira.ts';
import { useMessages } from '../messages/messages.tsx';
import { reasonsOf, rest } from '../rest.ts';
import { Link } from '../router.tsx';
import { Reasons } from '../shell/problem.tsx';
import { StatusLozenge } from '../shell/status-lozenge.tsx';
import { useResource } from '../use-resource.ts';
import type { IssueView } from './load-issue.ts';

/** Links to other work items and to the web. */
export function Links({ view, reload }: { readonly view: IssueView; readonly reload: () => void }): ReactNode {
  const { issue } = view;
  const texts = useMessages();
  const [adding, setAdding] = useState<'item' | 'web' | undefined>();
  const [error, setError] = useState<unknown>();
  const mayEdit = Object.keys(view.editable).length > 0;
  const links = (issue.fields.issuelinks as readonly IssueLinkBean[] | undefined) ?? [];
  const remove = (path: string): void => {
    rest(path, { method: 'DELETE' }).then(reload, setError);
  };
  const saved = (): void => {
    setAdding(undefined);
    reload();
  };
  return (
    <section aria-labelledby="links-heading">
      <div className="section-head">
        <h2 id="links-heading">{texts.links}</h2>
        {mayEdit && (
          <Button
            appearance="subtle"
            spacing="compact"
            onClick={() => {
              setAdding('item');
            }}
          >
            {texts.addLink}
          </Button>
        )}
        {mayEdit && (
          <Button
            appearance="subtle"
            spacing="compact"
            onClick={() => {
              setAdding('web');
            }}
          >
            {texts.addWebLink}
          </Button>
        )}
      </div>
      {error !== undefined && (
        <Reasons
          title={texts.failed}
          reasons={reasonsOf(error)}
          onDismiss={() => {
            setError(undefined);
          }}
        />
      )}
      {adding === 'item' && (
        <AddLink
          issueKey={issue.key}
          onCancel={() => {
            setAdding(undefined);
          }}
          onSaved={saved}
        />
      )}
      {adding === 'web' && (
        <AddWebLink
          issueKey={issue.key}
          onCancel={() => {
            setAdding(undefined);
          }}
          onSaved={saved}
        />
      )}
      {links.length === 0 && adding === undefined && <p className="subtle">{texts.noLinks}</p>}
      {groups(links).map(([relation, members]) => (
        <div key={relation} className="link-group">
          <h3>{relation}</h3>
          <ul className="plain-list">
            {members.map(({ id, outwardIssue, inwardIssue }) => {
              const other = outwardIssue ?? inwardIssue;
              if (other === undefined) return null;
              return (
                <li key={id} className="link-row">
                  <Link to={`/browse/${other.key}`}>{other.key}</Link>
                  <span className="link-summary">{other.fields.summary}</span>
                  <StatusLozenge status={other.fields.status} />
                  {mayEdit && (
                    <IconButton
                      icon={CrossIcon}
                      label={texts.removeLink(other.key)}
                      appearance="subtle"
                      spacing="compact"
                      onClick={() => {
                        remove(`/rest/api/3/issueLink/${id}`);
                      }}
                    />
                  )}
                </li>
              );
            })}
          </ul>
        </div>
      ))}
      {view.remoteLinks.length > 0 && (
        <div className="link-group">
          <h3>{texts.webLinks}</h3>
          <ul className="plain-list">
            {view.remoteLinks.map(({ id, object }) => (
              <li key={id} className="link-row">
                <a
                  href={/^https?:/i.test(object.url) ? object.url : undefined}
                  rel="noreferrer noopener"
                  target="_blank"
                  className="link-summary"
                >
                  {object.title}
                </a>
                {mayEdit && (
                  <IconButton
                    icon={CrossIcon}
                    label={texts.removeWebLink(object.title)}
                    appearance="subtle"
                    spacing="compact"
                    onClick={() => {
                      remove(`/rest/api/3/issue/${issue.key}/remotelink/${String(id)}`);
                    }}
                  />
                )}
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

function groups(links: readonly IssueLinkBean[]): readonly (readonly [string, readonly IssueLinkBean[]])[] {
  const byRelation = new Map<string, IssueLinkBean[]>();
  for (const link of links) {
    const relation = link.outwardIssue === undefined ? link.type.inward : link.type.outward;
    byRelation.set(relation, [...(byRelation.get(relation) ?? []), link]);
  }
  return [...byRelation];
}

interface Relation {
  readonly value: string;
  readonly label: string;
  readonly type: LinkTypeBean;
  readonly outward: boolean;
}
interface AddProps {
  readonly issueKey: string;
  readonly onCancel: () => void;
  readonly onSaved: () => void;
}

function AddLink({ issueKey, onCancel, onSaved }: AddProps): ReactNode {
  const texts = useMessages();
  const id = useId();
  const types = useResource(
    'link-types',
    async () => (await rest<{ issueLinkTypes: readonly LinkTypeBean[] }>('/rest/api/3/issueLinkType')).issueLinkTypes,
  );
  const relations = types.state === 'ready' ? types.value.flatMap(relationsOf) : [];
  const [relation, setRelation] = useState<Relation | undefined>();
  const [target, setTarget] = useState('');
  const chosen = relation ?? relations[0];
  return (
    <SmallForm
      onCancel={onCancel}
      save={async () => {
        if (chosen === undefined) return;
        const [inward, outward] = chosen.outward ? [issueKey, target] : [target, issueKey];
        await rest('/rest/api/3/issueLink', {
          body: {
            type: { name: chosen.type.name },
            inwardIssue: { key: inward.trim().toUpperCase() },
            outwardIssue: { key: outward.trim().toUpperCase() },
          },
        });
        onSaved();
      }}
    >
      <Labelled id={`${id}-type`} label={texts.linkType}>
        <Select<Relation>
          inputId={`${id}-type`}
          options={relations}
          value={chosen ?? null}
          isLoading={types.state === 'loading'}
          onChange={(option) => {
            setRelation(option ?? undefined);
          }}
        />
      </Labelled>
      <Labelled id={`${id}-key`} label={texts.linkTarget} required>
        <Textfield
          id={`${id}-key`}
          autoFocus
          value={target}
          placeholder="SHOP-1"
          onChange={(event) => {
            setTarget(event.currentTarget.value);
          }}
        />
      </Labelled>
    </SmallForm>
  );
}

function relationsOf(type: LinkTypeBean): Relation[] {
  const outward = { value: `${type.id} out`, label: type.outward, type, outward: true };
  return type.inward === type.outward ? [outward] : [outward, { value: `${type.id} in`, label: type.inward, type, outward: false }];
}

function AddWebLink({ issueKey, onCancel, onSaved }: AddProps): ReactNode {
  const texts = useMessages();
  const id = useId();
  const [url, setUrl] = useState('');
  const [title, setTitle] = useState('');
  return (
    <SmallForm
      onCancel={onCancel}
      save={async () => {
        await rest(`/rest/api/3/issue/${issueKey}/remotelink`, { body: { object: { url, title: title.trim() === '' ? url : title } } });
        onSaved();
      }}
    >
      <Labelled id={`${id}-url`} label={texts.url} required>
        <Textfield
          id={`${id}-url`}
          type="url"
          autoFocus
          value={url}
          onChange={(event) => {
            setUrl(event.currentTarget.value);
          }}
        />
      </Labelled>
      <Labelled id={`${id}-title`} label={texts.linkText}>
        <Textfield
          id={`${id}-title`}
          value={title}
          onChange={(event) => {
            setTitle(event.currentTarget.value);
          }}
        />
      </Labelled>
    </SmallForm>
  );
}

function SmallForm({
  save,
  onCancel,
  children,
}: {
  readonly save: () => Promise<void>;
  readonly onCancel: () => void;
  readonly children: ReactNode;
}): ReactNode {
  const texts = useMessages();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  return (
    <form
      className="small-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setBusy(true);
        save()
          .catch(setError)
          .finally(() => {
            setBusy(false);
          });
      }}
    >
      {error !== undefined && <Reasons title={texts.failed} reasons={reasonsOf(error)} />}
      {children}
      <div className="form-buttons">
        <Button type="submit" appearance="primary" isLoading={busy}>
          {texts.add}
        </Button>
        <Button appearance="subtle" onClick={onCancel}>
          {texts.cancel}
        </Button>
      </div>
    </form>
  );
}
