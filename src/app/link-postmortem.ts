import type { LinkedView, LinkPostmortemCommand } from '../contract/postmortem';
import { answer, refuse, type Reply } from '../contract/reply';
import { linksOf } from '../domain/postmortem/work-item';
import { commandKeyOf } from './append';
import type { PostmortemPorts, PostmortemSession } from './ports/postmortem-ports';
import { locate } from './read-postmortem';
import { recordPostmortemLink } from './record-postmortem-link';

/** Jira's limit for the name by which a remote link is found again. */
const longestGlobalId = 255;

/** Links an existing postmortem that the person may see. */
export async function linkPostmortem(
  ports: PostmortemPorts,
  session: PostmortemSession,
  { commandId, key }: LinkPostmortemCommand<'linkPostmortem'>,
): Promise<Reply<LinkedView>> {
  const incident = await locate(ports, session.issueId, 'incident');
  if (!incident.ok) return incident;
  if ((await ports.items.read(key, 'user')) === null) return refuse('not-found');
  const postmortem = await locate(ports, key, 'postmortem');
  if (!postmortem.ok) return postmortem;
  const { item, site } = incident.value;
  const target = postmortem.value.item;
  const typeId = site.linkTypes.postmortem;
  const there = linksOf(item).some((link) => link.typeId === typeId && link.direction === 'outward' && link.id === target.id);
  if (!there && (await ports.items.link({ typeId, fromId: item.id, toId: target.id })) === 'forbidden') return refuse('may-not-edit');
  const recorded = await recordPostmortemLink(ports.incident, {
    issueId: item.id,
    projectId: site.projectId,
    actor: session.accountId,
    commandKey: commandKeyOf(ports.entropy, session.accountId, commandId),
    data: { type: 'postmortem', key: target.key },
  });
  return recorded.ok ? answer({ key: target.key, issueId: target.id, created: !there }) : recorded;
}

/** Links a page elsewhere as the postmortem; the same address again replaces the link. */
export async function linkPostmortemUrl(
  ports: PostmortemPorts,
  session: PostmortemSession,
  { commandId, url, title }: LinkPostmortemCommand<'linkPostmortemUrl'>,
): Promise<Reply<{ readonly url: string }>> {
  const incident = await locate(ports, session.issueId, 'incident');
  if (!incident.ok) return incident;
  const { item, site } = incident.value;
  const globalId = url.length <= longestGlobalId ? url : `sha256:${ports.entropy.sha256(url)}`;
  if ((await ports.items.linkPage(item.id, { globalId, url, title })) === 'forbidden') return refuse('may-not-edit');
  const recorded = await recordPostmortemLink(ports.incident, {
    issueId: item.id,
    projectId: site.projectId,
    actor: session.accountId,
    commandKey: commandKeyOf(ports.entropy, session.accountId, commandId),
    data: { type: 'postmortem', key: new URL(url).host },
    // Title and address are what a person typed: they stay outside the chain, where they can be erased.
    text: `${title} ${url}`,
  });
  return recorded.ok ? answer({ url }) : recorded;
}
