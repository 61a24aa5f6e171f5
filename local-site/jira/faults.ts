/** A fault ordered in advance: the next calls that match get it instead of, or on top of, their answer. */
export interface Fault {
  readonly method?: string;
  /** Regular expression over the path with its query. */
  readonly path: string;
  /** How many calls it hits; 1 unless told. */
  readonly times?: number;
  /** Answers with this status instead of running the call. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Runs the call to its end, then loses the answer on the way back. */
  readonly dropAfter?: boolean;
  /** Milliseconds of site time to wait before anything else happens. */
  readonly delayMs?: number;
  /** Whose calls it hits: the app's own (`app`, also on behalf of people) or people's (`user`); both unless told. */
  readonly by?: 'app' | 'user';
}

interface FaultCall {
  readonly method: string;
  readonly path: string;
  readonly by: 'app' | 'user';
}

export interface Faults {
  /** Orders a fault; returns its number. A bad regular expression throws. */
  order(fault: Fault): number;
  /** Takes the first fault that matches, counting it down. */
  take(call: FaultCall): Fault | undefined;
  list(): readonly (Fault & { readonly id: number; readonly left: number })[];
  clear(): void;
}

/** The answer was lost after the work had been done; the caller cannot know that it was. */
export class ConnectionDropped extends Error {
  constructor() {
    super('The connection was closed before the answer arrived.');
    this.name = 'ConnectionDropped';
  }
}

/** Makes an empty order book for faults. */
export function createFaults(): Faults {
  let orders: { readonly id: number; readonly fault: Fault; readonly path: RegExp; left: number }[] = [];
  let nextId = 1;
  return {
    order(fault) {
      const id = nextId++;
      orders.push({ id, fault, path: new RegExp(fault.path), left: fault.times ?? 1 });
      return id;
    },
    take(call) {
      const hit = orders.find(
        ({ fault, path }) =>
          (fault.method === undefined || fault.method.toUpperCase() === call.method) &&
          (fault.by === undefined || fault.by === call.by) &&
          path.test(call.path),
      );
      if (!hit) return undefined;
      hit.left -= 1;
      if (hit.left <= 0) orders = orders.filter((order) => order !== hit);
      return hit.fault;
    },
    list: () => orders.map(({ id, fault, left }) => ({ ...fault, id, left })),
    clear() {
      orders = [];
    },
  };
}
