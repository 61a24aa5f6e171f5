import schema from '@atlaskit/adf-schema/dist/json-schema/v1/full.json' with { type: 'json' };
import Ajv from 'ajv-draft-04';
import { isObject, type Json } from '../json.ts';

let matches: ((document: unknown) => boolean) | undefined;

/**
 * Whether a value is an Atlassian document, by Atlassian's own JSON schema: Jira refuses unknown nodes, texts without a
 * character and blocks in the wrong place, and so does this site. The schema is compiled on first need (a third of a second).
 */
export function isDocument(input: unknown): input is Json & { readonly content: readonly unknown[] } {
  if (!isObject(input) || input.type !== 'doc' || input.version !== 1 || !Array.isArray(input.content)) return false;
  matches ??= new Ajv({ strict: false, validateFormats: false }).compile(schema);
  return matches(input);
}
