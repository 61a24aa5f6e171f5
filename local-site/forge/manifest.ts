import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

export interface ManifestModule {
  readonly key: string;
  readonly type: string;
  /** The module as written, for the properties only its own type has. */
  readonly raw: Readonly<Record<string, unknown>>;
}

interface ManifestFunction {
  readonly key: string;
  /** `path/under/src.exportName`. */
  readonly handler: string;
  readonly timeoutSeconds?: number;
}

interface ManifestResource {
  readonly key: string;
  /** Absolute folder. */
  readonly directory: string;
  /** Entry name → HTML file inside the folder. */
  readonly entries: Readonly<Record<string, string>>;
}

type AttributeType = 'string' | 'boolean' | 'float' | 'integer' | 'any';

export interface ManifestIndex {
  readonly name: string;
  readonly partition: readonly string[];
  readonly range: readonly string[];
}

export interface ManifestEntity {
  readonly name: string;
  readonly attributes: Readonly<Record<string, AttributeType>>;
  readonly indexes: readonly ManifestIndex[];
}

/** `manifest.yml` as the local site uses it. It does not replace the platform's own validation (see the lint tests). */
export interface Manifest {
  /** Folder of the app. */
  readonly root: string;
  readonly appId: string;
  readonly scopes: readonly string[];
  /** Scopes the app may use for a user who is not there (`allowImpersonation`). */
  readonly impersonationScopes: readonly string[];
  /** Permissions as written: content security and egress. */
  readonly permissions: Readonly<Record<string, unknown>>;
  /** Every module that is not a function, in the order of the file. */
  readonly modules: readonly ManifestModule[];
  readonly functions: readonly ManifestFunction[];
  readonly resources: readonly ManifestResource[];
  readonly entities: readonly ManifestEntity[];
  readonly translations: {
    readonly fallback: string;
    readonly files: Readonly<Record<string, string>>;
    readonly fallbacks: Readonly<Record<string, unknown>>;
  };
}

type Raw = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Raw => typeof value === 'object' && value !== null && !Array.isArray(value);
const object = (value: unknown): Raw => (isObject(value) ? value : {});
const list = (value: unknown): readonly Raw[] => (Array.isArray(value) ? value.filter(isObject) : []);
const textOr = (value: unknown, otherwise: string): string => (typeof value === 'string' ? value : otherwise);
const strings = (value: unknown): readonly string[] => (Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []);

function text(of: Raw, property: string, where: string): string {
  const value = of[property];
  if (typeof value !== 'string') throw new Error(`manifest.yml: ${where} needs a text "${property}"`);
  return value;
}

/** Reads and shapes `<root>/manifest.yml`; throws a sentence naming what is missing. */
export function loadManifest(root: string): Manifest {
  const raw = object(parse(readFileSync(path.join(root, 'manifest.yml'), 'utf8')));
  const app = object(raw.app);
  const permissions = object(raw.permissions);
  const modules = object(raw.modules);
  const translations = object(raw.translations);
  return {
    root,
    appId: text(app, 'id', 'app').replace('ari:cloud:ecosystem::app/', ''),
    scopes: Array.isArray(permissions.scopes) ? strings(permissions.scopes) : Object.keys(object(permissions.scopes)),
    impersonationScopes: Object.entries(object(permissions.scopes))
      .filter(([, options]) => object(options).allowImpersonation === true)
      .map(([scope]) => scope),
    permissions,
    modules: Object.entries(modules).flatMap(([type, items]) =>
      type === 'function' ? [] : list(items).map((item) => ({ key: text(item, 'key', type), type, raw: item })),
    ),
    functions: list(modules.function).map((item) => ({
      key: text(item, 'key', 'function'),
      handler: text(item, 'handler', 'function'),
      ...(typeof item.timeoutSeconds === 'number' && { timeoutSeconds: item.timeoutSeconds }),
    })),
    resources: list(raw.resources).map((item) => resource(root, item)),
    entities: list(object(app.storage).entities).map(entity),
    translations: {
      fallback: textOr(object(translations.fallback).default, 'en-US'),
      fallbacks: object(translations.fallback),
      files: Object.fromEntries(
        list(translations.resources).map((item) => [
          text(item, 'key', 'translations'),
          path.join(root, text(item, 'path', 'translations')),
        ]),
      ),
    },
  };
}

function resource(root: string, item: Raw): ManifestResource {
  const target = path.join(root, text(item, 'path', 'resources'));
  const entries = Object.fromEntries(Object.entries(object(item.entry)).map(([name, file]) => [name, String(file)]));
  return { key: text(item, 'key', 'resources'), directory: target, entries };
}

function entity(item: Raw): ManifestEntity {
  const name = text(item, 'name', 'entities');
  const attributes = Object.fromEntries(
    Object.entries(object(item.attributes)).map(([key, of]) => [key, text(object(of), 'type', `attribute ${key}`) as AttributeType]),
  );
  const indexes = (Array.isArray(item.indexes) ? item.indexes : []).map((index): ManifestIndex =>
    typeof index === 'string'
      ? { name: index, partition: [], range: [index] }
      : {
          name: text(object(index), 'name', `index of ${name}`),
          partition: strings(object(index).partition),
          range: strings(object(index).range),
        },
  );
  for (const index of indexes) {
    if (index.range.length !== 1) throw new Error(`manifest.yml: index ${index.name} of ${name} needs exactly one range attribute`);
    for (const attribute of [...index.partition, ...index.range]) {
      if (!(attribute in attributes))
        throw new Error(`manifest.yml: index ${index.name} of ${name} uses the undeclared attribute ${attribute}`);
    }
  }
  return { name, attributes, indexes };
}

/** Modules of one type. */
export function modulesOf(manifest: Manifest, type: string): readonly ManifestModule[] {
  return manifest.modules.filter((module) => module.type === type);
}

/** The function that `module.function` or `module.<property>.function` names. */
export function functionOf(module: ManifestModule, property?: 'resolver'): string | undefined {
  const holder = property === undefined ? module.raw : object(module.raw[property]);
  const key = holder.function;
  return typeof key === 'string' ? key : undefined;
}
