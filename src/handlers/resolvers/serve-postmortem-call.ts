import * as v from 'valibot';
import { authorisePostmortemCall } from '../../app/authorise-postmortem-call';
import type { PostmortemPorts, PostmortemSession } from '../../app/ports/postmortem-ports';
import type { LinkPostmortemFunction, PostmortemFunction } from '../../contract/postmortem';
import { refuse, type Reply } from '../../contract/reply';
import { postmortemPorts } from '../../wiring';
import { failureReply } from './failure-reply';

export interface ResolverRequest {
  readonly payload: unknown;
  readonly context: unknown;
}

/** Only `accountId` is the platform's word; the issue is what the frame says, which is why it is authorised. */
const calledFrom = v.object({
  accountId: v.pipe(v.string(), v.minLength(1)),
  locale: v.optional(v.nullable(v.string()), null),
  extension: v.object({
    issue: v.object({ id: v.pipe(v.union([v.string(), v.number()]), v.transform(String), v.regex(/^\d{1,19}$/)) }),
  }),
});

/** Makes a resolver function: parses, authorises as the person on the issue, runs the use case, and turns whatever goes wrong into a refusal. */
export function servePostmortemCall<S extends v.GenericSchema, T>(
  name: PostmortemFunction | LinkPostmortemFunction,
  schema: S,
  useCase: (ports: PostmortemPorts, session: PostmortemSession, command: v.InferOutput<S>) => Promise<Reply<T>>,
): (request: ResolverRequest) => Promise<Reply<T>> {
  return async ({ payload, context }) => {
    const from = v.safeParse(calledFrom, context);
    if (!from.success || from.output.accountId === 'unidentified') return refuse('not-signed-in');
    const command = v.safeParse(schema, payload ?? {});
    if (!command.success) return refuse('bad-request', { field: v.getDotPath(command.issues[0]) ?? '' });
    const { accountId, locale, extension } = from.output;
    const issueId = extension.issue.id;
    const ports = postmortemPorts();
    try {
      const allowed = await authorisePostmortemCall(ports, name, issueId);
      if (!allowed.ok) return allowed;
      const session: PostmortemSession = { issueId, accountId, locale, administers: allowed.value.administers };
      return await useCase(ports, session, command.output);
    } catch (error) {
      return failureReply(ports.log, error, { issueId, call: name });
    }
  };
}
