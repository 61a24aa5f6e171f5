import Resolver from '@forge/resolver';
import { acceptRisk, withdrawRisk } from '../../app/accept-risk';
import { approve, withdrawApproval } from '../../app/approve-postmortem';
import { createAction } from '../../app/create-action';
import { linkAction } from '../../app/link-action';
import { openPostmortem } from '../../app/open-postmortem';
import { postmortemRequests, type PostmortemAnswer, type PostmortemFunction } from '../../contract/postmortem';
import type { Reply } from '../../contract/reply';
import { servePostmortemCall, type ResolverRequest } from './serve-postmortem-call';

/** Every function of the panel and of *Link follow-up*, by the name the bridge calls it. */
const functions: { readonly [F in PostmortemFunction]: (request: ResolverRequest) => Promise<Reply<PostmortemAnswer<F>>> } = {
  openPostmortem: servePostmortemCall('openPostmortem', postmortemRequests.openPostmortem, openPostmortem),
  approve: servePostmortemCall('approve', postmortemRequests.approve, approve),
  withdrawApproval: servePostmortemCall('withdrawApproval', postmortemRequests.withdrawApproval, withdrawApproval),
  createAction: servePostmortemCall('createAction', postmortemRequests.createAction, createAction),
  linkAction: servePostmortemCall('linkAction', postmortemRequests.linkAction, linkAction),
  acceptRisk: servePostmortemCall('acceptRisk', postmortemRequests.acceptRisk, acceptRisk),
  withdrawRisk: servePostmortemCall('withdrawRisk', postmortemRequests.withdrawRisk, withdrawRisk),
};

const resolver = new Resolver();
for (const [name, serve] of Object.entries(functions)) resolver.define(name, serve);

export const run = resolver.getDefinitions();
