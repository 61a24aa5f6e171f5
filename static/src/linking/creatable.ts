import { items, readJira, record, textOf } from '../bridge/jira';

export interface NamedItem {
  readonly id: string;
  readonly name: string;
}

export interface ProjectItem extends NamedItem {
  readonly key: string;
}

/** Projects in which this person may create work. @throws {JiraRefused} */
export async function readProjects(): Promise<readonly ProjectItem[]> {
  const answer = record(await readJira('/rest/api/3/project/search?action=create&maxResults=50&orderBy=name'));
  return items(answer.values).flatMap((value) => {
    const { id, key, name } = record(value);
    const [projectId, projectKey] = [textOf(id), textOf(key)];
    return projectId === null || projectKey === null ? [] : [{ id: projectId, key: projectKey, name: textOf(name) ?? projectKey }];
  });
}

/** Work types that can be created there, without subtasks. @throws {JiraRefused} */
export async function readWorkTypes(projectId: string): Promise<readonly NamedItem[]> {
  const answer = record(await readJira(`/rest/api/3/issue/createmeta/${projectId}/issuetypes?maxResults=50`));
  return items(answer.issueTypes).flatMap((value) => {
    const { id, name, subtask } = record(value);
    const typeId = textOf(id);
    return typeId === null || subtask === true ? [] : [{ id: typeId, name: textOf(name) ?? typeId }];
  });
}
