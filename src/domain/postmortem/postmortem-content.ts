import type { PostmortemField, SiteFieldMap } from '../site/site-field-map';
import { canonicalJson } from '../timeline/canonical-json';
import { fieldText } from './field-text';
import type { WorkItem } from './work-item';

/** Plain text of every section, and the option id of the cause category ('' when none is chosen). */
export type PostmortemContent = Readonly<Record<PostmortemField, string>>;

export function contentOf({ fields }: WorkItem, site: SiteFieldMap): PostmortemContent {
  const sections = Object.entries(site.fields.postmortem) as [PostmortemField, string][];
  return Object.fromEntries(sections.map(([section, fieldId]) => [section, fieldText(fields[fieldId])])) as PostmortemContent;
}

/** What approvals are bound to: SHA-256 of the content's canonical JSON. Title, owner and due date are no content. */
export function contentHash(content: PostmortemContent, sha256: (text: string) => string): string {
  return sha256(canonicalJson(content));
}
