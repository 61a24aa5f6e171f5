import { randomUUID } from 'node:crypto';
import type { Collection, Database } from '../store/database.ts';
import type { Manifest } from './manifest.ts';

/** Fixed identities of the site and of the app's one environment here. */
export const cloudId = '11111111-2222-4333-8444-555555555555';
export const environmentId = 'e0e0e0e0-0000-4000-8000-000000000001';
export const contextAri = `ari:cloud:jira::site/${cloudId}`;

/** The app on this site: installed or not, its code running or not. */
export interface Installation {
  readonly installationId: string;
  readonly installed: boolean;
  readonly running: boolean;
  /** Epoch ms of site time. */
  readonly installedAt: number;
}

export interface InstallationRecord {
  get(): Installation;
  change(patch: Partial<Installation>): Installation;
  /** A new installation, as the platform makes on each install. */
  renew(at: number): Installation;
  clear(): void;
}

const never: Installation = { installationId: '', installed: false, running: false, installedAt: 0 };

export function openInstallation(database: Database): InstallationRecord {
  const saved: Collection<Installation> = database.collection('forge.installation');
  const get = (): Installation => saved.get('app') ?? never;
  const put = (next: Installation): Installation => {
    saved.put('app', next);
    return next;
  };
  return {
    get,
    change: (patch) => put({ ...get(), ...patch }),
    renew: (at) => put({ installationId: randomUUID(), installed: true, running: true, installedAt: at }),
    clear: () => {
      saved.clear();
    },
  };
}

/** The id a workflow rule or a permission of a module carries on this site. */
export function moduleAri(manifest: Manifest, moduleKey: string): string {
  return `ari:cloud:ecosystem::extension/${manifest.appId}/${environmentId}/static/${moduleKey}`;
}
