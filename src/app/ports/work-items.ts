import type { WorkItem } from '../../domain/postmortem/work-item';

export interface NewWorkItem {
  readonly projectId: string;
  readonly typeId: string;
  readonly summary: string;
  /** Account id; null leaves it to the project. */
  readonly assignee: string | null;
  /** `YYYY-MM-DD`. */
  readonly dueDate: string;
  /** Plain text by field id; empty ones are left out. */
  readonly texts: Readonly<Record<string, string>>;
  /** The new item is the target of this link: "`fromId` has postmortem <new>". Made in the same request. */
  readonly linkedFrom: { readonly typeId: string; readonly fromId: string };
  readonly properties: Readonly<Record<string, unknown>>;
}

export type Created =
  | { readonly kind: 'created'; readonly id: string; readonly key: string }
  /** Jira refused, because of these fields when it names any; nothing was made. */
  | { readonly kind: 'refused'; readonly status: number; readonly fields: readonly string[] };

export interface ItemReadOptions {
  readonly fields: readonly string[];
  readonly properties: readonly string[];
}

/** Work items as postmortems and their actions need them. Adapters throw when Jira does not answer. */
export interface WorkItems {
  /** All fields but comments, attachments and worklogs; null when there is none, or not for this reader. */
  read(idOrKey: string, as: 'user' | 'app'): Promise<WorkItem | null>;
  /** As the app, in one request per hundred; those that cannot be read are left out. */
  readMany(ids: readonly string[], wanted: ItemReadOptions): Promise<readonly WorkItem[]>;
  create(item: NewWorkItem, as: 'user' | 'app'): Promise<Created>;
  /** As the user: "`fromId` has postmortem `toId`". Repeating it changes nothing. */
  link(link: { readonly typeId: string; readonly fromId: string; readonly toId: string }): Promise<'linked' | 'forbidden'>;
  /** As the user, a link to a page elsewhere; the same `globalId` replaces it. */
  linkPage(
    issueId: string,
    page: { readonly globalId: string; readonly url: string; readonly title: string },
  ): Promise<'linked' | 'forbidden'>;
  /** As the user. */
  writeProperty(issueId: string, key: string, value: unknown): Promise<'written' | 'forbidden'>;
}
