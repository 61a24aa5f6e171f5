import type { Collection, Database } from '../../store/database.ts';

/** A run of the app that is owed: kept in the site's file from the moment it is known until it has ended. */
export interface WorkItem {
  readonly id: string;
  readonly seq: number;
  readonly kind: 'trigger' | 'consumer' | 'scheduled' | 'lifecycle';
  readonly moduleKey: string;
  readonly functionKey: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** Epoch ms of site time. */
  readonly due: number;
  readonly firstDue: number;
  /** Deliveries that ended in a retry. */
  readonly attempt: number;
  readonly originId?: string;
  readonly jobId?: string;
  readonly concurrency?: { readonly key: string; readonly limit: number };
}

export interface WorkItems {
  add(item: Omit<WorkItem, 'seq'>): void;
  put(item: WorkItem): void;
  remove(id: string): void;
  all(): readonly WorkItem[];
  clear(): void;
}

export function openWorkItems(database: Database): WorkItems {
  const items: Collection<WorkItem> = database.collection('forge.work');
  let seq = [...items.values()].reduce((top, item) => Math.max(top, item.seq), 0);
  return {
    add: (item) => {
      items.put(item.id, { ...item, seq: ++seq });
    },
    put: (item) => {
      items.put(item.id, item);
    },
    remove: (id) => {
      items.delete(id);
    },
    all: () => [...items.values()],
    clear: () => {
      items.clear();
    },
  };
}
