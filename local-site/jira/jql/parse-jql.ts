import type { Query } from '@atlaskit/jql-ast';
import { JastBuilder, JQLSyntaxError } from '@atlaskit/jql-ast';

/** A parsed query, or what is wrong with its grammar in Jira's manner. */
export interface ParsedJql {
  readonly query: Query | undefined;
  readonly errors: readonly string[];
}

/** Parses with Atlassian's own grammar. An empty text is a query without restriction. */
export function parseJql(text: string): ParsedJql {
  // A builder keeps its last parser: asked the same text twice, it answers an empty tree. So each text gets its own.
  const tree = new JastBuilder().build(text);
  const [first] = tree.errors;
  if (!first) return { query: tree.query ?? undefined, errors: [] };
  return {
    query: undefined,
    errors: [`Error in the JQL Query: ${first instanceof JQLSyntaxError ? sentence(first, text) : first.message}`],
  };
}

function sentence(error: JQLSyntaxError, text: string): string {
  const place = `(line ${String(error.line)}, character ${String(error.charPositionInLine + 1)})`;
  const rest = text.slice(error.start).trimStart();
  if (/^["']/u.test(rest) && !rest.slice(1).includes(rest.charAt(0)))
    return `The quoted string '${rest.slice(1)}' has not been completed. ${place}`;
  const expected = expectation(error.message);
  if (rest === '') return `Expecting ${expected.what} before the end of the query.`;
  return `Expecting ${expected.what} but got '${/^(?:[\w-]+|\S)/u.exec(rest)?.[0] ?? ''}'.${expected.hint} ${place}`;
}

/** The grammar lists the tokens it could have taken; each list belongs to one place in a query. */
function expectation(message: string): { readonly what: string; readonly hint: string } {
  const tokens = /\{(.*)\}/u.exec(message)?.[1] ?? '';
  if (tokens.startsWith("'<'")) {
    return {
      what: 'operator',
      hint: ` The valid operators are '=', '!=', '<', '>', '<=', '>=', '~', '!~', 'IN', 'NOT IN', 'IS' and 'IS NOT'.`,
    };
  }
  if (tokens.startsWith('EMPTY')) return { what: 'either a value, list or function', hint: '' };
  if (tokens.startsWith("')'")) return { what: `')'`, hint: '' };
  if (tokens.startsWith('<EOF>') && !tokens.includes('STRING')) return { what: `either 'OR' or 'AND'`, hint: '' };
  return { what: 'a field name', hint: '' };
}
