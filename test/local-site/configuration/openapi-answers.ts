import { readFileSync } from 'node:fs';
import Ajv, { type ValidateFunction } from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import type { RestAnswer } from '../../../local-site/contracts.ts';

type Json = Record<string, unknown>;

/**
 * Checks successful answers against Atlassian's OpenAPI document of Jira, which is not part of this repository: name a copy in
 * `JIRA_OPENAPI` and every call of these suites is checked. Without it nothing is.
 */
export function answerChecker(): (method: string, path: string, answer: RestAnswer) => string[] {
  const file = process.env['JIRA_OPENAPI'];
  if (file === undefined || file === '') return () => [];
  const document = strip(JSON.parse(readFileSync(file, 'utf8'))) as { paths: Record<string, Json>; components: Json };
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv);
  for (const format of ['int32', 'int64', 'float', 'double', 'byte', 'binary']) ajv.addFormat(format, true);
  ajv.addSchema({ id: 'jira', ...document }, 'jira');
  const compiled = new Map<string, ValidateFunction>();
  return (method, path, answer) => {
    if (answer.status >= 400) return [];
    const route = routeOf(document.paths, method.toLowerCase(), path);
    const operation = route === undefined ? undefined : document.paths[route]?.[method.toLowerCase()] as Json | undefined;
    if (operation === undefined) return [`${method} ${path} is not in the OpenAPI document`];
    const response = (operation['responses'] as Record<string, Json>)[String(answer.status)];
    if (response === undefined) return [`${method} ${path} does not answer ${String(answer.status)} in the OpenAPI document`];
    const schema = (response['content'] as Record<string, Json> | undefined)?.['application/json']?.['schema'];
    if (schema === undefined || answer.status >= 300) return [];
    const text = JSON.stringify(schema).replaceAll('"#/', '"jira#/');
    let validate = compiled.get(text);
    if (validate === undefined) compiled.set(text, (validate = ajv.compile(JSON.parse(text) as object)));
    return validate(answer.body) ? [] : (validate.errors ?? []).map((error) => `${method} ${path}: ${error.instancePath} ${error.message ?? ''} ${JSON.stringify(error.params)}`);
  };
}

/** The template of a path that has the method; literal segments win. */
function routeOf(paths: Record<string, Json>, method: string, path: string): string | undefined {
  const segments = path.split('?')[0]?.split('/') ?? [];
  const fits = (template: string): boolean => {
    const parts = template.split('/');
    return parts.length === segments.length && parts.every((part, index) => part.startsWith('{') || part === segments[index]);
  };
  return Object.keys(paths).filter((template) => method in (paths[template] ?? {}) && fits(template)).sort((a, b) => a.split('{').length - b.split('{').length)[0];
}

function strip(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(strip);
  if (typeof value !== 'object' || value === null) return value;
  // Alternatives that a discriminator tells apart overlap without it; beside them the document forbids every property.
  const alternatives = 'oneOf' in value && 'discriminator' in value;
  const kept = ([key]: [string, unknown]): boolean => !['example', 'examples', 'discriminator', ...(alternatives ? ['additionalProperties'] : [])].includes(key) && !key.startsWith('x-');
  return Object.fromEntries(Object.entries(value).filter(kept).map(([key, inner]) => [alternatives && key === 'oneOf' ? 'anyOf' : key, strip(inner)]));
}
