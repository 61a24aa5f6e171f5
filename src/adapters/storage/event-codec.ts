import * as v from 'valibot';
import type { EventCore, StoredEvent } from '../../domain/timeline/timeline-event';
import { timelineKinds } from '../../domain/timeline/timeline-kinds';

const datum = v.union([v.string(), v.number(), v.boolean(), v.null(), v.array(v.string())]);
const core = v.object({
  n: v.number(),
  p: v.string(),
  k: v.picklist(timelineKinds),
  o: v.number(),
  r: v.number(),
  a: v.optional(v.string()),
  t: v.optional(v.string()),
  d: v.optional(v.record(v.string(), datum)),
  s: v.optional(v.number()),
  g: v.optional(v.literal(true)),
});
const storedEvent = v.object({ c: core, h: v.string(), x: v.optional(v.string()), z: v.optional(v.string()) });

export function encodeEvent({ core: c, hash: h, text, salt }: StoredEvent): unknown {
  return { c, h, ...(text === null ? {} : { x: text }), ...(salt === null ? {} : { z: salt }) };
}

/** Null for a value that is no timeline entry: `verify` then names it, reading goes on without it. */
export function decodeEvent(value: unknown): StoredEvent | null {
  const parsed = v.safeParse(storedEvent, value);
  if (!parsed.success) return null;
  const { c, h, x, z } = parsed.output;
  return { core: withoutAbsent(c), hash: h, text: x ?? null, salt: z ?? null };
}

function withoutAbsent({ n, p, k, o, r, a, t, d, s, g }: v.InferOutput<typeof core>): EventCore {
  return {
    n,
    p,
    k,
    o,
    r,
    ...(a === undefined ? {} : { a }),
    ...(t === undefined ? {} : { t }),
    ...(d === undefined ? {} : { d }),
    ...(s === undefined ? {} : { s }),
    ...(g === undefined ? {} : { g }),
  };
}
