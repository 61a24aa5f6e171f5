/** Jira answered with something other than success; expected statuses are turned into values by the adapter that asked. */
export class JiraRefused extends Error {
  readonly status: number;

  constructor(status: number, what: string, cause?: unknown) {
    super(`Jira answered ${status} to ${what}`, { cause });
    this.name = 'JiraRefused';
    this.status = status;
  }
}

/** Jira did not answer, or asked us to come back later. */
export class JiraUnavailable extends Error {
  constructor(what: string, cause?: unknown) {
    super(`Jira did not answer ${what}`, { cause });
    this.name = 'JiraUnavailable';
  }
}
