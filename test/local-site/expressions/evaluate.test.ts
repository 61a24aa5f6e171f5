import fc from 'fast-check';
import { evaluate, ExpressionError, HostRecord, type EvaluationOptions } from '../../../local-site/jira/expressions/evaluate.ts';

const now = Date.UTC(2026, 10, 23, 9, 0, 0);

const valueOf = (source: string, scope: Readonly<Record<string, unknown>> = {}, options: Partial<EvaluationOptions> = {}): unknown =>
  evaluate(source, scope, { now, ...options }).value;

const refusal = (
  source: string,
  scope: Readonly<Record<string, unknown>> = {},
  options: Partial<EvaluationOptions> = {},
): { kind: string; message: string } => {
  try {
    evaluate(source, scope, { now, ...options });
  } catch (error) {
    if (error instanceof ExpressionError) return { kind: error.kind, message: error.message };
    throw error;
  }
  throw new Error(`evaluated: ${source}`);
};

const event = {
  issue: { fields: { project: { key: 'MYPROJ' }, issuetype: { name: 'Bug' }, labels: ['support', 'eu'] } },
  permissions: { scopes: ['write:jira-work'], external: null },
};

describe('evaluating a Jira expression', () => {
  it.each<[string, unknown, Readonly<Record<string, unknown>>]>([
    ["'The issue summary must contain \"' + config['key'] + '\".'", 'The issue summary must contain "X".', { config: { key: 'X' } }],
    ["config['ruleDescription']", null, { config: {} }],
    ['true', true, {}],
    ["(event.permissions.external?.fetch?.backend || []).includes('*.example.com')", false, { event }],
    ["event.issue.fields.project.key == 'MYPROJ'", true, { event }],
    ["event.issue.fields?.issuetype.name == 'Bug'", true, { event }],
    ["event.permissions.scopes.includes('write:jira-work') && event.issue.fields?.issuetype.name == 'Bug'", true, { event }],
    ["event.issue.fields?.labels?.some(l => l == 'support')", true, { event }],
    ['value <= configuration.maxValue && value >= configuration.minValue', true, { value: 5, configuration: { minValue: 1, maxValue: 5 } }],
    ['value == null || !!value.match(configuration?.regex || "^[A-Za-z]+$")', false, { value: 'a1', configuration: null }],
    [
      'value == null || value >= (configuration?.minValue || 0) && value <= (configuration?.maxValue || 100)',
      true,
      { value: 100, configuration: {} },
    ],
    ["['a', 'b', 'a'].reduce((counts, name) => counts.set(name, (counts[name] || 0) + 1), new Map())", { a: 2, b: 1 }, {}],
    ["let isBug = type => type.name == 'Bug'; isBug(event.issue.fields.issuetype);", true, { event }],
    ["if (1 > 2) { 'more' } else if (1 == 2) { 'same' } else { let word = 'less'; return word; }", 'less', {}],
    ["try { null.key } catch (e) { 'failed: ' + e.message }", 'failed: Type null does not have any properties.', {}],
    ["try { throw 'no' } catch (e) { e.message }", 'no', {}],
    ["typeof sprint != 'undefined' && sprint.id == 1", false, {}],
    [
      "typeof value == 'Map' ? new RichText(value).plainText : value",
      'one\ntwo',
      {
        value: {
          type: 'doc',
          version: 1,
          content: [
            { type: 'paragraph', content: [{ type: 'text', text: 'one' }] },
            { type: 'paragraph', content: [{ type: 'text', text: 'two' }] },
          ],
        },
      },
    ],
    [
      '[1, 2, 3].map(x => { square: x * x, even: x % 2 == 0 })',
      [
        { square: 1, even: false },
        { square: 4, even: true },
        { square: 9, even: false },
      ],
      {},
    ],
  ])('answers %s', (source, expected, scope) => {
    expect(valueOf(source, scope)).toEqual(expected);
  });

  it.each<[string, unknown]>([
    ['1 + 2 * 3 - 4 / 2', 5],
    ['-(2) % 3', -2],
    ["'a' + 1 + true + null", 'a1truenull'],
    ["1 + 2 + 'a'", '3a'],
    ['null == null', true],
    ['null == 1', false],
    ["'a' != null", true],
    ['[1, [2]] == [1, [2]]', true],
    ['{a: 1} == {a: 2}', false],
    ["'abc' < 'abd'", true],
    ['2 >= 2', true],
    ["null || 'x'", 'x'],
    ["0 || '' || null", null],
    ["'x' && 0", 0],
    ['0 ?? 1', 0],
    ['null ?? 1', 1],
    ['!null', true],
    ["!''", true],
    ['!0', true],
    ['![]', false],
    ['!{}', false],
    ['null ? 1 : 2', 2],
    ['{a: 1}?.b', null],
    ["{a: 1}['b']", null],
    ["{a: 1}.get('b')", null],
    ['null?.a', null],
    ["null?.['a']", null],
    ["null?.includes('a')", null],
    ["'a'?.size", null],
    ['[1]?.[4]', null],
    ['[1, 2][1]', 2],
    ["'abc'.length", 3],
    ['[1, 2].length', 2],
    ["'{\\u0041}\\'\\n'", "{A}'\n"],
    ["Number('12.5')", 12.5],
    ['JSON.parse(\'{"a": [1, null]}\').a', [1, null]],
    ['JSON.stringify({a: [1, null]})', '{"a":[1,null]}'],
    ['typeof null', 'null'],
    ["typeof 'a'", 'String'],
    ['typeof [1]', 'List'],
    ['typeof {}', 'Map'],
    ['typeof new Date()', 'Date'],
    ['x => x', 'Function'],
    ['((a, b) => a - b)(5, 3)', 2],
    ['let add = a => b => a + b; add(2)(3)', 5],
    ['let x = 1; let x = x + 1; x', 2],
  ])('%s is %j', (source, expected) => {
    expect(valueOf(source)).toEqual(expected);
  });

  it.each<[string, unknown]>([
    ['[1, 2, 3, 4].filter(x => x % 2)', [1, 3]],
    ['[].every(x => false)', true],
    ['[].some(x => true)', false],
    ['[1, null].includes(null)', true],
    ["[1].includes('1')", false],
    ["['a', 'b'].indexOf('b')", 1],
    ["['a'].indexOf('z')", -1],
    ['[1, 2, 3].slice(-2)', [2, 3]],
    ['[1, 2, 3].slice(0, 1)', [1]],
    ['[1].concat(2)', [1, 2]],
    ['[1].concat([2, 3])', [1, 2, 3]],
    ["[1, 'a', null].join(' ')", '1 a null'],
    ['[3, 1, 2].sort((a, b) => a - b)', [1, 2, 3]],
    ['[1, 2].flatMap(x => [x, x])', [1, 1, 2, 2]],
    ['[[1], 2].flatten()', [1, 2]],
    ['[1, 2, 3].reduce((sum, x) => sum + x)', 6],
    ['{a: 1}.entries()', [['a', 1]]],
    ["{a: 1}.set('b', 2)", { a: 1, b: 2 }],
    ["' a '.trim()", 'a'],
    ["'aB'.toLowerCase() + 'aB'.toUpperCase()", 'abAB'],
    ["'abc'.includes('bc')", true],
    ["'abc'.indexOf('c')", 2],
    ["'abcd'.slice(1, -1)", 'bc'],
    ["'a,b'.split(',')", ['a', 'b']],
    ["'ab'.repeat(2)", 'abab'],
    ["'7'.padStart(2, '0')", '07'],
    ["'7'.padEnd(2)", '7 '],
    ["'INC-12'.match('([A-Z]+)-(\\\\d+)')", ['INC-12', 'INC', '12']],
    ["'a'.match('b')", null],
  ])('method: %s is %j', (source, expected) => {
    expect(valueOf(source)).toEqual(expected);
  });

  it.each<[string, unknown]>([
    ['new Date()', '2026-11-23T09:00:00.000+0000'],
    ['new Date().getTime()', Date.UTC(2026, 10, 23, 9)],
    ["new Date('2026-11-23T10:00:00.000+0100') == new Date()", true],
    ["new Date('2026-11-23T09:00:00Z') > new Date().minusDays(7)", true],
    ['new Date(0).plusHours(1).plusMinutes(30).toISOString()', '1970-01-01T01:30:00.000Z'],
    ["new Date('2028-01-31T12:00:00Z').plusMonths(1).toISOString()", '2028-02-29T12:00:00.000Z'],
    ["new Date('2026-03-31T00:00:00Z').minusMonths(1).toISOString()", '2026-02-28T00:00:00.000Z'],
    ['new CalendarDate()', '2026-11-23'],
    ["new CalendarDate('2026-12-31').plusDays(1)", '2027-01-01'],
    ["new CalendarDate('2026-12-31') < new CalendarDate('2027-01-01')", true],
    ["new CalendarDate('2026-12-31').getMonth()", 11],
    ["new Date('2026-11-23T23:30:00Z').toCalendarDateUTC()", '2026-11-23'],
  ])('date: %s is %j', (source, expected) => {
    expect(valueOf(source)).toEqual(expected);
  });

  it("takes calendar days in the user's time zone", () => {
    expect(valueOf("new Date('2026-11-23T23:30:00Z').toCalendarDate()", {}, { timeZone: 'Asia/Tokyo' })).toBe('2026-11-24');
  });

  it.each<[string, string, string]>([
    ["1 == '1'", 'type', 'Cannot compare Number with String'],
    ['[] != {}', 'type', 'Cannot compare List with Map'],
    ["true == 'true'", 'type', 'Cannot compare Boolean with String'],
    ["1 < '2'", 'type', 'Cannot order Number and String'],
    ['new Date() > null', 'type', 'Cannot order Date and null'],
    ['null <= 1', 'type', 'Cannot order null and Number'],
    ['true > false', 'type', 'Cannot order Boolean and Boolean'],
    ['new Date() == new CalendarDate()', 'type', 'Cannot compare Date with CalendarDate'],
    ['1 + null', 'type', 'Operator + does not take Number and null'],
    ['[1] + [2]', 'type', 'Operator + does not take List and List'],
    ["-'1'", 'type', 'Operator - does not take String'],
    ["'a' + [1]", 'unsupported', 'writes a List within a text'],
    ["'at ' + new Date()", 'unsupported', 'writes a Date within a text'],
    ['null.key', 'type', 'Type null does not have any properties'],
    ['null.trim()', 'type', 'Type null does not have any properties'],
    ['{a: 1}.b', 'unknown-property', "\"b\" ('b'). Available properties of type 'Map' are: 'a'."],
    ['{a: null}?.a.b', 'type', 'Type null'],
    ["'a'.size", 'unknown-property', 'Unrecognized property'],
    ['missing', 'unknown-property', 'Unrecognized identifier: "missing"'],
    ['Math.max(1)', 'unknown-property', 'Unrecognized identifier: "Math"'],
    ["'ab'.startsWith('a')", 'unknown-property', 'Type String has no method "startsWith"'],
    ["'ab'.endsWith('b')", 'unknown-property', 'no method'],
    ["'ab'.substring(1)", 'unknown-property', 'no method'],
    ["'ab'.replaceAll('a', 'b')", 'unknown-property', 'no method'],
    ['[1].find(x => true)', 'unknown-property', 'Type List has no method "find"'],
    ['[1].distinct()', 'unknown-property', 'no method'],
    ["'a'.toString()", 'unknown-property', 'no method'],
    ["'a'.constructor", 'unknown-property', 'Unrecognized property'],
    ["[1]['constructor']", 'unknown-property', 'Unrecognized property'],
    ["{}.hasOwnProperty('a')", 'unknown-property', 'no method'],
    ["'ab'.replace('a', 'b')", 'unsupported', 'String.replace()'],
    ['new Date().toString()', 'unsupported', 'Date.toString()'],
    ['new Date().getHours()', 'unsupported', "user's profile"],
    ["new Issue('A-1')", 'unsupported', 'new Issue()'],
    ['new Set()', 'unknown-property', 'Unrecognized type'],
    ["new Date('yesterday')", 'evaluation', 'Cannot read "yesterday"'],
    ["new Date('2026-11-23')", 'evaluation', 'Cannot read'],
    ["new CalendarDate('2026-02-30')", 'evaluation', 'Cannot read'],
    ["new RichText('text')", 'type', 'Atlassian Document Format'],
    ['new Date(null)', 'type', 'does not take null'],
    ['1 === 1', 'unsupported', 'no operator "==="'],
    ["'a' in ['a']", 'unsupported', 'no operator "in"'],
    ['[1][5]', 'evaluation', 'none at 5'],
    ["[1]['a']", 'unknown-property', 'Unrecognized property'],
    ['{}[1]', 'type', 'cannot be read by Number'],
    ['[1].map((x, i) => i)', 'type', 'a function of 1 parameter, not 2'],
    ['[1].map(1)', 'type', 'takes a function'],
    ['(x => x)()', 'type', 'takes 1 arguments, not 0'],
    ['1(2)', 'type', 'Number is not a function'],
    ['[].reduce((a, b) => a)', 'evaluation', 'needs an initial value'],
    ["'a'.repeat(101)", 'limit', 'up to 100'],
    ["'a'.padEnd(101)", 'limit', 'up to 100'],
    ["'a'.match('(')", 'evaluation', 'not a regular expression'],
    ['1 / 0', 'evaluation', 'JSON cannot express'],
    ["Number('x')", 'evaluation', 'JSON cannot express'],
    ["throw 'refused'", 'evaluation', 'refused'],
    ["JSON.parse('{')", 'evaluation', 'not JSON'],
    ['let f = x => f(x); f(1)', 'unknown-property', 'Unrecognized identifier: "f"'],
    ["try { 'ab'.replace('a', 'b') } catch (e) { true }", 'unsupported', 'not modelled'],
  ])('refuses %s (%s)', (source, kind, message) => {
    const got = refusal(source);
    expect(got.kind).toBe(kind);
    expect(got.message).toContain(message);
  });

  it('says which part failed and where', () => {
    let thrown: unknown;
    try {
      evaluate("let a = {b: null};\na.b.c == 'x'", {}, { now });
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({
      message: 'Evaluation failed: "a.b.c" - Type null does not have any properties.',
      expression: 'a.b.c',
      position: { line: 2, column: 1 },
    });
  });

  it('does not take inherited names of JavaScript for context variables or keys', () => {
    expect(refusal('constructor').kind).toBe('unknown-property');
    expect(refusal('toString').kind).toBe('unknown-property');
    expect(valueOf("config['__proto__']", { config: {} })).toBeNull();
    expect(valueOf("{}.set('__proto__', 1)['__proto__']")).toBe(1);
  });

  it('takes no value from outside that is neither JSON nor an object of Jira', () => {
    expect(refusal('event', { event: new Date() }).kind).toBe('type');
    expect(refusal('event', { event: () => 1 }).kind).toBe('type');
  });

  it('treats a context variable without a value as absent', () => {
    expect(valueOf('typeof originalIssue', { originalIssue: undefined })).toBe('undefined');
    expect(refusal('originalIssue', { originalIssue: undefined }).kind).toBe('unknown-property');
    expect(valueOf('user == null', { user: null })).toBe(true);
  });
});

describe('the limits of an evaluation', () => {
  it('counts a step for every part evaluated', () => {
    expect(evaluate('1 + 2', {}, { now }).steps).toBe(3);
  });

  it('stops after 10,000 steps unless told otherwise, and an expression cannot catch that', () => {
    const source = 'let ten = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]; ten.map(a => ten.map(b => ten.map(c => ten.map(d => 1)))).length';
    expect(refusal(source)).toMatchObject({ kind: 'limit', message: expect.stringContaining('more than 10000 steps') });
    expect(refusal(`try { ${source} } catch (e) { true }`).kind).toBe('limit');
    expect(valueOf(source, {}, { limits: { steps: 50_000, expensiveOperations: 10 } })).toBe(10);
  });

  it('stops values that grow without end', () => {
    const doubling = Array.from({ length: 30 }, () => 'a = a + a;').join(' ');
    expect(refusal(`a = 'aaaa'; ${doubling} a.length`)).toMatchObject({ kind: 'limit', message: expect.stringContaining('too large') });
  });

  it('refuses a long chain instead of exhausting the stack', () => {
    expect(refusal(`1${'+1'.repeat(4990)}`).kind).toBe('limit');
  });

  const bean = new HostRecord(
    'Thing',
    '1',
    {
      free: { read: () => 'free' },
      first: { read: () => 1, expensive: 'thing:1:first' },
      second: { read: () => 2, expensive: 'thing:1:second' },
      sameLoad: { read: () => 3, expensive: 'thing:1:first' },
      many: { read: () => Array.from({ length: 1_003 }, () => 1), expensive: 'thing:1:many' },
    },
    () => ({ id: '1' }),
  );

  it('charges each load once, however often it is read', () => {
    expect(evaluate('thing.first + thing.first + thing.sameLoad + thing.second', { thing: bean }, { now })).toMatchObject({
      value: 7,
      expensiveOperations: 2,
    });
    expect(evaluate('thing.free', { thing: bean }, { now }).expensiveOperations).toBe(0);
  });

  it('reads only what the expression reaches', () => {
    expect(evaluate('false && thing.first == 1', { thing: bean }, { now }).expensiveOperations).toBe(0);
  });

  it('charges items past the thousandth', () => {
    expect(evaluate('thing.many.length', { thing: bean }, { now }).expensiveOperations).toBe(4);
  });

  it('stops the eleventh expensive operation', () => {
    const things = Array.from(
      { length: 11 },
      (_, index) => new HostRecord('Thing', String(index), { value: { read: () => index, expensive: `thing:${index}` } }, () => null),
    );
    expect(refusal('things.map(t => t.value)', { things })).toMatchObject({
      kind: 'limit',
      message: expect.stringContaining('more than 10 expensive operations'),
    });
    expect(valueOf('things.slice(0, 10).map(t => t.value).length', { things })).toBe(10);
  });

  it('lets no expression catch a limit', () => {
    const things = Array.from(
      { length: 11 },
      (_, index) => new HostRecord('Thing', String(index), { value: { read: () => index, expensive: `thing:${index}` } }, () => null),
    );
    expect(refusal('try { things.map(t => t.value) } catch (e) { true }', { things }).kind).toBe('limit');
  });

  it('reads a member once, however often the expression names it', () => {
    let reads = 0;
    const counting = new HostRecord('Thing', '2', { value: { read: () => (reads += 1) } }, () => null);
    expect(valueOf('thing.value + thing.value + [1, 2].map(x => thing.value).length', { thing: counting })).toBe(4);
    expect(reads).toBe(1);
  });

  it('counts the objects and values of the result', () => {
    expect(evaluate('[thing, thing, 1, null]', { thing: bean }, { now })).toMatchObject({
      value: [{ id: '1' }, { id: '1' }, 1, null],
      beans: 2,
      primitiveValues: 2,
    });
    expect(refusal('[thing, thing]', { thing: bean }, { limits: { steps: 100, expensiveOperations: 1, beans: 1 } }).kind).toBe('limit');
  });

  it('compares objects of Jira by identity and names their properties when one is wrong', () => {
    const twin = new HostRecord('Thing', '1', {}, () => null);
    const user = new HostRecord('User', '1', {}, () => null);
    expect(valueOf('thing == twin && [twin].includes(thing) && ![user].includes(thing)', { thing: bean, twin, user })).toBe(true);
    expect(refusal('thing == user', { thing: bean, user }).message).toContain('Cannot compare Thing with User');
    expect(refusal('thing.third', { thing: bean }).message).toBe(
      "Evaluation failed: \"thing.third\" - Unrecognized property of `thing`: \"third\" ('third'). Available properties of type 'Thing' are: 'free', 'first', 'second', 'sameLoad', 'many'.",
    );
    expect(valueOf('thing?.third', { thing: bean })).toBeNull();
    expect(valueOf('typeof thing', { thing: bean })).toBe('Thing');
  });
});

describe('evaluating arbitrary texts', () => {
  it('answers or throws an ExpressionError, nothing else', () => {
    const piece = fc.constantFrom(
      '1',
      "'a'",
      'null',
      'true',
      'event',
      'config',
      '[1, 2]',
      '{a: 1}',
      '.a',
      "['a']",
      '?.b',
      '.length',
      '.map(x => x)',
      '.includes(1)',
      ' + ',
      ' - ',
      ' == ',
      ' < ',
      ' && ',
      ' || ',
      ' ?? ',
      ' ? ',
      ' : ',
      '(',
      ')',
      '!',
      'typeof ',
      'new Date()',
      'new CalendarDate()',
      'new Map()',
      'x => ',
      '.set("a", 1)',
      '.plusDays(1)',
      'throw ',
      '.slice(1)',
      '.sort((a, b) => a - b)',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        try {
          evaluate(pieces.join(''), { event: { a: [1] }, config: null }, { now });
        } catch (error) {
          expect(error).toBeInstanceOf(ExpressionError);
        }
      }),
      { numRuns: 3000 },
    );
  });
});
