import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Ajv } from 'ajv';

// Both packages are CommonJS with a default export, which import and require name differently.
const require = createRequire(import.meta.url);
const { default: AjvDraft4 } = require('ajv-draft-04') as { default: new (options: object) => Ajv };
const { default: addFormats } = require('ajv-formats') as { default: (ajv: Ajv) => void };

export interface RecordedAnswer {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly body?: unknown;
}

export interface Schemas {
  /** What the document says against this answer; empty when it agrees. */
  check(answer: RecordedAnswer): string[];
  routesSeen(): number;
}

interface Operation {
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: object }>> }>>;
}

const BASE = 'https://jira.invalid/openapi.json';

/** Compiles Atlassian's OpenAPI document on demand, one schema per route and status. */
export function createSchemas(file: string): Schemas {
  const document = JSON.parse(readFileSync(file, 'utf8'), withoutAnnotations) as { paths: Record<string, Record<string, Operation>> };
  const ajv = new AjvDraft4({ strict: false, allErrors: true, validateFormats: true });
  addFormats(ajv);
  for (const format of ['int32', 'int64', 'float', 'double', 'byte', 'binary']) ajv.addFormat(format, true);
  ajv.addSchema(absolute(document) as object, BASE);
  const routes = new Set<string>();
  return {
    routesSeen: () => routes.size,
    check({ method, path, status, body }) {
      const operation = document.paths[path]?.[method.toLowerCase()];
      if (operation === undefined) return ['the document knows no such route'];
      routes.add(`${method} ${path}`);
      const response = operation.responses[String(status)] ?? operation.responses.default;
      if (response === undefined) return status >= 400 ? checkErrorBody(body) : [`the document knows no status ${String(status)} here`];
      const pointer = [
        'paths',
        path,
        method.toLowerCase(),
        'responses',
        operation.responses[String(status)] ? String(status) : 'default',
        'content',
        'application/json',
        'schema',
      ];
      if (response.content?.['application/json']?.schema === undefined) return status >= 400 ? checkErrorBody(body) : [];
      const validate = ajv.getSchema(`${BASE}#/${pointer.map(escapePointer).join('/')}`);
      if (validate === undefined) return ['the schema cannot be compiled'];
      if (validate(body) === true) return [];
      return [
        ...new Set(
          (validate.errors ?? []).map(
            (error) => `${error.instancePath.replace(/\/\d+/g, '/*') || '/'} ${error.message ?? ''} ${JSON.stringify(error.params)}`,
          ),
        ),
      ];
    },
  };
}

/** Errors that a route does not describe still have Jira's shape. */
function checkErrorBody(body: unknown): string[] {
  if (typeof body !== 'object' || body === null) return ['an error without a body'];
  return 'errorMessages' in body || 'errors' in body || 'message' in body ? [] : ["an error body that is not Jira's"];
}

function withoutAnnotations(this: unknown, key: string, value: unknown): unknown {
  // A property may be called "example": annotations stand beside a type, never among properties.
  if ((key === 'example' || key === 'examples') && !isSchemaProperty(value)) return undefined;
  if (key === 'discriminator' || key.startsWith('x-')) return undefined;
  return value;
}

function isSchemaProperty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && ('type' in value || '$ref' in value) && 'description' in value;
}

function absolute(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(absolute);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === '$ref' && typeof inner === 'string' && inner.startsWith('#') ? BASE + inner : absolute(inner),
    ]),
  );
}

function escapePointer(part: string): string {
  return encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
}
