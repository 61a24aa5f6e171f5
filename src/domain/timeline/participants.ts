/**
 * Who is who in one record: `p1` is the first account id of the list. The list lies outside the hash chain,
 * so that a person can be erased (their place becomes an empty string) without breaking it.
 */
export type People = readonly string[];

/** The account id behind a participant id; null when unknown or erased. */
export function accountOf(people: People, participant: string | null): string | null {
  if (participant === null) return null;
  const accountId = people[Number(participant.slice(1)) - 1] ?? '';
  return accountId === '' ? null : accountId;
}

/** The participant id of a person, and the list with that person in it. */
export function enrol(people: People, accountId: string): { readonly people: People; readonly participant: string } {
  const index = people.indexOf(accountId);
  if (index >= 0) return { people, participant: `p${index + 1}` };
  return { people: [...people, accountId], participant: `p${people.length + 1}` };
}

/** The participant id of a person who already takes part; null for anybody else. */
export function participantOf(people: People, accountId: string): string | null {
  const index = people.indexOf(accountId);
  return index < 0 ? null : `p${index + 1}`;
}
