import { isDocument } from '../issues/field-input.ts';
import { type Json, isObject } from '../json.ts';
import type { Comment } from '../model.ts';
import { JiraError, badRequest } from '../route.ts';
import { checkProperty } from './property-value.ts';

/** Reads a comment of a request; 400 in Jira's words for a body that is no Atlassian document. */
export function readComment(input: Json): Pick<Comment, 'body' | 'properties' | 'jsdPublic'> {
  const body = input.body;
  if (body === undefined || body === null || body === '') throw new JiraError(400, [], { comment: 'Comment body can not be empty!' });
  if (!isDocument(body)) throw new JiraError(400, [], { comment: 'Comment body is not valid!' });
  if (input.visibility !== undefined) throw new JiraError(501, ['The local site does not keep comments for a group or role only.']);
  return { body, properties: readProperties(input.properties ?? []), jsdPublic: true };
}

function readProperties(list: unknown): Comment['properties'] {
  if (!Array.isArray(list)) throw badRequest(`'properties' must be an array.`);
  return list.map((property: unknown) => {
    if (!isObject(property) || typeof property.key !== 'string') throw badRequest('A comment property needs a key and a value.');
    checkProperty(property.key, property.value);
    return { key: property.key, value: property.value };
  });
}
