import type { AppRules, JiraSite, ProductEvent, RestAnswer, RestRequest } from '../../../local-site/contracts.ts';

/** A Jira that knows one work item, says who asked, and lets a test emit events. */
export interface FakeJira extends JiraSite {
  readonly requests: RestRequest[];
  emit(event: Partial<ProductEvent> & { name: string }): void;
  rules(): AppRules | undefined;
}

export function createFakeJira(): FakeJira {
  const requests: RestRequest[] = [];
  const listeners: ((event: ProductEvent) => void)[] = [];
  let rules: AppRules | undefined;
  const project = { id: '10', key: 'INC', projectTypeKey: 'software' };
  const ok = (body: unknown): RestAnswer => ({ status: 200, headers: {}, body, points: 2 });

  return {
    requests,
    rules: () => rules,
    emit: (event) => {
      for (const listener of listeners) listener({ payload: {}, actorAccountId: undefined, selfGenerated: false, at: 0, ...event });
    },
    handle(request) {
      requests.push(request);
      const path = request.path.split('?')[0];
      const { principal } = request;
      if (path === '/rest/api/3/myself')
        return Promise.resolve(
          ok({
            kind: principal.kind,
            accountId: principal.kind === 'user' ? principal.accountId : null,
            scopes: 'scopes' in principal ? principal.scopes : principal.kind === 'user' ? (principal.viaApp?.scopes ?? null) : null,
            method: request.method,
          }),
        );
      if (path === '/rest/api/3/issue/INC-1')
        return Promise.resolve(ok({ id: '1', key: 'INC-1', fields: { issuetype: { id: '7', name: 'Incident' }, project } }));
      if (path === '/rest/api/3/project/INC') return Promise.resolve(ok(project));
      if (path === '/rest/api/3/mypermissions')
        return Promise.resolve(
          ok({ permissions: { ADMINISTER: { havePermission: principal.kind === 'user' && principal.accountId === 'admin' } } }),
        );
      if (path === '/rest/api/3/write') return Promise.resolve({ status: 204, headers: {}, points: 1 });
      return Promise.resolve({ status: 404, headers: {}, body: { errorMessages: [`No ${request.path}`], errors: {} }, points: 1 });
    },
    evaluate(expression, context) {
      // The fixture's one filter: the type of the issue in the event.
      const event = context.variables?.event as { issue?: { fields?: { issuetype?: { name?: string } } } } | undefined;
      if (event?.issue?.fields?.issuetype === undefined) throw new Error(`failed: ${expression}`);
      return event.issue.fields.issuetype.name === 'Incident';
    },
    onEvent: (listener) => {
      listeners.push(listener);
    },
    attachRules: (next) => {
      rules = next;
    },
    reset: () => undefined,
  };
}
