import { siteFieldMapFrom } from '../../../../src/domain/provisioning/ledger';
import { completeLedger, settledMap } from './settled-site';

/** What only setup itself needs; gates, screens and use cases read nothing of it. */
const NOT_IN_THE_MAP = [
  'resolution.complete',
  'resolution.waived',
  'screen.incident',
  'screen.incidentCreate',
  'screen.postmortem',
  'screen.resolve',
  'screen.reason',
  'screenScheme.incident',
  'screenScheme.postmortem',
  'workflow.incident',
  'workflow.postmortem',
];

const lacking = (key: string) => Object.fromEntries(Object.entries(completeLedger).filter(([each]) => each !== key));

describe('The site map', () => {
  it('is made from a complete ledger', () => {
    expect(siteFieldMapFrom(completeLedger, '10000')).toEqual(settledMap);
  });

  it('carries the project it is for', () => {
    expect(siteFieldMapFrom(completeLedger, '10001')?.projectId).toBe('10001');
  });

  it.each(Object.keys(completeLedger).filter((key) => !NOT_IN_THE_MAP.includes(key)))('does not exist without %s', (key) => {
    expect(siteFieldMapFrom(lacking(key), '10000')).toBeUndefined();
  });

  it.each(NOT_IN_THE_MAP)('does not need %s', (key) => {
    expect(siteFieldMapFrom(lacking(key), '10000')).toEqual(settledMap);
  });
});
