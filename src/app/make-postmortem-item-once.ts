import { answer, refuse, type Reply } from '../contract/reply';
import type { PostmortemPorts } from './ports/postmortem-ports';

/** Longer than a request to Jira may take: a lease whose holder was killed ends after it. */
const leaseMs = 60_000;
const waitMs = 500;
const longestWaits = 12;

/** Property of what the app made, by which a repeated command finds it. */
export const MADE_PROPERTY_KEY = 'incident-handbook-made';

export interface MadeItem {
  readonly id: string;
  readonly key: string;
}

export interface Making<T extends MadeItem> {
  /** Names the thing: two makings of one name never run at the same time. */
  readonly name: string;
  /** Looks in Jira, never in a search index, which lags. */
  readonly find: () => Promise<T | null>;
  readonly make: () => Promise<Reply<T>>;
}

export interface MadeOnce<T extends MadeItem> {
  readonly item: T;
  /** False when it was there already. */
  readonly created: boolean;
}

/**
 * Makes something in Jira once: look, hold the lease, look again, make. A second click waits for the first and finds its work;
 * after a crash the next try finds what Jira has. When Jira's answer was lost, the lease stays until it ends by itself.
 */
export async function makePostmortemItemOnce<T extends MadeItem>(ports: PostmortemPorts, making: Making<T>): Promise<Reply<MadeOnce<T>>> {
  for (let waits = 0; waits <= longestWaits; waits++) {
    const found = await making.find();
    if (found !== null) return answer({ item: found, created: false });
    const lease = await ports.leases.hold(making.name, ports.clock.now() + leaseMs);
    if (lease !== null) return makeUnderLease(ports, making, lease);
    await ports.clock.pause(waitMs);
  }
  return refuse('busy');
}

async function makeUnderLease<T extends MadeItem>(ports: PostmortemPorts, making: Making<T>, lease: string): Promise<Reply<MadeOnce<T>>> {
  const found = await making.find();
  const made = found === null ? await making.make() : answer(found);
  await ports.leases.release(lease);
  return made.ok ? answer({ item: made.value, created: found === null }) : made;
}
