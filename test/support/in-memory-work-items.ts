import type { ItemReadOptions, NewWorkItem, WorkItems } from '../../src/app/ports/work-items';
import type { WorkItem } from '../../src/domain/postmortem/work-item';

interface StoredLink {
  readonly typeId: string;
  readonly fromId: string;
  readonly toId: string;
}

export interface InMemoryWorkItems extends WorkItems {
  readonly items: Map<string, WorkItem>;
  readonly links: StoredLink[];
  readonly pages: Map<string, { readonly issueId: string; readonly url: string; readonly title: string }>;
  /** Requests to create, in order. */
  readonly asked: { readonly draft: NewWorkItem; readonly as: 'user' | 'app' }[];
  /** Called before each operation: lets a test count, interleave, or make Jira fail. */
  before: (operation: string) => Promise<void> | void;
  /** Called when a work item was made and before the caller hears of it. */
  made: () => void;
  /** Ids that the person cannot see. */
  hidden: readonly string[];
  /** Account ids that may not be assigned. */
  notAssignable: readonly string[];
  /** Fields that the screen for creating lacks. */
  notOnScreen: readonly string[];
  /** Whether the person may link and edit. */
  allowed: boolean;
  put(item: Partial<WorkItem> & { readonly id: string }): void;
  change(id: string, fields: Readonly<Record<string, unknown>>): void;
}

/** Work items of one site, with links that both ends tell of. */
export function inMemoryWorkItems(): InMemoryWorkItems {
  const items = new Map<string, WorkItem>();
  const links: StoredLink[] = [];
  let nextId = 20_001;

  async function step(operation: string): Promise<void> {
    await self.before(operation);
  }

  function find(idOrKey: string): WorkItem | undefined {
    const found = [...items.values()].find(({ id, key }) => id === idOrKey || key === idOrKey);
    return found === undefined ? undefined : { ...found, fields: { ...found.fields, issuelinks: linkBeans(found.id) } };
  }

  function linkBeans(id: string): readonly unknown[] {
    const bean = (otherId: string): unknown => ({
      id: otherId,
      key: items.get(otherId)?.key,
      fields: { issuetype: items.get(otherId)?.fields.issuetype },
    });
    return links.flatMap(({ typeId, fromId, toId }) => [
      ...(fromId === id ? [{ type: { id: typeId }, outwardIssue: bean(toId) }] : []),
      ...(toId === id ? [{ type: { id: typeId }, inwardIssue: bean(fromId) }] : []),
    ]);
  }

  const self: InMemoryWorkItems = {
    items,
    links,
    pages: new Map(),
    asked: [],
    before: () => undefined,
    made: () => undefined,
    hidden: [],
    notAssignable: [],
    notOnScreen: [],
    allowed: true,
    put({ id, key = `INC-${id}`, fields = {}, properties = {} }) {
      items.set(id, { id, key, fields, properties });
    },
    change(id, fields) {
      const item = items.get(id);
      if (item !== undefined) items.set(id, { ...item, fields: { ...item.fields, ...fields } });
    },
    async read(idOrKey, as) {
      await step('read');
      const item = find(idOrKey);
      return item === undefined || (as === 'user' && self.hidden.includes(item.id)) ? null : item;
    },
    async readMany(ids: readonly string[], _wanted: ItemReadOptions) {
      await step('read-many');
      return ids.flatMap((id) => find(id) ?? []);
    },
    async create(draft, as) {
      await step('create');
      self.asked.push({ draft, as });
      const refused = Object.keys(draft.texts).filter((fieldId) => self.notOnScreen.includes(fieldId));
      if (draft.assignee !== null && self.notAssignable.includes(draft.assignee)) refused.push('assignee');
      if (refused.length > 0) return { kind: 'refused', status: 400, fields: refused };
      const id = String(nextId++);
      const { projectId, typeId, summary, assignee, dueDate, texts, linkedFrom, properties } = draft;
      const fields = {
        project: { id: projectId },
        issuetype: { id: typeId },
        summary,
        duedate: dueDate,
        assignee: assignee === null ? null : { accountId: assignee },
        status: { id: '311', statusCategory: { key: 'new' } },
        ...texts,
      };
      items.set(id, { id, key: `INC-${id}`, fields, properties });
      links.push({ typeId: linkedFrom.typeId, fromId: linkedFrom.fromId, toId: id });
      self.made();
      return { kind: 'created', id, key: `INC-${id}` };
    },
    async link(link) {
      await step('link');
      if (!self.allowed) return 'forbidden';
      if (!links.some((one) => one.typeId === link.typeId && one.fromId === link.fromId && one.toId === link.toId)) links.push(link);
      return 'linked';
    },
    async linkPage(issueId, { globalId, url, title }) {
      await step('link-page');
      if (!self.allowed) return 'forbidden';
      self.pages.set(globalId, { issueId, url, title });
      return 'linked';
    },
    async writeProperty(issueId, key, value) {
      await step('write-property');
      const item = items.get(issueId);
      if (!self.allowed || item === undefined) return 'forbidden';
      items.set(issueId, { ...item, properties: { ...item.properties, [key]: value } });
      return 'written';
    },
  };
  return self;
}
