import { useState, type ReactElement } from 'react';
import type { PlanView, ProjectRow } from '../../../src/contract/setup';
import type { Refusal } from '../../../src/contract/reply';
import type { Action, Step } from '../../../src/domain/provisioning/plan';
import { askSetup } from '../bridge/ask';
import { Skeleton } from '../surface/mount';
import { useSurface } from '../surface/surface';
import { ActionButton } from '../ui/action-button';
import { Lozenge, type Tone } from '../ui/lozenge';
import { Notice, RefusalNotice } from '../ui/notice';
import { setupReport } from './setup-report';
import { useSetupRun, type SetupRun } from './use-setup-run';

const actions: readonly Action[] = ['create', 'change', 'adopt', 'keep'];
const tones: Readonly<Record<Action, Tone>> = { create: 'success', change: 'warning', adopt: 'information', keep: 'neutral' };

/** What setup would do to one project, the button that does it, and what came of it. The same page is the drift check. */
export function ProjectPlan({ project }: { readonly project: ProjectRow }): ReactElement {
  const { say } = useSurface();
  const { plan, planRefusal, run, look, go } = useSetupRun(project.id);
  if (planRefusal !== null)
    return (
      <>
        <RefusalNotice refusal={planRefusal} />
        <div className="row">
          <ActionButton onPress={() => void look()}>{say('ui.retry')}</ActionButton>
        </div>
      </>
    );
  if (plan === null) return <Skeleton />;
  const open = plan.steps.filter(({ action }) => action !== 'keep');
  return (
    <>
      <h2>
        {plan.project.name} <span className="subtle">{plan.project.key}</span>
      </h2>
      {plan.blockers.map((blocker) => (
        <Notice key={blocker} tone="danger">
          <p>{say(`ui.setup.blocker.${blocker}`)}</p>
        </Notice>
      ))}
      {plan.settled && run.state !== 'running' && (
        <Notice tone="success">
          <p>{say('ui.setup.nothing-to-do')}</p>
        </Notice>
      )}
      {!plan.settled && plan.blockers.length === 0 && (
        <p>
          {say(
            'ui.setup.summary',
            Object.fromEntries(actions.map((action) => [action, plan.steps.filter((step) => step.action === action).length])),
          )}
        </p>
      )}
      <div className="row">
        {!plan.settled && plan.blockers.length === 0 && (
          <ActionButton look="primary" busy={run.state === 'running'} onPress={() => void go()}>
            {say(run.refused !== null || run.refusal !== null || run.busy ? 'ui.setup.resume' : 'ui.setup.run', { count: open.length })}
          </ActionButton>
        )}
        <ActionButton look="subtle" disabled={run.state === 'running'} onPress={() => void look()}>
          {say('ui.setup.look-again')}
        </ActionButton>
      </div>
      <Progress run={run} plan={plan} />
      {actions.map((action) => (
        <Steps key={action} action={action} steps={plan.steps.filter((step) => step.action === action)} />
      ))}
      {(project.setUp || plan.steps.some(({ kind, action }) => kind === 'site-map' && action === 'keep')) && (
        <Remove plan={plan} after={look} />
      )}
    </>
  );
}

