import type { Fault, Faults, SiteClock } from '../contracts.ts';

/** What a call must tell for a fault to find it. */
interface FaultTarget {
  readonly method: string;
  readonly path: string;
  readonly by: 'app' | 'user';
  readonly kvs: boolean;
}

export interface FaultAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** The connection broke after the work was done: the caller cannot know. */
export class DroppedConnection extends Error {
  constructor() {
    super('fetch failed: the connection was lost before the answer');
    this.name = 'DroppedConnection';
  }
}

/** Faults at the door of Jira and of Forge storage. */
export interface FaultDoor extends Faults {
  /** Runs `work` unless an ordered fault answers instead; uses the fault up. Throws {@link DroppedConnection} on order. */
  pass<T>(target: FaultTarget, work: () => Promise<T>, answer: (fault: FaultAnswer) => T): Promise<T>;
}

export function createFaults(clock: SiteClock): FaultDoor {
  let ordered: Fault[] = [];

  function take(target: FaultTarget): Fault | undefined {
    const at = ordered.findIndex((fault) => applies(fault, target));
    const fault = ordered[at];
    if (fault === undefined) return undefined;
    if (fault.times > 1) ordered[at] = { ...fault, times: fault.times - 1 };
    else ordered.splice(at, 1);
    return fault;
  }

  return {
    order: (fault) => {
      ordered.push(fault);
    },
    list: () => ordered,
    clear: () => {
      ordered = [];
    },
    async pass(target, work, answer) {
      const fault = take(target);
      if (fault === undefined) return work();
      if (fault.delayMs !== undefined) await clock.sleep(fault.delayMs);
      if (fault.status !== undefined) return answer(answerOf(fault, fault.status));
      const done = await work();
      if (fault.dropAfter === true) throw new DroppedConnection();
      return done;
    },
  };
}

function applies(fault: Fault, target: FaultTarget): boolean {
  return (
    (fault.kvs ?? false) === target.kvs &&
    (fault.method === undefined || fault.method.toUpperCase() === target.method.toUpperCase()) &&
    (fault.path === undefined || new RegExp(fault.path).test(target.path)) &&
    (fault.by === undefined || fault.by === 'any' || fault.by === target.by)
  );
}

function answerOf(fault: Fault, status: number): FaultAnswer {
  const limited = status === 429 ? { 'Retry-After': '1', 'RateLimit-Reason': 'jira-burst-based' } : {};
  return {
    status,
    headers: { ...limited, ...fault.headers },
    body:
      fault.body ??
      (fault.kvs === true ? kvsBody(status) : { errorMessages: [`Fault ordered on the local site: ${String(status)}`], errors: {} }),
  };
}

function kvsBody(status: number): unknown {
  switch (status) {
    case 400:
      return { code: 'CONDITIONAL_CHECK_FAILED', message: 'Fault ordered on the local site' };
    case 409:
      return { code: 'KEY_CONFLICT', message: 'Fault ordered on the local site' };
    case 429:
      return { code: 'RATE_LIMIT_EXCEEDED', message: 'Fault ordered on the local site' };
    default:
      return { code: 'INTERNAL_SERVER_ERROR', message: 'Fault ordered on the local site' };
  }
}
