import type { SiteFieldMap } from '../../../src/domain/site/site-field-map';
import { items, readJira, record, textOf } from '../bridge/jira';

export interface Choice {
  readonly id: string;
  readonly label: string;
}

export interface ImpactChoices {
  readonly severity: readonly Choice[];
  readonly service: readonly Choice[];
  readonly products: readonly Choice[];
}

/** The values an editor may choose from. @throws {JiraRefused} */
export async function readChoices(issueId: string, site: SiteFieldMap): Promise<ImpactChoices> {
  const meta = record(record(await readJira(`/rest/api/3/issue/${issueId}/editmeta`)).fields);
  const choices = (fieldId: string): readonly Choice[] =>
    items(record(meta[fieldId]).allowedValues).flatMap((value) => {
      const id = textOf(record(value).id);
      return id === null ? [] : [{ id, label: textOf(record(value).value) ?? id }];
    });
  return {
    severity: choices(site.fields.severity),
    service: choices(site.fields.faultyService),
    products: choices(site.fields.affectedProducts),
  };
}
