import { useCallback, useRef, useState } from 'react';
import type { Refusal, Reply } from '../../../src/contract/reply';
import { afterReply, commandFor, type PendingCommand } from './pending-command';

export interface Command<P extends object, T> {
  readonly busy: boolean;
  readonly refusal: Refusal | null;
  readonly forget: () => void;
  /** Sends the payload with its command id; the answer, or null after a refusal, which is then in `refusal`. */
  readonly send: (payload: P) => Promise<T | null>;
}

/** One thing a person can ask for: sent once however often it is pressed, repeated under the same id when its fate is unknown. */
export function useCommand<Q extends { readonly commandId: string }, T>(
  ask: (payload: Q) => Promise<Reply<T>>,
): Command<Omit<Q, 'commandId'>, T> {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const pending = useRef<PendingCommand | null>(null);
  const running = useRef(false);
  const asking = useRef(ask);
  asking.current = ask;
  const send = useCallback(async (payload: Omit<Q, 'commandId'>): Promise<T | null> => {
    if (running.current) return null;
    running.current = true;
    setBusy(true);
    setRefusal(null);
    const command = commandFor(pending.current, payload, () => crypto.randomUUID());
    pending.current = command;
    try {
      const reply = await asking.current({ ...payload, commandId: command.id } as unknown as Q);
      pending.current = afterReply(command, reply.ok ? null : reply.refusal.code);
      if (!reply.ok) setRefusal(reply.refusal);
      return reply.ok ? reply.value : null;
    } finally {
      running.current = false;
      setBusy(false);
    }
  }, []);
  const forget = useCallback(() => {
    setRefusal(null);
  }, []);
  return { busy, refusal, forget, send };
}
