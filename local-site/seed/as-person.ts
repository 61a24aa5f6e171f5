import type { JiraSite } from '../contracts.ts';

/** One REST call of a person; the seed stops at any answer that is not 2xx or 3xx. */
export type Act = (person: { readonly accountId: string }, method: string, path: string, body?: unknown) => Promise<unknown>;

/** Makes seeds act through REST, so that keys, history and events come about as they do for everybody. */
export function actingOn(jira: JiraSite): Act {
  return async (person, method, path, body) => {
    const answer = await jira.handle({
      method,
      path: `/rest/api/3${path}`,
      headers: { 'content-type': 'application/json' },
      principal: { kind: 'user', accountId: person.accountId },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (answer.status >= 400) throw new Error(`${method} ${path} answered ${String(answer.status)}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
}

/** A document of paragraphs. */
export function paragraphs(...texts: string[]): object {
  return { type: 'doc', version: 1, content: texts.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })) };
}
