/** Keeps two invocations from making the same thing in Jira at once, where a transaction cannot reach. */
export interface Leases {
  /** A token when nobody else holds `name` now; null when somebody does. It ends by itself at `until` (epoch ms). */
  hold(name: string, until: number): Promise<string | null>;
  release(token: string): Promise<void>;
}
