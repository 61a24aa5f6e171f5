import { postmortemStateCodec } from '../../../../src/adapters/storage/postmortem-state-codec';

const hash = 'a'.repeat(64);

describe('the stored state of a postmortem', () => {
  test('holds each approved hash once', () => {
    const state = {
      approvals: [
        { by: 'p1', content: hash, at: 1 },
        { by: 'p2', content: hash, at: 2 },
        { by: 'p3', content: 'b', at: 3 },
      ],
      risks: [{ actionId: '10003', by: 'p1', at: 4, until: '2026-11-30', seq: 5 }],
    };
    const stored = postmortemStateCodec.encode(state);
    expect(stored).toEqual({
      h: [hash, 'b'],
      a: [
        { p: 'p1', h: 0, at: 1 },
        { p: 'p2', h: 0, at: 2 },
        { p: 'p3', h: 1, at: 3 },
      ],
      r: [{ i: '10003', p: 'p1', at: 4, u: '2026-11-30', q: 5 }],
    });
    expect(postmortemStateCodec.decode(stored)).toEqual(state);
  });

  test('is empty for an empty record, and throws for another shape', () => {
    expect(postmortemStateCodec.encode({ approvals: [], risks: [] })).toEqual({});
    expect(postmortemStateCodec.decode({})).toEqual({ approvals: [], risks: [] });
    expect(() => postmortemStateCodec.decode({ a: 'x' })).toThrow('Invalid type');
  });
});
