import { useEffect, useState, type ReactElement } from 'react';
import { evaluateGate } from '../../../src/domain/gates/evaluate-gate';
import { resolveGate } from '../../../src/domain/gates/resolve-gate';
import { JiraRefused, writeJira } from '../bridge/jira';
import { useSurface } from '../surface/surface';
import { ActionButton } from '../ui/action-button';
import { Field } from '../ui/field';
import { Notice, RefusalNotice } from '../ui/notice';
import { readChoices, type ImpactChoices } from './impact-choices';
import { changedFields, impactFrom, timeFields, type ImpactDraft } from './impact-form';
import type { PanelProps } from './panel-props';
import { gateFactsOf } from './step-facts';
import { useIncidentCommand } from './use-incident-command';

/** How bad it is and since when. Fields that nobody has touched here follow Jira; touched ones stay as typed until saved. */
export function ImpactTab(props: PanelProps): ReactElement {
  const { say, zone } = useSurface();
  const { issue, site } = props.incident;
  const saved = impactFrom(issue.gate, zone);
  const [touched, setTouched] = useState<Partial<ImpactDraft>>({});
  const [choices, setChoices] = useState<ImpactChoices | null>(null);
  const [saving, setSaving] = useState(false);
  const [words, setWords] = useState('');
  useEffect(() => {
    readChoices(issue.id, site).then(setChoices, () => {
      setChoices({ severity: [], service: [], products: [] });
    });
  }, [issue.id, site]);
  const draft: ImpactDraft = { ...saved, ...touched };
  const changes = changedFields(saved, draft, site, zone);
  const dirty = Object.keys(changes).length > 0;
  const touch = (part: Partial<ImpactDraft>): void => {
    setTouched((before) => ({ ...before, ...part }));
  };
  const save = async (): Promise<void> => {
    setSaving(true);
    setWords('');
    try {
      await writeJira('PUT', `/rest/api/3/issue/${issue.id}`, { fields: changes });
      await props.refresh();
      setTouched({});
    } catch (error) {
      setWords(error instanceof JiraRefused && error.words !== '' ? error.words : say('refusals.jira-refused'));
    } finally {
      setSaving(false);
    }
  };
  const current =
    issue.severity === null || issue.gate.severityId === null ? [] : [{ id: issue.gate.severityId, label: issue.severity.label }];
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div className="columns">
        <Field label={say('ui.impact.severity')} hint={say('ui.impact.severity-hint')}>
          {(id, describedBy) => (
            <Select
              id={id}
              name="severity"
              describedBy={describedBy}
              value={draft.severity}
              choices={choices?.severity ?? current}
              onChoose={(severity) => {
                touch({ severity });
              }}
            />
          )}
        </Field>
        <Field label={say('ui.impact.service')}>
          {(id) => (
            <Select
              id={id}
              name="service"
              describedBy={undefined}
              value={draft.service}
              choices={choices?.service ?? []}
              onChoose={(service) => {
                touch({ service });
              }}
            />
          )}
        </Field>
      </div>
      {choices !== null && choices.products.length > 0 && (
        <fieldset className="stack-tight">
          <legend className="label">{say('ui.impact.products')}</legend>
          <div className="row">
            {choices.products.map(({ id, label }) => (
              <label key={id} className="check">
                <input
                  type="checkbox"
                  checked={draft.products.includes(id)}
                  onChange={(event) => {
                    touch({ products: event.target.checked ? [...draft.products, id] : draft.products.filter((one) => one !== id) });
                  }}
                />
                {label}
              </label>
            ))}
          </div>
        </fieldset>
      )}
      <div className="columns">
        {timeFields.map((name) => (
          <Field key={name} label={say(`ui.time.${name}`)} hint={say(`ui.time.${name}-hint`)}>
            {(id, describedBy) => (
              <input
                id={id}
                aria-describedby={describedBy}
                type="datetime-local"
                data-field={name}
                className="input"
                value={draft[name]}
                onChange={(event) => {
                  touch({ [name]: event.target.value });
                }}
              />
            )}
          </Field>
        ))}
      </div>
      <p className="hint">{say('ui.time.zone', { zone })}</p>
      <div className="row">
        <ActionButton submits look={dirty ? 'primary' : 'default'} disabled={!dirty} busy={saving} onPress={() => undefined}>
          {say('ui.impact.save')}
        </ActionButton>
        {dirty && (
          <ActionButton
            look="subtle"
            onPress={() => {
              setTouched({});
            }}
          >
            {say('ui.impact.discard')}
          </ActionButton>
        )}
      </div>
      {words !== '' && (
        <Notice tone="danger" alert>
          <p className="said">{words}</p>
        </Notice>
      )}
      <ConfirmSeverity {...props} dirty={dirty} />
    </form>
  );
}

interface SelectProps {
  readonly id: string;
  readonly name: string;
  readonly describedBy: string | undefined;
  readonly value: string;
  readonly choices: ImpactChoices['severity'];
  readonly onChoose: (id: string) => void;
}

function Select({ id, name, describedBy, value, choices, onChoose }: SelectProps): ReactElement {
  const { say } = useSurface();
  return (
    <select
      id={id}
      data-field={name}
      aria-describedby={describedBy}
      className="input"
      value={value}
      onChange={(event) => {
        onChoose(event.target.value);
      }}
    >
      {value === '' && <option value="">{say('ui.choose')}</option>}
      {choices.map((choice) => (
        <option key={choice.id} value={choice.id}>
          {choice.label}
        </option>
      ))}
    </select>
  );
}

function ConfirmSeverity({ incident, apply, dirty }: PanelProps & { readonly dirty: boolean }): ReactElement | null {
  const { say } = useSurface();
  const confirm = useIncidentCommand('confirmSeverity', apply);
  const { issue, site } = incident;
  const facts = gateFactsOf(incident);
  const open =
    facts.record?.sev == null || evaluateGate(resolveGate, facts, site).some(({ code }) => code === 'resolve.severity-unconfirmed');
  if (issue.severity === null || facts.severityId === null) return null;
  if (!open) return <p className="success-text">{say('ui.impact.confirmed', { severity: issue.severity.label })}</p>;
  const severity = facts.severityId;
  return (
    <Notice tone="warning">
      <p>{say('ui.impact.unconfirmed', { severity: issue.severity.label })}</p>
      <ActionButton busy={confirm.busy} disabled={dirty} onPress={() => void confirm.send({ severity })}>
        {say('ui.impact.confirm', { severity: issue.severity.label })}
      </ActionButton>
      {dirty && <p className="hint">{say('ui.impact.save-first')}</p>}
      <RefusalNotice refusal={confirm.refusal} />
    </Notice>
  );
}
