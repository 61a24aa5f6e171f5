import type { Principal } from '../../contracts.ts';
import type { JiraCore } from '../core.ts';
import { emitProductEvent } from '../events.ts';
import { isObject, type Json, textOf } from '../json.ts';
import type { Issue, IssueLink, LinkType } from '../model.ts';
import { badRequest, JiraError } from '../route.ts';
import { linkChange } from './history-items.ts';

/** A link as the history and the events tell it: `inward` is the end that reads the type's outward words. */
export interface LinkEnds {
  readonly type: LinkType;
  readonly inward: Issue;
  readonly outward: Issue;
}

/** Finds a link type by id or name (in any letter case); 404 in Jira's words otherwise. */
export function findLinkType(core: JiraCore, input: unknown): LinkType {
  const id = isObject(input) ? textOf(input, 'id') : undefined;
  const name = isObject(input) ? textOf(input, 'name') : undefined;
  const types = [...core.store.linkTypes.values()];
  const found = types.find((type) => type.id === id) ?? types.find((type) => type.name.toLowerCase() === name?.toLowerCase());
  if (found) return found;
  throw new JiraError(404, [`No issue link type with ${id === undefined ? `name '${name ?? ''}'` : `id '${id}'`} found.`]);
}

/** Makes a link with history at both ends and the event; a link that is already there is left alone, as on Jira. */
export function addLink(core: JiraCore, principal: Principal, { type, inward, outward }: LinkEnds): IssueLink {
  if (inward.id === outward.id) throw badRequest('You cannot link an issue to itself.');
  core.permissions.need(principal, 'LINK_ISSUES', { issue: inward });
  const existing = [...core.store.issueLinks.values()].find(
    (link) => link.typeId === type.id && link.inwardIssueId === inward.id && link.outwardIssueId === outward.id,
  );
  if (existing) return existing;
  const link: IssueLink = { id: core.store.nextId('issueLink'), typeId: type.id, inwardIssueId: inward.id, outwardIssueId: outward.id };
  core.store.issueLinks.put(link.id, link);
  tellLink(core, principal, link, { type, inward, outward }, true);
  return link;
}

/** Removes a link with history at both ends and the event. */
export function removeLink(core: JiraCore, principal: Principal, link: IssueLink): void {
  const ends = {
    type: core.store.linkTypes.need(link.typeId),
    inward: core.store.issues.need(link.inwardIssueId),
    outward: core.store.issues.need(link.outwardIssueId),
  };
  core.store.issueLinks.delete(link.id);
  tellLink(core, principal, link, ends, false);
}

function tellLink(core: JiraCore, principal: Principal, link: IssueLink, { type, inward, outward }: LinkEnds, added: boolean): void {
  const actor = core.actor(principal) ?? '';
  const present = (issue: Issue): Issue => core.store.issues.get(issue.id) ?? issue;
  core.issues.change(present(inward), actor, [linkChange(type.outward, outward.key, added)], {});
  core.issues.change(present(outward), actor, [linkChange(type.inward, inward.key, added)], {});
  emitProductEvent(core, added ? 'avi:jira:created:issuelink' : 'avi:jira:deleted:issuelink', principal, {
    id: link.id,
    sourceIssueId: inward.id,
    destinationIssueId: outward.id,
    issueLinkType: {
      id: type.id,
      name: type.name,
      outwardName: type.outward,
      inwardName: type.inward,
      isSubTaskLinkType: false,
      isSystemLinkType: false,
    },
  });
}

/** Reads one link of `update.issuelinks`: the work item being changed is the end that is not named. */
export function readLinkEnds(core: JiraCore, principal: Principal, input: Json): (self: Issue) => LinkEnds {
  const type = findLinkType(core, input.type);
  const named = (side: 'inwardIssue' | 'outwardIssue'): Issue | undefined => {
    const reference = input[side];
    if (!isObject(reference)) return undefined;
    return core.issues.find(principal, textOf(reference, 'id') ?? textOf(reference, 'key') ?? '');
  };
  const outward = named('outwardIssue');
  const inward = named('inwardIssue');
  if (outward) return (self) => ({ type, inward: self, outward });
  if (inward) return (self) => ({ type, inward, outward: self });
  throw new JiraError(400, [], { issuelinks: 'A link needs an inwardIssue or an outwardIssue.' });
}
