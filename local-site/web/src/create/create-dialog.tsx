import Button from '@atlaskit/button/new';
import Checkbox from '@atlaskit/checkbox';
import Modal, { ModalBody, ModalFooter, ModalHeader, ModalTitle, ModalTransition } from '@atlaskit/modal-dialog';
import Select from '@atlaskit/select';
import { useId, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { CreateRequest } from '../dialog-context.ts';
import { fieldKind } from '../fields/field-kind.ts';
import { FieldRow, Labelled } from '../fields/field-row.tsx';
import { draftOf, fieldIdOf, restFields, useKeptDraft, type FormDraft } from '../fields/form-draft.ts';
import { useFlags } from '../flags.tsx';
import type { FieldMeta, IssueTypeBean, ProjectBean } from '../jira.ts';
import { useMessages } from '../messages/messages.tsx';
import { reasonsOf, rest, RestError } from '../rest.ts';
import { navigate } from '../router.tsx';
import { usualType } from '../projects/search-items.ts';
import { loadProjects } from '../shell/header.tsx';
import { EmptyState, Loaded, Reasons, Waiting } from '../shell/problem.tsx';
import { useResource } from '../use-resource.ts';

interface Kept {
  readonly projectKey?: string;
  readonly typeId?: string;
  readonly fields: FormDraft;
}
interface Option {
  readonly value: string;
  readonly label: string;
}
type Created = readonly { readonly issueId: string }[];

/** Not asked for in the form: they have selectors of their own, or no control here. */
const NOT_ASKED = new Set(['project', 'issuetype', 'issuelinks', 'attachment', 'parent']);

/** Creates a work item from the site's own create screen; what is typed is kept until it exists. */
export function CreateDialog({
  request,
  onClose,
}: {
  readonly request: CreateRequest;
  readonly onClose: (created: Created) => void;
}): ReactNode {
  const texts = useMessages();
  const projects = useResource('projects', loadProjects);
  const formId = useId();
  const [created, setCreated] = useState<Created>([]);
  const [busy, setBusy] = useState(false);
  const [another, setAnother] = useState(false);
  return (
    <ModalTransition>
      <Modal
        onClose={() => {
          onClose(created);
        }}
        shouldCloseOnOverlayClick={false}
        width="large"
      >
        <ModalHeader hasCloseButton>
          <ModalTitle>{texts.createTitle}</ModalTitle>
        </ModalHeader>
        <ModalBody>
          <Loaded resource={projects}>
            {(list) =>
              list.length === 0 ? (
                <EmptyState title={texts.noCreate} />
              ) : (
                <CreateForm
                  formId={formId}
                  projects={list}
                  request={request}
                  onBusy={setBusy}
                  onCreated={(issueId) => {
                    const all = [...created, { issueId }];
                    if (another) setCreated(all);
                    else onClose(all);
                  }}
                />
              )
            }
          </Loaded>
        </ModalBody>
        <ModalFooter>
          <div className="footer-start">
            <Checkbox
              label={texts.createAnother}
              isChecked={another}
              onChange={(event) => {
                setAnother(event.target.checked);
              }}
            />
          </div>
          <Button
            appearance="subtle"
            onClick={() => {
              onClose(created);
            }}
          >
            {texts.cancel}
          </Button>
          <Button appearance="primary" type="submit" form={formId} isLoading={busy}>
            {texts.create}
          </Button>
        </ModalFooter>
      </Modal>
    </ModalTransition>
  );
}

interface FormProps {
  readonly formId: string;
  readonly projects: readonly ProjectBean[];
  readonly request: CreateRequest;
  readonly onBusy: (busy: boolean) => void;
  readonly onCreated: (issueId: string) => void;
}

function CreateForm({ formId, projects, request, onBusy, onCreated }: FormProps): ReactNode {
  const texts = useMessages();
  const flags = useFlags();
  const id = useId();
  const start: Kept = { fields: request.summary === undefined ? {} : { summary: request.summary } };
  const [kept, keep, forget] = useKeptDraft<Kept>('stage-create-draft', start);
  const [restored, setRestored] = useState(
    Object.values(kept.fields).some((value) => value !== '' && value !== null && !(Array.isArray(value) && value.length === 0)) &&
      request.summary === undefined,
  );
  const [error, setError] = useState<unknown>();

  const wanted = (project: ProjectBean): boolean => project.id === request.projectId || project.key === request.projectKey;
  const project =
    projects.find(({ key }) => key === kept.projectKey) ??
    projects.find(wanted) ??
    projects.find(({ key }) => key === currentProjectKey()) ??
    projects[0];
  const types = useResource(project?.key, () => loadTypes(project?.key ?? ''));
  const typeList = types.state === 'ready' ? types.value.list.filter(({ subtask }) => subtask !== true) : [];
  const usual = types.state === 'ready' ? types.value.usual : undefined;
  const typeOf = (typeId: string | undefined): IssueTypeBean | undefined => typeList.find(({ id: candidate }) => candidate === typeId);
  const type = typeOf(kept.typeId ?? request.issueTypeId) ?? typeOf(usual) ?? typeList[0];
  const metas = useResource(project === undefined || type === undefined ? undefined : `${project.key} ${type.id}`, () =>
    loadFields(project?.key ?? '', type?.id ?? ''),
  );
  const asked = metas.state === 'ready' ? metas.value : [];
  const shown = new Set([...asked.map(fieldIdOf), 'project', 'issuetype']);
  const fieldErrors = error instanceof RestError ? error.errors : {};
  const others =
    error === undefined
      ? []
      : error instanceof RestError
        ? [
            ...error.errorMessages,
            ...Object.entries(error.errors)
              .filter(([field]) => !shown.has(field))
              .map(([, text]) => text),
          ]
        : reasonsOf(error);

  const submit = async (): Promise<void> => {
    if (project === undefined || type === undefined) return;
    onBusy(true);
    setError(undefined);
    try {
      const issue = await rest<{ id: string; key: string }>('/rest/api/3/issue', {
        body: { fields: { project: { id: project.id }, issuetype: { id: type.id }, ...restFields(asked, kept.fields, () => false) } },
      });
      localStorage.setItem(lastTypeKey(project.key), type.id);
      keep({ projectKey: project.key, typeId: type.id, fields: {} });
      forget();
      setRestored(false);
      flags.show({
        id: `created ${issue.key}`,
        title: texts.createdFlag(issue.key),
        appearance: 'success',
        actions: [
          {
            content: texts.view,
            onClick: () => {
              navigate(`/browse/${issue.key}`);
            },
          },
        ],
      });
      onCreated(issue.id);
    } catch (caught) {
      setError(caught);
      requestAnimationFrame(() => document.querySelector<HTMLElement>(`form[id="${formId}"] [aria-invalid="true"]`)?.focus());
    } finally {
      onBusy(false);
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void submit();
    }
  };

  return (
    <form
      id={formId}
      noValidate
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <p className="field-help">{texts.createHint}</p>
      {restored && (
        <p className="field-help">
          {texts.draftKept}.{' '}
          <Button
            appearance="subtle"
            spacing="compact"
            onClick={() => {
              keep({ fields: {} });
              forget();
              setRestored(false);
            }}
          >
            {texts.discardDraft}
          </Button>
        </p>
      )}
      {others.length > 0 && <Reasons title={texts.failed} reasons={others} />}
      <div className="field-pair">
        <Labelled id={`${id}-project`} label={texts.project} required error={fieldErrors.project}>
          <Select<Option>
            inputId={`${id}-project`}
            menuPosition="fixed"
            options={projects.map(toProjectOption)}
            value={project === undefined ? null : toProjectOption(project)}
            onChange={(option) => {
              keep({ ...(option === null ? {} : { projectKey: option.value }), fields: kept.fields });
            }}
          />
        </Labelled>
        <Labelled id={`${id}-type`} label={texts.type} required error={fieldErrors.issuetype}>
          <Select<Option>
            inputId={`${id}-type`}
            menuPosition="fixed"
            options={typeList.map(toTypeOption)}
            value={type === undefined ? null : toTypeOption(type)}
            onChange={(option) => {
              keep({ ...kept, ...(option === null ? {} : { typeId: option.value }) });
            }}
          />
        </Labelled>
      </div>
      {types.state === 'failed' && <Reasons title={texts.failed} reasons={reasonsOf(types.error)} />}
      {metas.state === 'loading' && types.state !== 'failed' && <Waiting />}
      {metas.state === 'failed' && <Reasons title={texts.failed} reasons={reasonsOf(metas.error)} />}
      {asked.map((meta) => (
        <FieldRow
          key={`${type?.id ?? ''} ${fieldIdOf(meta)}`}
          meta={meta}
          draft={draftOf(kept.fields, meta)}
          scope={{ projectKey: project?.key, assignable: true }}
          error={fieldErrors[fieldIdOf(meta)]}
          autoFocus={fieldIdOf(meta) === 'summary'}
          onChange={(value) => {
            keep({ ...kept, fields: { ...kept.fields, [fieldIdOf(meta)]: value } });
          }}
        />
      ))}
    </form>
  );
}

const toProjectOption = ({ key, name }: ProjectBean): Option => ({ value: key, label: `${name} (${key})` });
const toTypeOption = ({ id, name }: IssueTypeBean): Option => ({ value: id, label: name });

/** The project of the page behind the dialog. */
function currentProjectKey(): string | undefined {
  const [, area, name = ''] = window.location.pathname.split('/');
  if (area === 'projects') return name;
  return area === 'browse' ? name.slice(0, name.lastIndexOf('-')) : undefined;
}

async function loadTypes(projectKey: string): Promise<{ readonly list: readonly IssueTypeBean[]; readonly usual: string | undefined }> {
  const [{ issueTypes }, usual] = await Promise.all([
    rest<{ issueTypes: readonly IssueTypeBean[] }>(`/rest/api/3/issue/createmeta/${projectKey}/issuetypes?maxResults=50`),
    usualType(projectKey).catch(() => undefined),
  ]);
  return { list: issueTypes, usual: localStorage.getItem(lastTypeKey(projectKey)) ?? usual };
}

/** What this person created last in a project is what they most likely create next. */
const lastTypeKey = (projectKey: string): string => `stage-last-type-${projectKey}`;

/** The create screen's fields that have a control here; the summary first. */
async function loadFields(projectKey: string, typeId: string): Promise<readonly FieldMeta[]> {
  const { fields } = await rest<{ fields: readonly FieldMeta[] }>(
    `/rest/api/3/issue/createmeta/${projectKey}/issuetypes/${typeId}?maxResults=100`,
  );
  const asked = fields.filter((meta) => !NOT_ASKED.has(fieldIdOf(meta)) && fieldKind(meta.schema) !== 'unsupported');
  return [...asked.filter((meta) => fieldIdOf(meta) === 'summary'), ...asked.filter((meta) => fieldIdOf(meta) !== 'summary')];
}
