/** A work item as Jira's REST API prints it; whatever is unexpected inside counts as unset. */
export interface WorkItem {
  readonly id: string;
  readonly key: string;
  readonly fields: Readonly<Record<string, unknown>>;
  /** Entity properties by key, as far as they were asked for. */
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface ItemLink {
  readonly typeId: string;
  /** How the other item is seen from the one that was read. */
  readonly direction: 'inward' | 'outward';
  readonly id: string;
  readonly key: string;
  /** Work type of the other item, when Jira says. */
  readonly itemTypeId: string | null;
}

/** The links of a work item whose other end could be seen. */
export function linksOf({ fields }: Pick<WorkItem, 'fields'>): readonly ItemLink[] {
  const links: readonly unknown[] = Array.isArray(fields.issuelinks) ? fields.issuelinks : [];
  return links.flatMap((link): readonly ItemLink[] => {
    const outward = member(link, 'outwardIssue');
    const other = outward ?? member(link, 'inwardIssue');
    const id = textAt(other, 'id');
    const key = textAt(other, 'key');
    const typeId = textAt(link, 'type', 'id');
    if (id === null || key === null || typeId === null) return [];
    return [
      { typeId, direction: outward === undefined ? 'inward' : 'outward', id, key, itemTypeId: textAt(other, 'fields', 'issuetype', 'id') },
    ];
  });
}

/** The text at a path of members; null when anything on the way is missing or the end is no text. */
export function textAt(value: unknown, ...path: readonly string[]): string | null {
  const end = path.reduce(member, value);
  return typeof end === 'string' ? end : null;
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}
