import type { ManifestEntity } from '../manifest.ts';
import { KvsError, invalidRequest } from './kvs-error.ts';

/** Documented limits of Forge storage (developer.atlassian.com/platform/forge/limits-kvs-ce). */
export const kvsLimits = {
  keyLength: 500,
  valueBytes: 240 * 1024,
  depth: 31,
  operations: 25,
  requestBytes: 4 * 1024 * 1024,
  pageSize: 100,
  defaultPage: 10,
  conditions: 100,
  partitionBytes: 1700,
  rangeBytes: 900,
  ttlMs: 365 * 86_400_000,
} as const;

const keyPattern = /^(?!\s+$)[a-zA-Z0-9:._\s\-#]+$/;

export function checkKey(key: unknown): string {
  if (typeof key !== 'string' || key.length === 0) throw invalidRequest('A key must be a text that is not empty');
  if (key.length > kvsLimits.keyLength)
    throw new KvsError(400, 'KEY_TOO_LONG', `A key may have ${String(kvsLimits.keyLength)} characters`, { length: key.length });
  if (!keyPattern.test(key)) throw new KvsError(400, 'INVALID_KEY', `The key "${key}" does not match ${keyPattern.source}`);
  return key;
}

export function checkValue(value: unknown): void {
  if (value === undefined || value === null) throw new KvsError(400, 'INVALID_VALUE', 'A value may not be null or undefined');
  const bytes = Buffer.byteLength(JSON.stringify(value));
  if (bytes > kvsLimits.valueBytes) throw new KvsError(400, 'MAX_SIZE', 'A value may have 240 KiB', { bytes });
  if (depthOf(value) > kvsLimits.depth) throw new KvsError(400, 'MAX_DEPTH', 'An object may be 31 levels deep');
}

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Object.values(value).reduce<number>((deepest, item) => Math.max(deepest, depthOf(item)), 0);
}

/** The platform stores an entity only when every attribute is declared and of its declared type; null is never storable. */
export function checkEntityValue(entity: ManifestEntity, value: unknown): void {
  checkValue(value);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw schemaError(entity, 'the value must be an object');
  const attributes = value as Readonly<Record<string, unknown>>;
  for (const [name, item] of Object.entries(attributes)) {
    const type = entity.attributes[name];
    if (type === undefined) throw schemaError(entity, `attribute ${name} is not declared`);
    if (!matchesType(type, item)) throw schemaError(entity, `attribute ${name} must be ${type === 'integer' ? 'a 32-bit integer' : type}`);
  }
  for (const index of entity.indexes) {
    if (byteLength(index.partition.map((name) => attributes[name])) > kvsLimits.partitionBytes)
      throw schemaError(entity, `the partition of index ${index.name} may have 1,700 bytes`);
    if (byteLength(index.range.map((name) => attributes[name])) > kvsLimits.rangeBytes)
      throw schemaError(entity, `the range of index ${index.name} may have 900 bytes`);
  }
}

const byteLength = (values: readonly unknown[]): number =>
  values.reduce<number>(
    (sum, value) => sum + (value === undefined ? 0 : Buffer.byteLength(typeof value === 'string' ? value : JSON.stringify(value))),
    0,
  );

function matchesType(type: string, value: unknown): boolean {
  switch (type) {
    case 'string':
      return typeof value === 'string';
    case 'boolean':
      return typeof value === 'boolean';
    case 'float':
      return typeof value === 'number' && Number.isFinite(value);
    case 'integer':
      return Number.isInteger(value) && (value as number) >= -(2 ** 31) && (value as number) < 2 ** 31;
    default:
      return value !== null && value !== undefined;
  }
}

function schemaError(entity: ManifestEntity, why: string): KvsError {
  return new KvsError(400, 'SCHEMA_VALIDATION_FAILED', `Entity ${entity.name}: ${why}`, { entityName: entity.name });
}

const unitMs: Readonly<Record<string, number>> = { SECONDS: 1000, MINUTES: 60_000, HOURS: 3_600_000, DAYS: 86_400_000 };

/** Milliseconds of a `ttl` option, or undefined without one. */
export function ttlOf(options: unknown): number | undefined {
  const ttl = (options as { ttl?: { value?: unknown; unit?: unknown } } | undefined)?.ttl;
  if (ttl === undefined) return undefined;
  const unit = unitMs[String(ttl.unit)];
  const ms = typeof ttl.value === 'number' && unit !== undefined ? ttl.value * unit : 0;
  if (!(ms > 0) || ms > kvsLimits.ttlMs)
    throw new KvsError(400, 'INVALID_TTL', 'A ttl needs a positive value and a unit, and may be one year at most');
  return ms;
}
