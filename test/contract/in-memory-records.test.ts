import type { IncidentState } from '../../src/domain/incident/incident-state';
import { inMemoryRecords } from '../support/in-memory-records';
import { recordsContract } from './records-contract';

recordsContract('memory', () => {
  const records = inMemoryRecords<IncidentState>();
  return { records, outbox: records.outbox };
});
