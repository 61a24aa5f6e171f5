import type { Say } from '../words/words';
import type { SetupRun } from './use-setup-run';

/** What a run did, as text for a change ticket: one line per step, the refusal last. */
export function setupReport(
  project: { readonly key: string; readonly name: string },
  run: Pick<SetupRun, 'carriedOut' | 'refused' | 'left'>,
  say: Say,
): string {
  const steps = run.carriedOut.map(({ action, kind, name, objectId }) =>
    `${say(`ui.setup.action.${action}`)}\t${say(`ui.setup.kind.${kind}`)}\t${name}\t${objectId ?? ''}`.trimEnd(),
  );
  const refused =
    run.refused === null ? [] : [`${say('ui.setup.action.refused')}\t${run.refused.step.name}\t${run.refused.words.join(' ')}`];
  return [`${project.key} ${project.name}`, ...steps, ...refused, say('ui.setup.left', { count: run.left })].join('\n');
}