function Progress({ run, plan }: { readonly run: SetupRun; readonly plan: PlanView }): ReactElement | null {
  const { say } = useSurface();
  const [copied, setCopied] = useState(false);
  if (run.state === 'idle' && run.carriedOut.length === 0 && run.refused === null && run.refusal === null && !run.busy) return null;
  const done = run.carriedOut.length;
  const all = done + run.left;
  const latest = run.carriedOut.at(-1);
  const report = setupReport(plan.project, run, say);
  return (
    <section className="card stack" aria-label={say('ui.setup.progress')}>
      {run.state === 'running' && (
        <div className="stack-tight">
          <p role="status">
            {latest === undefined
              ? say('ui.setup.starting')
              : say('ui.setup.step', { done, all, what: `${say(`ui.setup.kind.${latest.kind}`)} “${latest.name}”` })}
          </p>
          <progress className="progress" max={Math.max(1, all)} value={done} aria-label={say('ui.setup.progress')} />
        </div>
      )}
      {run.state === 'done' && (
        <p className="success-text" role="status">
          {say('ui.setup.done', { count: done })}
        </p>
      )}
      {run.busy && <p role="status">{say('ui.setup.busy')}</p>}
      {run.refused !== null && (
        <Notice tone="danger" alert>
          <p>
            {say('ui.setup.refused', {
              what: `${say(`ui.setup.kind.${run.refused.step.kind}`)} “${run.refused.step.name}”`,
              status: run.refused.status,
            })}
          </p>
          <p className="said">{run.refused.words.join('\n')}</p>
          <p className="subtle">{say('ui.setup.kept')}</p>
        </Notice>
      )}
      <RefusalNotice refusal={run.refusal} />
      {run.state !== 'running' && done > 0 && (
        <details>
          <summary>{say('ui.setup.report')}</summary>
          <div className="stack-tight">
            <pre className="code">{report}</pre>
            <div className="row">
              <ActionButton
                small
                onPress={() => {
                  void navigator.clipboard.writeText(report).then(
                    () => {
                      setCopied(true);
                    },
                    () => {
                      setCopied(false);
                    },
                  );
                }}
              >
                {say(copied ? 'ui.setup.copied' : 'ui.setup.copy')}
              </ActionButton>
            </div>
          </div>
        </details>
      )}
    </section>
  );
}

function Steps({ action, steps }: { readonly action: Action; readonly steps: readonly Step[] }): ReactElement | null {
  const { say } = useSurface();
  if (steps.length === 0) return null;
  return (
    <details open={action !== 'keep'}>
      <summary>
        <Lozenge tone={tones[action]}>{say(`ui.setup.action.${action}`)}</Lozenge>{' '}
        <span>{say(`ui.setup.group.${action}`, { count: steps.length })}</span>
      </summary>
      <div className="table-scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">{say('ui.setup.what')}</th>
              <th scope="col">{say('ui.setup.called')}</th>
              <th scope="col">{say('ui.setup.id')}</th>
            </tr>
          </thead>
          <tbody>
            {steps.map((step) => (
              <tr key={step.id}>
                <td>{say(`ui.setup.kind.${step.kind}`)}</td>
                <td>{step.name}</td>
                <td className="subtle code">{step.objectId ?? say('ui.setup.new')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

/** The way out: says what stays before it takes anything away. */
function Remove({ plan, after }: { readonly plan: PlanView; readonly after: () => Promise<void> }): ReactElement {
  const { say } = useSurface();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [removed, setRemoved] = useState<readonly string[] | null>(null);
  const remove = async (): Promise<void> => {
    setBusy(true);
    const reply = await askSetup('removeSetup', { projectId: plan.project.id });
    setBusy(false);
    setRefusal(reply.ok ? null : reply.refusal);
    if (!reply.ok) return;
    setRemoved(reply.value.workflows);
    setOpen(false);
    await after();
  };
  return (
    <section className="stack-tight remove">
      {!open && (
        <div className="row">
          <ActionButton
            look="subtle"
            onPress={() => {
              setOpen(true);
            }}
          >
            {say('ui.setup.remove')}
          </ActionButton>
        </div>
      )}
      {open && (
        <Notice tone="warning">
          <p className="strong">{say('ui.setup.remove-title', { key: plan.project.key })}</p>
          <p>{say('ui.setup.remove-does')}</p>
          <p>{say('ui.setup.remove-keeps')}</p>
          <div className="row">
            <ActionButton look="danger" busy={busy} onPress={() => void remove()}>
              {say('ui.setup.remove-do')}
            </ActionButton>
            <ActionButton
              look="subtle"
              onPress={() => {
                setOpen(false);
              }}
            >
              {say('ui.cancel')}
            </ActionButton>
          </div>
        </Notice>
      )}
      <RefusalNotice refusal={refusal} />
      {removed !== null && (
        <p role="status">{say('ui.setup.removed', { workflows: removed.length === 0 ? say('ui.nothing') : removed.join(', ') })}</p>
      )}
    </section>
  );
}
