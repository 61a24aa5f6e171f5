import * as v from 'valibot';
import type { PostmortemState } from '../../domain/postmortem/postmortem-state';
import type { StateCodec } from './head-codec';

const stored = v.object({
  /** Hashes of approved contents; approvals point into this list, because they are mostly of the same one. */
  h: v.optional(v.array(v.string()), []),
  a: v.optional(v.array(v.object({ p: v.string(), h: v.number(), at: v.number() })), []),
  r: v.optional(v.array(v.object({ i: v.string(), p: v.string(), at: v.number(), u: v.string(), q: v.number() })), []),
});

/** A postmortem's state in one-letter keys. */
export const postmortemStateCodec: StateCodec<PostmortemState> = {
  encode({ approvals, risks }) {
    const hashes = [...new Set(approvals.map(({ content }) => content))];
    return {
      ...(approvals.length === 0
        ? {}
        : { h: hashes, a: approvals.map(({ by, content, at }) => ({ p: by, h: hashes.indexOf(content), at })) }),
      ...(risks.length === 0 ? {} : { r: risks.map(({ actionId, by, at, until, seq }) => ({ i: actionId, p: by, at, u: until, q: seq })) }),
    };
  },
  decode(value) {
    const { h, a, r } = v.parse(stored, value);
    return {
      approvals: a.map(({ p, h: index, at }) => ({ by: p, content: h[index] ?? '', at })),
      risks: r.map(({ i, p, at, u, q }) => ({ actionId: i, by: p, at, until: u, seq: q })),
    };
  },
};
