import fc from 'fast-check';
import { ExpressionError } from '../../../local-site/jira/expressions/expression-error.ts';
import { parse } from '../../../local-site/jira/expressions/parser.ts';

/** Expressions that Atlassian's own pages and manifests use. */
const documented = [
  "'The issue summary must contain \"' + config['key'] + '\".'",
  "'Update the issue summary to \"' + config['key'] + '\".'",
  "(event.permissions.external?.fetch?.backend || []).includes('*.example.com')",
  "config['ruleDescription']",
  "event.issue.fields.project.key == 'MYPROJ'",
  "event.issue.fields?.issueType.name == 'Bug'",
  "event.issue.fields?.issuetype.name == 'Bug'",
  "event.permissions.scopes.includes('write:jira-work') && event.issue.fields?.issueType.name == 'Bug'",
  "issue.summary.includes(config['key']) == true",
  'true',
  "user.inGroup('release-managers')",
  'value <= configuration.maxValue && value >= configuration.minValue',
  '{ key: issue.key, type: issue.issueType.name, links: issue.links.map(link => link.linkedIssue.id), listCustomVariable: issuesList.includes(issue), customVariables: myUser.accountId == config.userId}',
  "(event.runtime.issue.properties['some-array-property'].strings).length > 0",
  "event.issue.fields?.labels?.some(l => l === 'support')",
  "event.issue.fields?.project.key == 'PROJ'",
  "event.issue.fields?.project.key in ['PROJ1', 'PROJ2']",
  'issue.assignee != null',
  'value == null || !!value.match(configuration?.regex || "^[A-Za-z]+$")',
  'value == null || value >= (configuration?.minValue || 0) && value <= (configuration?.maxValue || 100)',
  "issue.comments.map(c => { \n    id: c.id, \n    author: c.author.displayName, \n    excerpt: c.body.plainText.slice(0, 200) + '...'\n})",
  "let isBug = type => type.name == 'Bug'; isBug(issue.issueType);",
  'x = 1; return x + 1;',
  "if (issue.assignee == null) { return 'no'; } else if (true) { let a = 1; a } else { 'yes' }",
  'try { issue.parent.key } catch (e) { throw e.message }',
  '(a, b) => { return a + b; }',
  'issue?.[key]?.value ?? {}',
];

const refusal = (source: string): { kind: string; message: string; position: unknown } => {
  try {
    parse(source);
  } catch (error) {
    if (error instanceof ExpressionError) return { kind: error.kind, message: error.message, position: error.position };
    throw error;
  }
  throw new Error(`parsed: ${source}`);
};

describe('the Jira expression parser', () => {
  it.each(documented)('reads %s', (source) => {
    expect(parse(source)).toMatchObject({ start: 0 });
  });

  it('names the operands it expected and what it met, as the analyse operation does', () => {
    expect(refusal('1 +>')).toEqual({
      kind: 'syntax',
      position: { line: 1, column: 4 },
      message: '!, -, typeof, (, IDENTIFIER, null, true, false, NUMBER, STRING, TEMPLATE_LITERAL, new, [ or { expected, > encountered.',
    });
  });

  it('counts lines and columns from one', () => {
    expect(refusal('1 +\n  2 )').position).toEqual({ line: 2, column: 5 });
  });

  it.each([
    ['', 'EOF encountered'],
    ['issue.', 'IDENTIFIER expected, EOF encountered'],
    ["'open", 'no closing quote'],
    ["'a\nb'", 'no closing quote'],
    ["'\\q'", 'Unknown escape \\q'],
    ['a == ', 'EOF encountered'],
    ['1 2', 'EOF expected, 2 encountered'],
    ['let = 1; 2', 'IDENTIFIER expected'],
    ['if (true) { 1 }', 'else expected'],
    ['a = 1', '; expected'],
    ['x => { x }', ': expected'],
    ['[1,]', ', '],
    ['{a}', ': expected'],
    ['#', 'Unexpected character'],
    ['a & b', 'Unexpected character'],
    ['a += 1', 'encountered'],
    ['1e3', 'EOF expected, e3 encountered'],
    ['(a, a) => 1', 'named twice'],
    ['new Date', '( expected'],
    ['() = 1', 'encountered'],
    ['return', 'EOF encountered'],
    ['a?.(1)', 'IDENTIFIER expected'],
  ])('refuses %j as a syntax error', (source, message) => {
    expect(refusal(source)).toMatchObject({ kind: 'syntax', message: expect.stringContaining(message) });
  });

  it.each([
    ['`a`', 'Template literals'],
    ['1 // one', 'Comments'],
    ['/* x */ 1', 'Comments'],
  ])('says of %j that the site does not model it', (source, message) => {
    expect(refusal(source)).toMatchObject({ kind: 'unsupported', message: expect.stringContaining(message), position: { line: 1 } });
  });

  it('binds && tighter than ||, and both tighter than ??', () => {
    expect(parse('a ?? b || c && d')).toMatchObject({ operator: '??', right: { operator: '||', right: { operator: '&&' } } });
  });

  it('binds arithmetic, ordering and equality in that order, from the left', () => {
    expect(parse('1 - 2 - 3 * 4 < 5 == true')).toMatchObject({
      operator: '==',
      left: { operator: '<', left: { operator: '-', left: { operator: '-' }, right: { operator: '*' } } },
    });
  });

  it('reads the braces after an arrow as a map, and as statements only when they can be nothing else', () => {
    expect(parse('x => { a: x }')).toMatchObject({ body: { type: 'map' } });
    expect(parse('x => {}')).toMatchObject({ body: { type: 'map' } });
    expect(parse('x => { return: 1 }')).toMatchObject({ body: { type: 'map' } });
    expect(parse('x => { let y = x; return y; }')).toMatchObject({ body: { type: 'let' } });
  });

  it('tells a conditional from an optional member', () => {
    expect(parse('a?1:0')).toMatchObject({ type: 'conditional' });
    expect(parse('a?.b')).toMatchObject({ type: 'member', optional: true });
  });

  it('refuses texts beyond the documented length', () => {
    expect(refusal(`'${'a'.repeat(10_000)}'`)).toMatchObject({
      kind: 'limit',
      message: 'Jira expression is too long (10002), limit: 10000 characters',
    });
  });

  it.each(['('.repeat(3000), '['.repeat(3000), '!'.repeat(3000), 'x=>'.repeat(3000), '{a:'.repeat(3000), 'throw '.repeat(1500)])(
    'refuses deep nesting instead of exhausting the stack',
    (source) => {
      expect(refusal(source).kind).toBe('limit');
    },
  );

  it('throws nothing but ExpressionError, whatever the text', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '(',
        ')',
        '[',
        ']',
        '{',
        '}',
        '=>',
        '?.',
        '?',
        ':',
        '.',
        ',',
        ';',
        'let ',
        'if ',
        'else ',
        'try ',
        'catch ',
        'return ',
        'throw ',
        'new ',
        'typeof ',
        'x',
        '=',
        '==',
        '&&',
        '||',
        '??',
        '-',
        "'",
        '"',
        '\\',
        '1',
        ' null ',
        '`',
        '/',
      ),
      fc.string(),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join('')),
        ),
        (source) => {
          try {
            parse(source);
          } catch (error) {
            expect(error).toBeInstanceOf(ExpressionError);
          }
        },
      ),
      { numRuns: 1500 },
    );
  });
});
