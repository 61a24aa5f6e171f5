import type { ActionType, LinkedView, PostmortemCommand } from '../contract/postmortem';
import { answer, refuse, type Reply } from '../contract/reply';
import { ACTION_PROPERTY_KEY } from '../domain/actions/action-kind';
import { linksOf } from '../domain/postmortem/work-item';
import type { SiteFieldMap } from '../domain/site/site-field-map';
import { appendToPostmortem } from './postmortem-record';
import type { PostmortemPorts, PostmortemSession } from './ports/postmortem-ports';
import { locate } from './read-postmortem';

/** Links an existing work item as an action; its kind is written first, because an action without one may fail a gate unseen. */
export async function linkAction(
  ports: PostmortemPorts,
  session: PostmortemSession,
  command: PostmortemCommand<'linkAction'>,
): Promise<Reply<LinkedView>> {
  const located = await locate(ports, session.issueId, 'postmortem');
  if (!located.ok) return located;
  const { item, site } = located.value;
  const target = await ports.items.read(command.key, 'user');
  if (target === null) return refuse('not-found');
  if (target.id === item.id) return refuse('link-to-self');
  const typeId = actionLinkType(site, command.type);
  const there = linksOf(item).some((link) => link.typeId === typeId && link.direction === 'outward' && link.id === target.id);
  if (
    command.kind !== undefined &&
    (await ports.items.writeProperty(target.id, ACTION_PROPERTY_KEY, { kind: command.kind })) === 'forbidden'
  )
    return refuse('may-not-edit');
  if (!there && (await ports.items.link({ typeId, fromId: item.id, toId: target.id })) === 'forbidden') return refuse('may-not-edit');
  const recorded = await recordAction(ports, session, site, command, target);
  return recorded.ok ? answer({ key: target.key, issueId: target.id, created: !there }) : recorded;
}

export function actionLinkType({ linkTypes }: SiteFieldMap, type: ActionType): string {
  return type === 'priority' ? linkTypes.priorityAction : linkTypes.improvementAction;
}

/** Tells the postmortem's chain of an action, once per command. */
export async function recordAction(
  ports: PostmortemPorts,
  session: PostmortemSession,
  { projectId }: SiteFieldMap,
  { commandId, type, kind }: Pick<PostmortemCommand<'linkAction'>, 'commandId' | 'type' | 'kind'>,
  action: { readonly id: string; readonly key: string },
): Promise<Reply<null>> {
  const data = { type: `${type}-action`, key: action.key, action: action.id, ...(kind === undefined ? {} : { kind }) };
  const outcome = await appendToPostmortem(ports, { ...session, projectId }, commandId, () => ({
    entries: [{ draft: { kind: 'linked', occurredAt: ports.clock.now(), actor: session.accountId, data } }],
  }));
  return outcome.kind === 'busy' ? refuse('busy') : answer(null);
}
