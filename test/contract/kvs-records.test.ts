import { kvs } from '@forge/kvs';
import { incidentStateCodec } from '../../src/adapters/storage/incident-state-codec';
import { kvsOutbox } from '../../src/adapters/storage/kvs-outbox';
import { kvsRecords } from '../../src/adapters/storage/kvs-records';
import { nodeEntropy } from '../../src/adapters/platform/node-entropy';
import type { IncidentPorts } from '../../src/app/ports/incident-ports';
import { openIncident } from '../../src/app/open-incident';
import { sendInternalUpdate } from '../../src/app/send-internal-update';
import { takeCommand } from '../../src/app/take-command';
import { addNote } from '../../src/app/write-timeline';
import { openForgeStorage, type ForgeStorage } from '../support/forge-storage';
import { incidentWorld, type IncidentWorld } from '../support/incident-world';
import { recordsContract } from './records-contract';

recordsContract("Forge's key-value store", () => {
  const storage = openForgeStorage();
  return { records: kvsRecords(incidentStateCodec), outbox: kvsOutbox(), close: () => storage.close() };
});

/** A long id, of the kind that newer accounts have. */
const person = (name: string): string => `712020:00000000-0000-4000-8000-${name.padStart(12, '0')}`;

describe('what an incident costs in storage', () => {
  let storage: ForgeStorage;
  let world: IncidentWorld;
  let ports: IncidentPorts;
  beforeEach(() => {
    storage = openForgeStorage();
    world = incidentWorld();
    ports = { ...world.ports, records: kvsRecords(incidentStateCodec), outbox: kvsOutbox(), entropy: nodeEntropy };
  });
  afterEach(() => storage.close());

  const write = (n: number): ReturnType<typeof addNote> =>
    addNote(ports, world.as(person(String(n % 5))), {
      commandId: `command-${n}`,
      kind: 'note',
      text: 'Replica lag is down to two seconds; orders go through again.',
    });

  test('is at most 1.5 KB for each entry, at the tenth as at the thousandth', async () => {
    await takeCommand(ports, world.as(person('1')), { commandId: 'command-0' });
    const costs: number[] = [];
    for (let n = 1; n <= 1_000; n++) {
      storage.bytesWritten();
      await write(n);
      costs.push(storage.bytesWritten());
    }
    expect(costs[9]).toBeLessThanOrEqual(1_536);
    expect(Math.max(...costs.slice(10))).toBeLessThanOrEqual(1_536);
    const head = await kvs.entity('head').get('inc:10001');
    expect(Buffer.byteLength(JSON.stringify(head))).toBeLessThanOrEqual(1_024);
  });

  test('is at most 1.5 KB for an update with its effect on Jira', async () => {
    await takeCommand(ports, world.as(person('1')), { commandId: 'command-0' });
    for (let n = 1; n <= 20; n++) await write(n);
    storage.bytesWritten();
    await sendInternalUpdate(ports, world.as(person('1')), {
      commandId: 'update-1',
      text: 'Checkout fails for one in five customers. Cause unknown. Next update in half an hour.',
      stage: 'investigating',
      final: false,
      nextUpdateMinutes: undefined,
    });
    expect(storage.bytesWritten()).toBeLessThanOrEqual(1_536);
  });

  test('is two operations for opening the panel', async () => {
    await takeCommand(ports, world.as(person('1')), { commandId: 'command-0' });
    for (let n = 1; n <= 30; n++) await write(n);
    storage.operations();
    const reply = await openIncident(ports, world.as(person('1')));
    expect(storage.operations()).toEqual(['/api/v1/batch/get', '/api/v1/batch/get']);
    expect(reply.ok && reply.value.events.length).toBe(24);
  });
});
