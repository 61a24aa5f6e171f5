import { rest } from '../rest.ts';
import type { FrameMount } from './frame-mount.ts';

/** An app module offered at a place of the stage, as `/__stage/modules` describes it. */
export interface StageModule {
  readonly key: string;
  readonly type: string;
  readonly title: string;
  readonly icon?: string;
  readonly url: string;
  readonly viewportSize?: string | { readonly width: string; readonly height?: string };
  /** Issue panels: shown without being asked for. */
  readonly pinned?: boolean;
  readonly status?: { readonly type: string; readonly value: { readonly label: string; readonly type?: string } };
  readonly createUrl?: string;
  readonly editUrl?: string;
  readonly viewUrl?: string;
}

export async function loadModules(place: Readonly<Record<string, string>>): Promise<readonly StageModule[]> {
  return (await rest<{ modules: readonly StageModule[] }>(`/__stage/modules?${new URLSearchParams(place).toString()}`)).modules;
}

export function mountOf(
  module: StageModule,
  subject: { readonly issueKey?: string; readonly projectKey?: string; readonly pageBase?: string },
): FrameMount {
  return { moduleKey: module.key, title: module.title, url: module.url, ...subject };
}

/** Heights that Forge gives to inline modules with a viewport size; without one a module is as high as its content. */
export function inlineHeight(size: StageModule['viewportSize']): string | undefined {
  if (typeof size === 'object') return size.height;
  const heights: Readonly<Record<string, string>> = { small: '150px', medium: '350px', large: '550px', xlarge: '750px' };
  return size === undefined ? undefined : heights[size];
}
