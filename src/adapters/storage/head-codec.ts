import * as v from 'valibot';
import type { RecordHead } from '../../app/ports/records';
import { never, toSeconds, type HeadRow } from './entities';
import { StoredShapeError } from './stored-shape-error';

/** How one kind of record keeps its state in the head. */
export interface StateCodec<S> {
  encode(state: S): unknown;
  /** @throws when the value has another shape */
  decode(stored: unknown): S;
}

const expectedChange = v.object({ t: v.string(), at: v.number(), q: v.number() });
const headDoc = v.object({
  q: v.number(),
  h: v.string(),
  np: v.number(),
  fo: v.optional(v.number(), 0),
  fc: v.optional(v.number(), 0),
  ex: v.optional(v.array(expectedChange), []),
  pv: v.optional(v.number(), 0),
  s: v.unknown(),
});
const headRow = v.object({
  version: v.number(),
  projectId: v.string(),
  state: v.picklist(['running', 'ended']),
  dueAt: v.number(),
  doc: headDoc,
});

/** The head as it is stored; one-letter keys because every timeline entry writes it once. */
export function encodeHead<S>(head: RecordHead<S>, participants: number, codec: StateCodec<S>): HeadRow {
  const doc = {
    q: head.seq,
    h: head.hash,
    np: participants,
    ...(head.foldedTo === 0 ? {} : { fo: head.foldedTo, fc: head.foldedCount }),
    ...(head.expected.length === 0 ? {} : { ex: head.expected.map(({ to, at, seq }) => ({ t: to, at, q: seq })) }),
    ...(head.propertyVersion === 0 ? {} : { pv: head.propertyVersion }),
    s: codec.encode(head.state),
  };
  return { version: head.version, projectId: head.projectId, state: head.status, dueAt: toSeconds(head.dueAt), doc };
}

/** @throws StoredShapeError */
export function decodeHead<S>(
  key: string,
  stored: unknown,
  codec: StateCodec<S>,
): { readonly head: RecordHead<S>; readonly participants: number } {
  try {
    const row = v.parse(headRow, stored);
    const { doc } = row;
    const head: RecordHead<S> = {
      version: row.version,
      projectId: row.projectId,
      seq: doc.q,
      hash: doc.h,
      foldedTo: doc.fo,
      foldedCount: doc.fc,
      expected: doc.ex.map(({ t, at, q }) => ({ field: 'assignee', to: t, at, seq: q })),
      propertyVersion: doc.pv,
      status: row.state,
      dueAt: row.dueAt === never ? null : row.dueAt * 1000,
      state: codec.decode(doc.s),
    };
    return { head, participants: doc.np };
  } catch (cause) {
    throw new StoredShapeError(key, cause);
  }
}
