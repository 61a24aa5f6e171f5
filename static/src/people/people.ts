import { items, readJira, record, textOf } from '../bridge/jira';

export interface Person {
  readonly accountId: string;
  readonly name: string;
}

/** Names by account id; what is not there could not be read. */
export type Names = ReadonlyMap<string, string>;

/** Reads the names of accounts in one request; unknown and hidden people are left out. */
export async function readNames(accountIds: readonly string[]): Promise<Names> {
  if (accountIds.length === 0) return new Map();
  const query = accountIds.slice(0, 90).map((id) => `accountId=${encodeURIComponent(id)}`);
  const answer = record(await readJira(`/rest/api/3/user/bulk?${query.join('&')}&maxResults=90`));
  return new Map(
    items(answer.values).flatMap((user): (readonly [string, string])[] => {
      const { accountId, displayName } = record(user);
      const [id, name] = [textOf(accountId), textOf(displayName)];
      return id === null || name === null ? [] : [[id, name]];
    }),
  );
}
