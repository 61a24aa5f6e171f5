import { fork, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { AdjustableClock } from '../../clock.ts';
import type { Bundle } from '../bundle.ts';
import type { FromChild, ToChild, WireError, WireInvocation, WireRequest, WireResponse } from './wire.ts';

/** How a run of a function ended. */
type RunResult = { readonly outcome: 'ok'; readonly value: unknown } | { readonly outcome: 'error' | 'timeout'; readonly error: WireError };

export interface AppProcess {
  /** Runs one function; never rejects. After `limitMs` of real time the process is stopped, as the platform does. */
  run(invocation: WireInvocation): Promise<RunResult>;
  /** Ends the process at once; what runs in it fails with a platform error. */
  stop(): Promise<void>;
}

export interface AppProcessOptions {
  /** Folder that holds `local-site/` and `node_modules/`. */
  readonly siteRoot: string;
  readonly bundle: Bundle;
  readonly egress: readonly string[];
  readonly clock: AdjustableClock;
  /** Answers what the running code asks of the platform. */
  readonly fetch: (invocationId: string, request: WireRequest) => Promise<WireResponse>;
  readonly log: (invocationId: string | undefined, level: string, text: string) => void;
}

interface Child {
  readonly process: ChildProcess;
  readonly loaded: Promise<WireError | undefined>;
  readonly runs: Map<string, (result: RunResult) => void>;
  /** True after a timeout: takes no new runs and ends with the last one in it. */
  retired: boolean;
}

/** The Node that runs the app: the repository's own Node 24 where installed, since the machine's may be older. */
export function nodeBinary(siteRoot: string): string {
  const own = path.join(siteRoot, 'node_modules', 'node', 'bin', 'node');
  return existsSync(own) ? own : process.execPath;
}

/** Keeps one warm process for the app, started on first use and replaced after a timeout or a crash. */
export function createAppProcess(options: AppProcessOptions): AppProcess {
  const { siteRoot, bundle, egress, clock } = options;
  const children = new Set<Child>();
  let warm: Child | undefined;
  const stopListening = clock.onChange((state) => {
    for (const child of children) tell(child, { type: 'clock', clock: state });
  });

  function tell(child: Child, message: ToChild): void {
    if (child.process.connected) child.process.send(message);
  }

  function start(): Child {
    const started = fork(path.join(siteRoot, 'local-site', 'forge', 'runtime', 'child.ts'), [], {
      execPath: nodeBinary(siteRoot),
      execArgv: ['--experimental-strip-types', '--enable-source-maps', '--disable-warning=ExperimentalWarning'],
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: { PATH: process.env.PATH, TZ: 'UTC' },
    });
    const runs = new Map<string, (result: RunResult) => void>();
    const loaded = new Promise<WireError | undefined>((resolve) => {
      started.on('message', (raw) => {
        const message = raw as FromChild;
        if (message.type === 'loaded') resolve(undefined);
        else if (message.type === 'load-failed') resolve(message.error);
        else hear(child, message);
      });
      started.once('exit', () => {
        resolve({ name: 'FUNCTION_PLATFORM_UNKNOWN_ERROR', message: 'The app could not be started' });
      });
    });
    const child: Child = { process: started, loaded, runs, retired: false };
    started.once('exit', () => {
      children.delete(child);
      if (warm === child) warm = undefined;
      for (const end of [...runs.values()])
        end({ outcome: 'error', error: { name: 'FUNCTION_PLATFORM_UNKNOWN_ERROR', message: 'The process of the app ended' } });
    });
    started.on('error', (error) => {
      options.log(undefined, 'error', `The process of the app failed: ${error.message}`);
    });
    children.add(child);
    tell(child, { type: 'load', file: bundle.file, directory: bundle.directory, egress });
    return child;
  }

  function hear(child: Child, message: Exclude<FromChild, { type: 'loaded' | 'load-failed' }>): void {
    switch (message.type) {
      case 'log':
        options.log(message.invocationId, message.level, message.text);
        return;
      case 'done':
        child.runs.get(message.id)?.(message.error ? { outcome: 'error', error: message.error } : { outcome: 'ok', value: message.value });
        return;
      case 'fetch':
        // After its time limit an invocation is over: what its code still asks for is refused.
        if (!child.runs.has(message.invocationId)) {
          tell(child, { type: 'fetched', id: message.id, error: { name: 'TypeError', message: 'The invocation has ended' } });
          return;
        }
        options.fetch(message.invocationId, message.request).then(
          (response) => {
            tell(child, { type: 'fetched', id: message.id, response });
          },
          (error: unknown) => {
            tell(child, {
              type: 'fetched',
              id: message.id,
              error: { name: 'TypeError', message: error instanceof Error ? error.message : 'fetch failed' },
            });
          },
        );
    }
  }

  function retire(child: Child): void {
    child.retired = true;
    if (warm === child) warm = undefined;
    if (child.runs.size === 0) child.process.kill('SIGKILL');
  }

  return {
    async run(invocation) {
      const child = (warm ??= start());
      const failure = await child.loaded;
      if (failure) {
        retire(child);
        return { outcome: 'error', error: failure };
      }
      return new Promise((resolve) => {
        const timer = setTimeout(() => {
          child.retired = true;
          if (warm === child) warm = undefined;
          end({
            outcome: 'timeout',
            error: {
              name: 'FUNCTION_TIME_OUT',
              message: `Function ${invocation.functionKey} ran longer than ${String(invocation.limitMs / 1000)} s`,
            },
          });
        }, invocation.limitMs);
        const end = (result: RunResult): void => {
          clearTimeout(timer);
          child.runs.delete(invocation.id);
          if (child.retired) retire(child);
          resolve(result);
        };
        child.runs.set(invocation.id, end);
        if (!child.process.connected) {
          end({ outcome: 'error', error: { name: 'FUNCTION_PLATFORM_UNKNOWN_ERROR', message: 'The process of the app ended' } });
          return;
        }
        tell(child, { type: 'invoke', invocation });
      });
    },
    async stop() {
      stopListening();
      const endings = [...children].map(
        (child) =>
          new Promise<void>((resolve) => {
            if (child.process.exitCode !== null || child.process.signalCode !== null) resolve();
            else
              child.process.once('exit', () => {
                resolve();
              });
            child.process.kill('SIGKILL');
          }),
      );
      await Promise.all(endings);
    },
  };
}
