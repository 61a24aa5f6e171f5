import { userBean } from '../configuration/lookup.ts';
import type { User } from '../model.ts';

/** Schema `UserDetails`: a person inside another object, who unlike a `User` has no locale. */
export function userDetails(user: User): object {
  return Object.fromEntries(Object.entries(userBean(user)).filter(([name]) => name !== 'locale'));
}
