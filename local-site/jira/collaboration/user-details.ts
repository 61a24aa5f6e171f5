import { userBean } from '../configuration/lookup.ts';
import type { User } from '../model.ts';

/** Schema `UserDetails`: a person inside another object, who unlike a `User` has no locale. */
export function userDetails(user: User): object {
  const { locale: _locale, ...details } = userBean(user);
  return details;
}
