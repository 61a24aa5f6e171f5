import type { SiteFieldMap } from '../../domain/site/site-field-map';

/** What setup created in each project. */
export interface Sites {
  /** Null when the project was never set up. */
  fieldMap(projectId: string): Promise<SiteFieldMap | null>;
}
