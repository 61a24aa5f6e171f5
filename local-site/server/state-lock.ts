import { DatabaseSync } from 'node:sqlite';

/** Another copy of the site works on the same file. */
export class StateInUse extends Error {
  constructor(state: string) {
    super(
      `Another local site is running on ${state}. Stop it, or give this one its own file: LOCAL_SITE_STATE=.local-site/other.db npm start`,
    );
    this.name = 'StateInUse';
  }
}

/**
 * Claims a state file for this process by an exclusive SQLite lock beside it. The operating system lets go of the lock
 * when the process ends, however it ends, so nothing stale can stay behind.
 */
export function lockState(state: string): () => void {
  if (state === ':memory:') return () => undefined;
  const lock = new DatabaseSync(`${state}.lock`);
  try {
    lock.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE');
  } catch {
    lock.close();
    throw new StateInUse(state);
  }
  return () => {
    lock.close();
  };
}
