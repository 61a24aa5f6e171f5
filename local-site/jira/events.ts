import type { Principal, ProductEvent } from '../contracts.ts';
import type { JiraCore } from './core.ts';

/** Holds events back until the outermost transaction has committed, then tells the listeners in order. */
export interface EventHub {
  emit(event: ProductEvent): void;
  onEvent(listener: (event: ProductEvent) => void): void;
  /** Wraps a transaction runner: events emitted inside are told after it, or dropped with it. */
  around<T>(transaction: (work: () => T) => T, work: () => T): T;
}

/** Makes an empty hub. A listener that throws neither stops the others nor the call that caused the event. */
export function createEventHub(): EventHub {
  const listeners: ((event: ProductEvent) => void)[] = [];
  let held: ProductEvent[] | undefined;
  const tell = (event: ProductEvent): void => {
    for (const listener of listeners) {
      try {
        listener(event);
      } catch (error) {
        console.error(`A listener failed on ${event.name}`, error);
      }
    }
  };
  return {
    emit(event) {
      if (held) held.push(event);
      else tell(event);
    },
    onEvent(listener) {
      listeners.push(listener);
    },
    around(transaction, work) {
      if (held) return transaction(work);
      const mine: ProductEvent[] = (held = []);
      let result;
      try {
        result = transaction(work);
      } finally {
        held = undefined;
      }
      for (const event of mine) tell(event);
      return result;
    },
  };
}

/** Whether a call comes from the app, as itself or for a person: such events are `selfGenerated`. */
export function isOwnCall(principal: Principal): boolean {
  return principal.kind === 'app' || (principal.kind === 'user' && principal.viaApp !== undefined);
}

/** Queues a product event with the members every Jira event has (`eventType`, `atlassianId`, `selfGenerated`). */
export function emitProductEvent(
  core: Pick<JiraCore, 'emit' | 'actor' | 'clock'>,
  name: string,
  principal: Principal,
  payload: Readonly<Record<string, unknown>>,
): void {
  const actorAccountId = core.actor(principal);
  const selfGenerated = isOwnCall(principal);
  core.emit({
    name,
    payload: { eventType: name, ...payload, ...(actorAccountId === undefined ? {} : { atlassianId: actorAccountId }), selfGenerated },
    actorAccountId,
    selfGenerated,
    at: core.clock.now(),
  });
}
