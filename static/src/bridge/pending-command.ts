import type { RefusalCode } from '../../../src/contract/reply';

/** After these nobody knows whether the command was carried out: asking again must be the same command. */
const uncertain: readonly RefusalCode[] = ['unexpected', 'jira-unavailable', 'storage-unavailable', 'busy'];

export interface PendingCommand {
  readonly id: string;
  /** What was asked, as JSON: other words are another command. */
  readonly asked: string;
}

/** The command to send for a payload: the unfinished one when it asks for the same, else a new one. */
export function commandFor(pending: PendingCommand | null, payload: object, newId: () => string): PendingCommand {
  const asked = JSON.stringify(payload);
  return pending?.asked === asked ? pending : { id: newId(), asked };
}

/** What stays pending after a reply; null once its fate is known. */
export function afterReply(pending: PendingCommand, refusal: RefusalCode | null): PendingCommand | null {
  return refusal !== null && uncertain.includes(refusal) ? pending : null;
}
