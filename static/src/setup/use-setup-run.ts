import { useCallback, useEffect, useRef, useState } from 'react';
import type { PlanView, RunView } from '../../../src/contract/setup';
import type { Refusal } from '../../../src/contract/reply';
import type { Step } from '../../../src/domain/provisioning/plan';
import { askSetup } from '../bridge/ask';

export interface SetupRun {
  readonly state: 'idle' | 'running' | 'done';
  readonly carriedOut: readonly Step[];
  readonly left: number;
  readonly refused: RunView['refused'];
  readonly refusal: Refusal | null;
  readonly busy: boolean;
}

const idle: SetupRun = { state: 'idle', carriedOut: [], left: 0, refused: null, refusal: null, busy: false };

export interface SetupHandle {
  readonly plan: PlanView | null;
  readonly planRefusal: Refusal | null;
  readonly run: SetupRun;
  readonly look: () => Promise<void>;
  readonly go: () => Promise<void>;
}

/** The plan of one project, and its run: asked for again and again until all is done, Jira refuses, or the admin leaves. */
export function useSetupRun(projectId: string): SetupHandle {
  const [plan, setPlan] = useState<PlanView | null>(null);
  const [planRefusal, setPlanRefusal] = useState<Refusal | null>(null);
  const [run, setRun] = useState<SetupRun>(idle);
  const here = useRef(true);

  const look = useCallback(async () => {
    setPlanRefusal(null);
    const reply = await askSetup('planSetup', { projectId });
    if (!here.current) return;
    if (reply.ok) setPlan(reply.value);
    else setPlanRefusal(reply.refusal);
  }, [projectId]);

  const go = useCallback(async () => {
    let now: SetupRun = { ...idle, state: 'running' };
    setRun(now);
    while (here.current) {
      const reply = await askSetup('runSetup', { projectId });
      now = after(now, reply.ok ? reply.value : reply.refusal);
      setRun(now);
      if (now.state !== 'running') break;
    }
    if (here.current) await look();
  }, [projectId, look]);

  useEffect(() => {
    here.current = true;
    void look();
    return () => {
      here.current = false;
    };
  }, [look]);

  return { plan, planRefusal, run, look, go };
}

function after(before: SetupRun, answer: RunView | Refusal): SetupRun {
  if ('code' in answer) return { ...before, state: 'idle', refusal: answer };
  const carriedOut = [...before.carriedOut, ...answer.carriedOut];
  const stopped = answer.refused !== null || answer.busy;
  return {
    ...before,
    carriedOut,
    left: answer.left,
    refused: answer.refused,
    busy: answer.busy,
    state: answer.done ? 'done' : stopped ? 'idle' : 'running',
  };
}
