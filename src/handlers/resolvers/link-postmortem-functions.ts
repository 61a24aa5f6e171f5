import { createPostmortem } from '../../app/create-postmortem';
import { linkPostmortem, linkPostmortemUrl } from '../../app/link-postmortem';
import { linkPostmortemRequests, type LinkPostmortemAnswer, type LinkPostmortemFunction } from '../../contract/postmortem';
import type { Reply } from '../../contract/reply';
import { servePostmortemCall, type ResolverRequest } from './serve-postmortem-call';

/** The functions of *Link postmortem*: they act on an incident, so the incident panel's resolver serves them. */
export const linkPostmortemFunctions: {
  readonly [F in LinkPostmortemFunction]: (request: ResolverRequest) => Promise<Reply<LinkPostmortemAnswer<F>>>;
} = {
  createPostmortem: servePostmortemCall('createPostmortem', linkPostmortemRequests.createPostmortem, createPostmortem),
  linkPostmortem: servePostmortemCall('linkPostmortem', linkPostmortemRequests.linkPostmortem, linkPostmortem),
  linkPostmortemUrl: servePostmortemCall('linkPostmortemUrl', linkPostmortemRequests.linkPostmortemUrl, linkPostmortemUrl),
};
