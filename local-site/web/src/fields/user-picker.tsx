import { AsyncSelect } from '@atlaskit/select';
import { useCallback, type ReactNode } from 'react';
import type { UserBean } from '../jira.ts';
import { useMessages } from '../messages/messages.tsx';
import { rest } from '../rest.ts';
import type { Person } from './field-kind.ts';

interface Option {
  readonly value: string;
  readonly label: string;
}
/** Where people are looked for: assignable in this project or to this work item, or anyone. */
export interface PeopleScope {
  readonly issueKey?: string | undefined;
  readonly projectKey?: string | undefined;
  readonly assignable: boolean;
}

export interface UserPickerProps {
  readonly id: string;
  readonly value: readonly Person[];
  readonly many: boolean;
  readonly scope: PeopleScope;
  readonly invalid?: boolean;
  readonly label: string;
  readonly describedBy?: string | undefined;
  readonly autoFocus?: boolean;
  readonly onChange: (people: readonly Person[]) => void;
}

export function UserPicker(props: UserPickerProps): ReactNode {
  const texts = useMessages();
  const { issueKey, projectKey, assignable } = props.scope;
  const load = useCallback(
    async (query: string) => (await findPeople({ issueKey, projectKey, assignable }, query)).map(toOption),
    [issueKey, projectKey, assignable],
  );
  const chosen = props.value.map(toOption);
  const shared = {
    inputId: props.id,
    loadOptions: load,
    defaultOptions: true,
    cacheOptions: true,
    isClearable: true,
    openMenuOnFocus: false,
    placeholder: texts.typeToSearch,
    noOptionsMessage: () => texts.noOptions,
    isInvalid: props.invalid === true,
    'aria-label': props.label,
    menuPosition: 'fixed' as const,
    ...(props.describedBy === undefined ? {} : { descriptionId: props.describedBy }),
    ...(props.autoFocus === true ? { autoFocus: true } : {}),
  };
  if (props.many)
    return (
      <AsyncSelect<Option, true>
        {...shared}
        isMulti
        value={chosen}
        onChange={(options) => {
          props.onChange(options.map(toPerson));
        }}
      />
    );
  return (
    <AsyncSelect<Option>
      {...shared}
      value={chosen[0] ?? null}
      onChange={(option) => {
        props.onChange(option === null ? [] : [toPerson(option)]);
      }}
    />
  );
}

export async function findPeople(scope: PeopleScope, query: string): Promise<readonly UserBean[]> {
  const parameters = new URLSearchParams({ query, maxResults: '50' });
  if (!scope.assignable) return rest(`/rest/api/3/user/search?${parameters.toString()}`);
  if (scope.issueKey !== undefined) parameters.set('issueKey', scope.issueKey);
  else if (scope.projectKey !== undefined) parameters.set('project', scope.projectKey);
  return rest(`/rest/api/3/user/assignable/search?${parameters.toString()}`);
}

const toOption = ({ accountId, displayName }: Person): Option => ({ value: accountId, label: displayName });
const toPerson = ({ value, label }: Option): Person => ({ accountId: value, displayName: label });
