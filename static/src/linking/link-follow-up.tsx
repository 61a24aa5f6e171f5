import { useEffect, useState, type ReactElement } from 'react';
import type { ActionType } from '../../../src/contract/postmortem';
import { dayOf } from '../../../src/domain/postmortem/working-days';
import type { ActionKind } from '../../../src/domain/site/site-field-map';
import { askPostmortem } from '../bridge/ask';
import { useCommand } from '../bridge/use-command';
import type { Person } from '../people/people';
import { useSurface } from '../surface/surface';
import { siteNow } from '../time/site-clock';
import { Field } from '../ui/field';
import { RefusalNotice } from '../ui/notice';
import { PersonPicker } from '../ui/person-picker';
import { readProjects, readWorkTypes, type NamedItem, type ProjectItem } from './creatable';
import { finish } from './finish';
import { ItemLookup } from './item-lookup';
import { Buttons } from './link-postmortem';
import { Ways } from './ways';

const ways = ['create', 'existing'] as const;
type Way = (typeof ways)[number];
// Values of the contract, which itself is not loaded here: it would bring the schema library along.
const actionTypes: readonly ActionType[] = ['priority', 'improvement'];
const actionKindNames: readonly ActionKind[] = ['detect', 'mitigate', 'prevent', 'repair'];
const week = 7 * 86_400_000;
/** Weeks until an action is due unless somebody says otherwise (handbook: four or eight). */
const usualWeeks: Readonly<Record<ActionType, number>> = { priority: 4, improvement: 8 };

interface Chosen {
  readonly type: ActionType;
  readonly kind: ActionKind;
}

/** Adds a priority or improvement action to a postmortem: a new work item with owner and date, or one that exists. */
export function LinkFollowUp({ issueKey, projectId }: { readonly issueKey: string; readonly projectId: string }): ReactElement {
  const { say } = useSurface();
  const [way, setWay] = useState<Way>('create');
  const [chosen, setChosen] = useState<Chosen>({ type: 'priority', kind: 'prevent' });
  return (
    <div className="stack">
      <Ways
        legend={say('ui.link.type')}
        name="type"
        chosen={chosen.type}
        onChoose={(type) => {
          setChosen({ ...chosen, type });
        }}
        ways={actionTypes.map((id) => ({ id, title: say(`ui.link.type.${id}`) }))}
      />
      <p className="hint">{say(`ui.link.type.${chosen.type}.means`)}</p>
      <Field label={say('ui.pm.kind')}>
        {(id) => (
          <select
            id={id}
            className="input"
            value={chosen.kind}
            onChange={(event) => {
              setChosen({ ...chosen, kind: event.target.value as ActionKind });
            }}
          >
            {actionKindNames.map((kind) => (
              <option key={kind} value={kind}>
                {say(`ui.pm.kind.${kind}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Ways
        legend={say('ui.link.how')}
        name="way"
        chosen={way}
        onChoose={setWay}
        ways={ways.map((id) => ({ id, title: say(`ui.link.action.${id}`) }))}
      />
      {way === 'create' ? (
        <Create key={chosen.type} {...chosen} issueKey={issueKey} projectId={projectId} />
      ) : (
        <Existing {...chosen} issueKey={issueKey} />
      )}
    </div>
  );
}

interface ActionProps extends Chosen {
  readonly issueKey: string;
}

function Create({ type, kind, issueKey, projectId }: ActionProps & { readonly projectId: string }): ReactElement {
  const { say } = useSurface();
  const [projects, setProjects] = useState<readonly ProjectItem[]>([]);
  const [project, setProject] = useState<ProjectItem | null>(null);
  const [workTypes, setWorkTypes] = useState<readonly NamedItem[]>([]);
  const [workTypeId, setWorkTypeId] = useState('');
  const [summary, setSummary] = useState('');
  const [assignee, setAssignee] = useState<Person | null>(null);
  const [dueDate, setDueDate] = useState(() => dayOf(siteNow() + usualWeeks[type] * week));
  useEffect(() => {
    readProjects().then(
      (found) => {
        setProjects(found);
        // Actions belong to the teams: the incident project itself is the last guess.
        setProject(found.find(({ id }) => id !== projectId) ?? found[0] ?? null);
      },
      () => undefined,
    );
  }, [projectId]);
  useEffect(() => {
    if (project === null) return;
    let current = true;
    readWorkTypes(project.id).then(
      (found) => {
        if (!current) return;
        setWorkTypes(found);
        setWorkTypeId(found.find(({ name }) => /task/i.test(name))?.id ?? found[0]?.id ?? '');
      },
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [project]);
  const create = useCommand(
    (payload: {
      type: ActionType;
      kind: ActionKind;
      projectId: string;
      workTypeId: string;
      summary: string;
      assignee: string;
      dueDate: string;
      commandId: string;
    }) => askPostmortem('createAction', payload),
  );
  const ready = project !== null && workTypeId !== '' && summary.trim() !== '' && assignee !== null && dueDate !== '';
  const send = async (): Promise<void> => {
    if (project === null || assignee === null) return;
    const made = await create.send({
      type,
      kind,
      projectId: project.id,
      workTypeId,
      summary: summary.trim(),
      assignee: assignee.accountId,
      dueDate,
    });
    if (made !== null) await finish(say('ui.link.action-created', { key: made.key, to: issueKey }));
  };
  return (
    <>
      <div className="columns">
        <Field label={say('ui.link.project')}>
          {(id) => (
            <select
              id={id}
              className="input"
              value={project?.id ?? ''}
              onChange={(event) => {
                setProject(projects.find((one) => one.id === event.target.value) ?? null);
                setAssignee(null);
              }}
            >
              {projects.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name} ({one.key})
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={say('ui.link.work-type')}>
          {(id) => (
            <select
              id={id}
              className="input"
              value={workTypeId}
              onChange={(event) => {
                setWorkTypeId(event.target.value);
              }}
            >
              {workTypes.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <Field label={say('ui.link.summary')} hint={say('ui.link.summary-hint')}>
        {(id, describedBy) => (
          <input
            id={id}
            aria-describedby={describedBy}
            className="input"
            maxLength={255}
            value={summary}
            onChange={(event) => {
              setSummary(event.target.value);
            }}
          />
        )}
      </Field>
      <div className="columns">
        {project !== null && (
          <PersonPicker
            label={say('ui.pm.action-owner')}
            assignableTo={{ projectKey: project.key }}
            chosen={assignee}
            onChoose={setAssignee}
          />
        )}
        <Field label={say('ui.pm.action-due')}>
          {(id) => (
            <input
              id={id}
              type="date"
              className="input"
              min={dayOf(siteNow())}
              value={dueDate}
              onChange={(event) => {
                setDueDate(event.target.value);
              }}
            />
          )}
        </Field>
      </div>
      <RefusalNotice refusal={create.refusal} />
      <Buttons busy={create.busy} disabled={!ready} label={say('ui.link.action-create')} onPress={() => void send()} />
    </>
  );
}

function Existing({ type, kind, issueKey }: ActionProps): ReactElement {
  const { say } = useSurface();
  const [key, setKey] = useState('');
  const [found, setFound] = useState(false);
  const link = useCommand((payload: { type: ActionType; kind: ActionKind; key: string; commandId: string }) =>
    askPostmortem('linkAction', payload),
  );
  const send = async (): Promise<void> => {
    const linked = await link.send({ type, kind, key });
    if (linked !== null) await finish(say('ui.link.linked', { key: linked.key, to: issueKey }));
  };
  return (
    <>
      <ItemLookup
        label={say('ui.link.action-key')}
        value={key}
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
