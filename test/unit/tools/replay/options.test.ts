import { readOptions, UsageError } from '../../../../tools/replay/options.ts';

it('a file alone is replayed wholly, as fast as possible, into a site of its own', () => {
  expect(readOptions(['history.json'])).toEqual({ file: 'history.json', speed: 'max', json: false, project: 'RPL' });
});

it('every option may be given, before or after the file', () => {
  expect(
    readOptions(['--last', '200', '--speed', 'real', 'h.json', '--json', '--site', 'http://localhost:8080', '--project', 'OPS2']),
  ).toEqual({
    file: 'h.json',
    last: 200,
    speed: 'real',
    json: true,
    site: 'http://localhost:8080',
    project: 'OPS2',
  });
  expect(readOptions(['--limit=20', 'h.json'])).toMatchObject({ limit: 20 });
});

it.each([
  [[], 'FILE is missing.'],
  [['--json'], 'FILE is missing.'],
  [['a.json', 'b.json'], 'One FILE at a time; what is "b.json"?'],
  [['a.json', '--limit', '1', '--last', '1'], 'Give --limit or --last, not both.'],
  [['a.json', '--limit', '0'], '--limit takes a whole number above 0.'],
  [['a.json', '--limit', ''], '--limit takes a whole number above 0.'],
  [['a.json', '--last', '1.5'], '--last takes a whole number above 0.'],
  [['a.json', '--last=-3'], '--last takes a whole number above 0.'],
  [['a.json', '--last', 'all'], '--last takes a whole number above 0.'],
  [['a.json', '--speed', 'fast'], '--speed is max or real.'],
  [['a.json', '--site', 'localhost:8080'], '--site takes an address like http://localhost:8080.'],
  [['a.json', '--site', ''], '--site takes an address like http://localhost:8080.'],
  [['a.json', '--project', 'rpl'], '--project takes a key of 2 to 7 capital letters and digits that begins with a letter.'],
  [['a.json', '--project', 'TOOLONGKEY'], '--project takes a key of 2 to 7 capital letters and digits that begins with a letter.'],
])('%j is refused: %s', (args, why) => {
  expect(() => readOptions(args)).toThrow(UsageError);
  expect(() => readOptions(args)).toThrow(why);
});

it.each([[['a.json', '--sped', 'max']], [['a.json', '--json=yes']], [['a.json', '--limit']]])('%j is refused', (args) => {
  expect(() => readOptions(args)).toThrow(UsageError);
});
