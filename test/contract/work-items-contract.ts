import type { NewWorkItem, WorkItems } from '../../src/app/ports/work-items';
import { fieldText } from '../../src/domain/postmortem/field-text';
import { linksOf } from '../../src/domain/postmortem/work-item';

export interface WorkItemsUnderTest {
  readonly items: WorkItems;
  /** Two work items that the person sees, and one that only the app does. */
  readonly ids: { readonly first: string; readonly second: string; readonly hidden: string };
  readonly projectId: string;
  readonly typeId: string;
  readonly linkTypeId: string;
  readonly assignable: string;
  readonly notAssignable: string;
  /** From now on the person acts who may look and nothing else. */
  asViewer(): void;
  pagesOf(issueId: string): Promise<readonly string[]>;
  close(): void;
}

/** What every door to work items does alike. */
export function workItemsContract(name: string, open: () => WorkItemsUnderTest): void {
  describe(`work items in ${name}`, () => {
    let world: WorkItemsUnderTest;
    beforeEach(() => {
      world = open();
    });
    afterEach(() => {
      world.close();
    });
    const draft = (more: Partial<NewWorkItem> = {}): NewWorkItem => ({
      projectId: world.projectId,
      typeId: world.typeId,
      summary: 'Alert on disks',
      assignee: world.assignable,
      dueDate: '2026-12-21',
      texts: { description: 'One\n\nTwo', environment: '' },
      linkedFrom: { typeId: world.linkTypeId, fromId: world.ids.first },
      properties: { 'incident-action': { kind: 'detect' } },
      ...more,
    });

    test('are read by id and by key, and not when there is none or the reader may not see it', async () => {
      const { items, ids } = world;
      const first = await items.read(ids.first, 'user');
      expect(first?.id).toBe(ids.first);
      expect((await items.read(first?.key ?? '', 'app'))?.id).toBe(ids.first);
      expect(await items.read('NONE-1', 'app')).toBeNull();
      expect(await items.read(ids.hidden, 'user')).toBeNull();
      expect((await items.read(ids.hidden, 'app'))?.id).toBe(ids.hidden);
    });

    test('are read many at once, without those that are not there', async () => {
      const { items, ids } = world;
      const found = await items.readMany([ids.second, '99999', ids.first], { fields: ['summary'], properties: [] });
      expect(found.map(({ id }) => id).sort()).toEqual([ids.first, ids.second].sort());
    });

    test('are made with link, owner, due date, texts and properties in one request', async () => {
      const { items, ids, linkTypeId } = world;
      const made = await items.create(draft(), 'user');
      if (made.kind !== 'created') throw new Error(made.fields.join());
      const item = await items.read(made.id, 'app');
      expect(item).toMatchObject({
        key: made.key,
        fields: { summary: 'Alert on disks', duedate: '2026-12-21', assignee: { accountId: world.assignable } },
      });
      expect(fieldText(item?.fields.description)).toContain('One');
      expect((await items.readMany([made.id], { fields: ['summary'], properties: ['incident-action'] }))[0]?.properties).toMatchObject({
        'incident-action': { kind: 'detect' },
      });
      const first = await items.read(ids.first, 'app');
      expect(linksOf(first ?? { fields: {} })).toMatchObject([
        { typeId: linkTypeId, direction: 'outward', id: made.id, key: made.key, itemTypeId: world.typeId },
      ]);
    });

    test('are not made, and the field is named, when Jira does not take a value', async () => {
      const { items, ids } = world;
      expect(await items.create(draft({ assignee: world.notAssignable }), 'user')).toEqual({
        kind: 'refused',
        status: 400,
        fields: ['assignee'],
      });
      expect(linksOf((await items.read(ids.first, 'app')) ?? { fields: {} })).toEqual([]);
    });

    test('are linked once however often one asks, and not by people who may not', async () => {
      const { items, ids, linkTypeId: typeId } = world;
      const link = { typeId, fromId: ids.first, toId: ids.second };
      expect(await items.link(link)).toBe('linked');
      expect(await items.link(link)).toBe('linked');
      expect(linksOf((await items.read(ids.second, 'app')) ?? { fields: {} })).toMatchObject([
        { typeId, direction: 'inward', id: ids.first },
      ]);
      world.asViewer();
      expect(await items.link({ typeId, fromId: ids.second, toId: ids.first })).toBe('forbidden');
    });

    test('are linked to a page once by its name, and not by people who may not', async () => {
      const { items, ids } = world;
      expect(await items.linkPage(ids.first, { globalId: 'a', url: 'https://wiki.test/a', title: 'Draft' })).toBe('linked');
      expect(await items.linkPage(ids.first, { globalId: 'a', url: 'https://wiki.test/a', title: 'Final' })).toBe('linked');
      expect(await world.pagesOf(ids.first)).toEqual(['Final']);
      world.asViewer();
      expect(await items.linkPage(ids.first, { globalId: 'b', url: 'https://wiki.test/b', title: 'No' })).toBe('forbidden');
    });

    test('get properties from people who may edit them', async () => {
      const { items, ids } = world;
      expect(await items.writeProperty(ids.second, 'incident-action', { kind: 'repair' })).toBe('written');
      expect((await items.readMany([ids.second], { fields: ['summary'], properties: ['incident-action'] }))[0]?.properties).toEqual({
        'incident-action': { kind: 'repair' },
      });
      world.asViewer();
      expect(await items.writeProperty(ids.second, 'incident-action', { kind: 'prevent' })).toBe('forbidden');
    });
  });
}
