/** In which language people read Jira. */
export interface Locales {
  /** Like `ko_KR`; null when the person keeps it to themselves, or is unknown. Throws when Jira does not answer. */
  localeOf(accountId: string): Promise<string | null>;
}
