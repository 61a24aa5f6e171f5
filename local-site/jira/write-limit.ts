import { JiraError } from './route.ts';

/** Jira's per-issue write limits (rate-limiting page, October 2026): writes allowed within a window of milliseconds. */
const windows = [
  { writes: 20, ms: 2_000 },
  { writes: 100, ms: 30_000 },
] as const;

export interface WriteLimit {
  enabled: boolean;
  /** Counts one write to a work item; throws 429 with `Retry-After` (seconds) when it is one too many. */
  count(issueIdOrKey: string, now: number): void;
  clear(): void;
}

/** Counts writes per work item in site time. */
export function createWriteLimit(): WriteLimit {
  const writes = new Map<string, number[]>();
  return {
    enabled: true,
    count(issueIdOrKey, now) {
      if (!this.enabled) return;
      const recent = (writes.get(issueIdOrKey) ?? []).filter((at) => now - at < 30_000 && at <= now);
      writes.set(issueIdOrKey, recent);
      for (const { writes: allowed, ms } of windows) {
        const inside = recent.filter((at) => now - at < ms);
        const oldest = inside[0];
        if (oldest === undefined || inside.length < allowed) continue;
        const wait = Math.max(1, Math.ceil((oldest + ms - now) / 1000));
        throw new JiraError(
          429,
          ['Rate limit exceeded for writes to this issue.'],
          {},
          {
            'retry-after': String(wait),
            'ratelimit-reason': 'jira-per-issue-on-write',
          },
        );
      }
      recent.push(now);
    },
    clear() {
      writes.clear();
    },
  };
}
