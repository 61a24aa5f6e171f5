import { EntityProperties } from './entity-properties.ts';
import { HostRecord, type HostMember } from './host-object.ts';
import type { IssueReader } from './issue-reader.ts';
import { membersNotModelled, numericId, plain, recordOrNull, type RestRecord, textOrNull } from './rest-json.ts';

/** `IssueStatus`, from REST's status with its statusCategory; null without one. */
export function statusBean(value: unknown): HostRecord | null {
  const status = recordOrNull(value);
  if (!status) return null;
  const category = recordOrNull(status.statusCategory);
  return named('IssueStatus', status, {
    category: plain(
      category &&
        named('StatusCategory', category, { key: plain(textOrNull(category.key)), colorName: plain(textOrNull(category.colorName)) }),
    ),
  });
}

/** `IssuePriority`, `Resolution` and other things of an id, a name and a description; null where the issue has none. */
export function namedBean(type: string, value: unknown): HostRecord | null {
  const record = recordOrNull(value);
  return record && named(type, record);
}

export function issueTypeBean(reader: IssueReader, value: unknown): HostRecord | null {
  const issueType = recordOrNull(value);
  return (
    issueType &&
    named('IssueType', issueType, {
      iconUrl: plain(textOrNull(issueType.iconUrl)),
      hierarchyLevel: plain(typeof issueType.hierarchyLevel === 'number' ? issueType.hierarchyLevel : null),
      properties: plain(new EntityProperties(reader, 'issuetype', textOrNull(issueType.id))),
    })
  );
}

export function projectBean(reader: IssueReader, value: unknown): HostRecord | null {
  const project = recordOrNull(value);
  if (!project) return null;
  return new HostRecord(
    'Project',
    String(project.id),
    {
      id: plain(numericId(project.id)),
      key: plain(textOrNull(project.key)),
      name: plain(textOrNull(project.name)),
      projectTypeKey: plain(textOrNull(project.projectTypeKey)),
      style: plain(project.simplified === true ? 'next-gen' : 'classic'),
      properties: plain(new EntityProperties(reader, 'project', textOrNull(project.id))),
      ...membersNotModelled('Project', ['lead', 'projectCategory', 'avatarUrls']),
    },
    () => project,
  );
}

export function linkTypeBean(value: unknown): HostRecord | null {
  const linkType = recordOrNull(value);
  return (
    linkType &&
    new HostRecord(
      'IssueLinkType',
      String(linkType.id),
      {
        id: plain(numericId(linkType.id)),
        name: plain(textOrNull(linkType.name)),
        inward: plain(textOrNull(linkType.inward)),
        outward: plain(textOrNull(linkType.outward)),
      },
      () => linkType,
    )
  );
}

function named(type: string, record: RestRecord, more: Readonly<Record<string, HostMember>> = {}): HostRecord {
  return new HostRecord(
    type,
    String(record.id),
    {
      id: plain(numericId(record.id)),
      name: plain(textOrNull(record.name)),
      description: plain(textOrNull(record.description)),
      ...more,
    },
    () => record,
  );
}
