import Button from '@atlaskit/button/new';
import Checkbox from '@atlaskit/checkbox';
import Select from '@atlaskit/select';
import Textfield from '@atlaskit/textfield';
import { useDeferredValue, useEffect, useId, useState, type ReactNode } from 'react';
import { DateTime } from '../date-text.tsx';
import { PersonName } from '../fields/field-value.tsx';
import { useDialogs } from '../dialog-context.ts';
import { cardOf, type IssueBean, type ProjectBean } from '../jira.ts';
import { useIssueChanges } from '../live.ts';
import { useMessages } from '../messages/messages.tsx';
import { Link, useLocation, useQuerySetter } from '../router.tsx';
import { EmptyState, Loaded } from '../shell/problem.tsx';
import { StatusLozenge } from '../shell/status-lozenge.tsx';
import { useResource } from '../use-resource.ts';
import { BulkTransition } from './bulk-transition.tsx';
import { listJql, loadStatuses, searchItems, uniqueStatuses, type ItemFilter } from './search-items.ts';

const PAGE_SIZE = 25;
interface Option {
  readonly value: string;
  readonly label: string;
}

/** A project's work items: filters in the URL, pages by token, several at once for a status change. */
export function ItemList({ project }: { readonly project: ProjectBean }): ReactNode {
  const texts = useMessages();
  const dialogs = useDialogs();
  const { query } = useLocation();
  const filter: ItemFilter = { text: query.get('text') ?? '', statusId: query.get('status') ?? '', typeId: query.get('type') ?? '' };
  const jql = useDeferredValue(listJql(project.key, filter));
  const [tokens, setTokens] = useState<readonly string[]>([]);
  const [selected, setSelected] = useState<ReadonlyMap<string, IssueBean>>(new Map());
  const [bulk, setBulk] = useState(false);
  const token = tokens.at(-1);
  const page = useResource(`${jql} ${token ?? ''}`, () => searchItems(jql, PAGE_SIZE, token));
  useEffect(() => {
    setTokens([]);
  }, [jql]);
  useIssueChanges({ projectKey: project.key }, page.reload);

  const filtered = filter.text !== '' || filter.statusId !== '' || filter.typeId !== '';
  const toggle = (issues: readonly IssueBean[], on: boolean): void => {
    const next = new Map(selected);
    for (const issue of issues) {
      if (on) next.set(issue.key, issue);
      else next.delete(issue.key);
    }
    setSelected(next);
  };

  return (
    <section aria-label={texts.workItems}>
      <Filters project={project} filter={filter} />
      {selected.size > 0 && (
        <div className="bulk-bar" role="region" aria-label={texts.bulkTransition}>
          <span role="status">{texts.selected(selected.size)}</span>
          <Button
            appearance="primary"
            onClick={() => {
              setBulk(true);
            }}
          >
            {texts.bulkTransition}
          </Button>
          <Button
            appearance="subtle"
            onClick={() => {
              setSelected(new Map());
            }}
          >
            {texts.clearSelection}
          </Button>
        </div>
      )}
      <Loaded resource={page}>
        {({ issues, nextPageToken }) => (
          <>
            {issues.length === 0 &&
              (filtered ? (
                <EmptyState title={texts.noMatches} hint={texts.noMatchesHint} />
              ) : (
                <EmptyState
                  title={texts.noItems}
                  hint={texts.noItemsHint}
                  action={
                    <Button
                      appearance="primary"
                      onClick={() => {
                        dialogs.openCreate({ projectKey: project.key });
                      }}
                    >
                      {texts.create}
                    </Button>
                  }
                />
              ))}
            {issues.length > 0 && <ItemTable project={project} issues={issues} selected={selected} toggle={toggle} />}
            {(tokens.length > 0 || nextPageToken !== undefined) && (
              <nav className="pager" aria-label={texts.workItems}>
                <Button
                  isDisabled={tokens.length === 0}
                  onClick={() => {
                    setTokens(tokens.slice(0, -1));
                  }}
                >
                  {texts.previous}
                </Button>
                <Button
                  isDisabled={nextPageToken === undefined}
                  onClick={() => {
                    if (nextPageToken !== undefined) setTokens([...tokens, nextPageToken]);
                  }}
                >
                  {texts.next}
                </Button>
              </nav>
            )}
          </>
        )}
      </Loaded>
      {bulk && (
        <BulkTransition
          issues={[...selected.values()]}
          onClose={(changed) => {
            setBulk(false);
            if (changed) {
              setSelected(new Map());
              page.reload();
            }
          }}
        />
      )}
    </section>
  );
}

