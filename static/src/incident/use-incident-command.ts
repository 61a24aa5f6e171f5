import type { IncidentAnswer, IncidentFunction, IncidentRequest, IncidentView } from '../../../src/contract/incident';
import { askIncident } from '../bridge/ask';
import { useCommand, type Command } from '../bridge/use-command';

type Commanding = { [F in IncidentFunction]: IncidentRequest<F> extends { commandId: string } ? F : never }[IncidentFunction];
type Payload<F extends Commanding> = Omit<IncidentRequest<F>, 'commandId'>;

/** A command on the incident whose answer is shown at once. */
export function useIncidentCommand<F extends Commanding>(
  name: F,
  apply: (view: IncidentView) => void,
): Command<Payload<F>, IncidentAnswer<F>> {
  return useCommand<IncidentRequest<F> & { readonly commandId: string }, IncidentAnswer<F>>(async (payload) => {
    const reply = await askIncident(name, payload);
    if (reply.ok) apply(reply.value);
    return reply;
  });
}
