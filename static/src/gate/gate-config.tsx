import { workflowRules } from '@forge/jira-bridge';
import { useCallback, useEffect, useState, type ReactElement } from 'react';
import type { GateConfigurationView } from '../../../src/contract/setup';
import type { Refusal } from '../../../src/contract/reply';
import { askSetup } from '../bridge/ask';
import { Skeleton } from '../surface/mount';
import { useSurface } from '../surface/surface';
import { Field } from '../ui/field';
import { Notice, RefusalNotice } from '../ui/notice';
import { ActionButton } from '../ui/action-button';

/** Configuration of one gate in Jira's workflow editor: whose field ids it uses, and in words what it checks. Jira's own button saves. */
export function GateConfig({ gate }: { readonly gate: string }): ReactElement {
  const { say } = useSurface();
  const [shown, setShown] = useState<GateConfigurationView | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [projectId, setProjectId] = useState('');

  const read = useCallback(
    async (chosen: string) => {
      const reply = await askSetup('configureGate', { gate, ...(chosen === '' ? {} : { projectId: chosen }) });
      setRefusal(reply.ok ? null : reply.refusal);
      if (!reply.ok) return;
      setShown(reply.value);
    },
    [gate],
  );

  useEffect(() => {
    void read('');
  }, [read]);

  const savable = shown?.configuration ?? null;
  useEffect(() => {
    if (savable !== null) void workflowRules.onConfigure(async () => savable);
  }, [savable]);

  if (refusal !== null)
    return (
      <div className="stack">
        <RefusalNotice refusal={refusal} />
        <div className="row">
          <ActionButton onPress={() => void read(projectId)}>{say('ui.retry')}</ActionButton>
        </div>
      </div>
    );
  if (shown === null) return <Skeleton />;
  const checks = say(`ui.gate.${gate}.checks`).split('|');
  return (
    <div className="stack">
      <h2>{say(`ui.gate.${gate}`)}</h2>
      <div className="stack-tight">
        <p>{say('ui.gate.refuses')}</p>
        <ul className="bullets">
          {checks.map((check) => (
            <li key={check}>{check}</li>
          ))}
        </ul>
      </div>
      {shown.configuration === null ? (
        <Notice tone="warning">
          <p>{say('ui.gate.no-project')}</p>
        </Notice>
      ) : (
        <>
          {shown.projects.length > 1 && (
            <Field label={say('ui.gate.project')} hint={say('ui.gate.project-hint')}>
              {(id, describedBy) => (
                <select
                  id={id}
                  aria-describedby={describedBy}
                  className="input"
                  value={projectId === '' ? (shown.projects[0]?.id ?? '') : projectId}
                  onChange={(event) => {
                    setProjectId(event.target.value);
                    void read(event.target.value);
                  }}
                >
                  {shown.projects.map(({ id: value, key, name }) => (
                    <option key={value} value={value}>
                      {name} ({key})
                    </option>
                  ))}
                </select>
              )}
            </Field>
          )}
          <p className="subtle">{say('ui.gate.save')}</p>
        </>
      )}
    </div>
  );
}
