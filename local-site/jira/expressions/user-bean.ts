import { EntityProperties } from './entity-properties.ts';
import { HostRecord, type HostMember } from './host-object.ts';
import type { IssueReader } from './issue-reader.ts';
import { membersNotModelled, plain } from './rest-json.ts';

/**
 * `User`: the account id is free, everything else loads the profile (one expensive operation for a person).
 * Unknown people have null details.
 */
export function userBean(reader: IssueReader, accountId: string): HostRecord {
  const profile = (read: () => unknown): HostMember => ({ expensive: `user:${accountId}`, read: () => read() ?? null });
  return new HostRecord(
    'User',
    accountId,
    {
      accountId: plain(accountId),
      displayName: profile(() => reader.user(accountId)?.displayName),
      active: profile(() => reader.user(accountId)?.active),
      locale: profile(() => reader.user(accountId)?.locale),
      timeZone: profile(() => reader.user(accountId)?.timeZone),
      properties: plain(new EntityProperties(reader, 'user', accountId)),
      ...membersNotModelled('User', ['avatarUrls', 'groups', 'groupIds', 'permissions']),
    },
    () => {
      const user = reader.user(accountId);
      return { accountId, displayName: user?.displayName ?? null, active: user?.active ?? null };
    },
  );
}
