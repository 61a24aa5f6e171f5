import { exportHead, exportLine } from '../../../../src/domain/timeline/export-timeline';
import type { StoredEvent } from '../../../../src/domain/timeline/timeline-event';

const event: StoredEvent = {
  core: { n: 2, p: 'before', k: 'note', o: 0, r: 60_000, a: 'p1', t: 'digest', d: { to: 'x' }, s: 1, g: true },
  hash: 'hash',
  text: 'a|b\n"c", *d*',
  salt: 'salt',
};
const bare: StoredEvent = { core: { n: 3, p: 'hash', k: 'handover-expired', o: 0, r: 0 }, hash: 'hash3', text: null, salt: null };

describe('an exported timeline', () => {
  test('as Markdown is a table whose cells hold text alone', () => {
    expect(exportHead('markdown')).toBe(
      '| # | occurred (UTC) | recorded (UTC) | kind | who | text |\n| --- | --- | --- | --- | --- | --- |\n',
    );
    expect(exportLine('markdown', event, ['me'])).toBe(
      '| 2 | 1970-01-01T00:00:00.000Z (assumed) | 1970-01-01T00:01:00.000Z | note | me | a\\|b<br>"c", \\*d\\* |\n',
    );
    expect(exportLine('markdown', bare, [])).toBe('| 3 | 1970-01-01T00:00:00.000Z | 1970-01-01T00:00:00.000Z | handover-expired |  |  |\n');
  });

  test('as CSV quotes what needs it and disarms formulas', () => {
    expect(exportHead('csv')).toBe('seq,occurredAt,recordedAt,kind,actor,text,data,assumed,supersedes,hash\r\n');
    expect(exportLine('csv', event, ['me'])).toBe(
      '2,1970-01-01T00:00:00.000Z,1970-01-01T00:01:00.000Z,note,me,"a|b\n""c"", *d*","{""to"":""x""}",true,1,hash\r\n',
    );
    expect(exportLine('csv', bare, [])).toBe('3,1970-01-01T00:00:00.000Z,1970-01-01T00:00:00.000Z,handover-expired,,,{},false,,hash3\r\n');
    const cells = ['=1', '+1', '-1', '@1', '\t1', 'a=1'].map((text) => exportLine('csv', { ...bare, text }, []).split(',')[5]);
    expect(cells).toEqual(["'=1", "'+1", "'-1", "'@1", "'\t1", 'a=1']);
  });

  test('as JSON is the hashed content itself, one entry a line', () => {
    expect(exportHead('json')).toBe('');
    expect(exportLine('json', event, ['me'])).toBe(
      '{"core":{"n":2,"p":"before","k":"note","o":0,"r":60000,"a":"p1","t":"digest","d":{"to":"x"},"s":1,"g":true},"hash":"hash","text":"a|b\\n\\"c\\", *d*","salt":"salt","actor":"me"}\n',
    );
    expect(JSON.parse(exportLine('json', bare, []))).toMatchObject({ actor: null, text: null });
  });
});
