import type { JiraCore } from '../core.ts';
import type { EntityProperty } from '../model.ts';
import { badRequest } from '../route.ts';

const MAX_KEY = 255;
const MAX_VALUE = 32_768;

/** Checks key and value of an entity property against Jira's limits: 255 and 32,768 characters. */
export function checkProperty(key: string, value: unknown): void {
  if (key.length > MAX_KEY) throw badRequest(`The property key cannot be longer than ${String(MAX_KEY)} characters.`);
  if (value === undefined) throw badRequest('The property value must be a valid, non-empty JSON.');
  if (JSON.stringify(value).length > MAX_VALUE)
    throw badRequest(`The property value cannot be longer than ${String(MAX_VALUE)} characters.`);
}

/** Stores a property; true when it is new. */
export function putProperty(core: JiraCore, property: EntityProperty): boolean {
  checkProperty(property.key, property.value);
  const id = `${property.entity}:${property.entityId}:${property.key}`;
  const isNew = !core.store.entityProperties.has(id);
  core.store.entityProperties.put(id, property);
  return isNew;
}

/** Keys of an entity's properties, in order of their first writing. */
export function propertyKeys(core: JiraCore, entity: EntityProperty['entity'], entityId: string): readonly string[] {
  return [...core.store.entityProperties.values()]
    .filter((property) => property.entity === entity && property.entityId === entityId)
    .map((property) => property.key);
}
