import type { LinkedView, PostmortemCommand } from '../contract/postmortem';
import { answer, refuse, type Reply } from '../contract/reply';
import { ACTION_PROPERTY_KEY } from '../domain/actions/action-kind';
import { linksOf, textAt } from '../domain/postmortem/work-item';
import { endOfDay } from '../domain/postmortem/working-days';
import { commandKeyOf } from './append';
import { actionLinkType, recordAction } from './link-action';
import { MADE_PROPERTY_KEY, makePostmortemItemOnce, type MadeItem } from './make-postmortem-item-once';
import type { PostmortemPorts, PostmortemSession } from './ports/postmortem-ports';
import { locate } from './read-postmortem';

/** Creates an action with owner, due date, kind and link in one request, as the person who asks. */
export async function createAction(
  ports: PostmortemPorts,
  session: PostmortemSession,
  command: PostmortemCommand<'createAction'>,
): Promise<Reply<LinkedView>> {
  if (endOfDay(command.dueDate) === null) return refuse('bad-request', { field: 'dueDate' });
  const located = await locate(ports, session.issueId, 'postmortem');
  if (!located.ok) return located;
  const { site } = located.value;
  const typeId = actionLinkType(site, command.type);
  const commandKey = commandKeyOf(ports.entropy, session.accountId, command.commandId);
  const made = await makePostmortemItemOnce<MadeItem>(ports, {
    name: `action:${session.issueId}:${commandKey}`,
    find: () => findMade(ports, session.issueId, typeId, commandKey),
    async make() {
      const { projectId, workTypeId, summary, assignee, dueDate, kind } = command;
      const outcome = await ports.items.create(
        {
          projectId,
          typeId: workTypeId,
          summary,
          assignee,
          dueDate,
          texts: {},
          linkedFrom: { typeId, fromId: session.issueId },
          properties: { [ACTION_PROPERTY_KEY]: { kind }, [MADE_PROPERTY_KEY]: { command: commandKey } },
        },
        'user',
      );
      if (outcome.kind === 'created') return answer(outcome);
      return outcome.fields.includes('assignee') ? refuse('not-assignable') : refuse('jira-refused', { status: outcome.status });
    },
  });
  if (!made.ok) return made;
  const { item, created } = made.value;
  const recorded = await recordAction(ports, session, site, command, item);
  return recorded.ok ? answer({ key: item.key, issueId: item.id, created }) : recorded;
}

/** What this very command made before, found by its mark among the postmortem's links. */
async function findMade(ports: PostmortemPorts, postmortemId: string, typeId: string, commandKey: string): Promise<MadeItem | null> {
  const postmortem = await ports.items.read(postmortemId, 'app');
  const ids =
    postmortem === null
      ? []
      : linksOf(postmortem).flatMap((link) => (link.typeId === typeId && link.direction === 'outward' ? [link.id] : []));
  if (ids.length === 0) return null;
  const items = await ports.items.readMany(ids, { fields: ['summary'], properties: [MADE_PROPERTY_KEY] });
  return items.find(({ properties }) => textAt(properties[MADE_PROPERTY_KEY], 'command') === commandKey) ?? null;
}