function Filters({ project, filter }: { readonly project: ProjectBean; readonly filter: ItemFilter }): ReactNode {
  const texts = useMessages();
  const id = useId();
  const setQuery = useQuerySetter();
  const statuses = useResource(`statuses ${project.key}`, () => loadStatuses(project.key));
  const types = statuses.state === 'ready' ? statuses.value : [];
  const statusOptions = uniqueStatuses(types).map((status): Option => ({ value: status.id, label: status.name }));
  const typeOptions = types.map((type): Option => ({ value: type.id, label: type.name }));
  return (
    <search className="filters">
      <div className="filter">
        <label htmlFor={`${id}-text`}>{texts.filterText}</label>
        <Textfield
          id={`${id}-text`}
          type="search"
          isCompact
          value={filter.text}
          onChange={(event) => {
            setQuery({ text: event.currentTarget.value });
          }}
        />
      </div>
      <div className="filter">
        <label htmlFor={`${id}-status`}>{texts.filterStatus}</label>
        <Select<Option>
          inputId={`${id}-status`}
          spacing="compact"
          isClearable
          placeholder={texts.all}
          options={statusOptions}
          value={statusOptions.find(({ value }) => value === filter.statusId) ?? null}
          onChange={(option) => {
            setQuery({ status: option?.value });
          }}
        />
      </div>
      <div className="filter">
        <label htmlFor={`${id}-type`}>{texts.filterType}</label>
        <Select<Option>
          inputId={`${id}-type`}
          spacing="compact"
          isClearable
          placeholder={texts.all}
          options={typeOptions}
          value={typeOptions.find(({ value }) => value === filter.typeId) ?? null}
          onChange={(option) => {
            setQuery({ type: option?.value });
          }}
        />
      </div>
      {(filter.text !== '' || filter.statusId !== '' || filter.typeId !== '') && (
        <Button
          appearance="subtle"
          onClick={() => {
            setQuery({ text: undefined, status: undefined, type: undefined });
          }}
        >
          {texts.clearFilters}
        </Button>
      )}
    </search>
  );
}

function ItemTable({
  project,
  issues,
  selected,
  toggle,
}: {
  readonly project: ProjectBean;
  readonly issues: readonly IssueBean[];
  readonly selected: ReadonlyMap<string, IssueBean>;
  readonly toggle: (issues: readonly IssueBean[], on: boolean) => void;
}): ReactNode {
  const texts = useMessages();
  const chosen = issues.filter(({ key }) => selected.has(key)).length;
  return (
    <div className="scroll-x" role="group" aria-label={texts.tableOf(project.name)} tabIndex={0}>
      <table className="grid">
        <thead>
          <tr>
            <th scope="col" className="check">
              <Checkbox
                aria-label={texts.selectAll}
                isChecked={chosen === issues.length}
                isIndeterminate={chosen > 0 && chosen < issues.length}
                onChange={(event) => {
                  toggle(issues, event.target.checked);
                }}
              />
            </th>
            <th scope="col">{texts.type}</th>
            <th scope="col">{texts.key}</th>
            <th scope="col">{texts.summary}</th>
            <th scope="col">{texts.status}</th>
            <th scope="col">{texts.assignee}</th>
            <th scope="col">{texts.updated}</th>
          </tr>
        </thead>
        <tbody>
          {issues.map((issue) => {
            const card = cardOf(issue);
            return (
              <tr key={issue.key}>
                <td className="check">
                  <Checkbox
                    aria-label={texts.select(issue.key)}
                    isChecked={selected.has(issue.key)}
                    onChange={(event) => {
                      toggle([issue], event.target.checked);
                    }}
                  />
                </td>
                <td className="nowrap">{card.issuetype.name}</td>
                <td className="nowrap">
                  <Link to={`/browse/${issue.key}`}>{issue.key}</Link>
                </td>
                <td className="summary-cell">
                  <Link to={`/browse/${issue.key}`} className="quiet-link">
                    {card.summary}
                  </Link>
                </td>
                <td>
                  <StatusLozenge status={card.status} />
                </td>
                <td>
                  {card.assignee === null ? <span className="subtle">{texts.unassigned}</span> : <PersonName person={card.assignee} />}
                </td>
                <td className="nowrap subtle">
                  <DateTime at={card.updated} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
