import type { MeteredInvocation } from '../contracts.ts';

/** One line that app code wrote, or the platform about it. */
export interface LogLine {
  readonly at: number;
  readonly invocationId: string | undefined;
  readonly level: string;
  readonly text: string;
}

/** Counts of a run that is still going on. */
export type OpenMeter = Record<'restCalls' | 'restPoints' | 'kvsOperations' | 'kvsBytesRead' | 'kvsBytesWritten' | 'logLines', number>;

/** What runs of the app cost, and what they wrote; the last few thousand of each. */
export interface Meter {
  open(): OpenMeter;
  add(invocation: MeteredInvocation): void;
  invocations(since?: number): readonly MeteredInvocation[];
  log(line: LogLine): void;
  logs(since?: number): readonly LogLine[];
  clear(): void;
}

const keptInvocations = 5000;
const keptLines = 5000;

export function createMeter(): Meter {
  let invocations: MeteredInvocation[] = [];
  let lines: LogLine[] = [];
  return {
    open: () => ({ restCalls: 0, restPoints: 0, kvsOperations: 0, kvsBytesRead: 0, kvsBytesWritten: 0, logLines: 0 }),
    add(invocation) {
      invocations.push(invocation);
      if (invocations.length > keptInvocations) invocations = invocations.slice(-keptInvocations / 2);
    },
    invocations: (since = 0) => invocations.filter((invocation) => invocation.at >= since),
    log(line) {
      lines.push(line);
      if (lines.length > keptLines) lines = lines.slice(-keptLines / 2);
    },
    logs: (since = 0) => lines.filter((line) => line.at >= since),
    clear() {
      invocations = [];
      lines = [];
    },
  };
}
