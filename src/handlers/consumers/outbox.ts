import * as v from 'valibot';
import { claimAndCarryOut } from '../../app/carry-out-effects';
import { expireHandover } from '../../app/hand-over';
import { incidentPorts } from '../../wiring';

/** Version 1 of what is pushed; events of one version of the app may reach the next. */
const wake = v.union([
  v.object({ v: v.literal(1), effects: v.array(v.string()) }),
  v.object({ v: v.literal(1), record: v.object({ kind: v.picklist(['inc', 'pm']), issueId: v.string() }) }),
]);
const delivery = v.object({ body: wake });

/**
 * Queue `outbox`, at least once and in no order: an effect that is gone was carried out, one that is claimed is being carried
 * out; one that fails stays in storage with a later time, where the sweep finds it, so nothing here asks the queue for
 * another delivery.
 */
export async function run(event: unknown): Promise<void> {
  const parsed = v.safeParse(delivery, event);
  if (!parsed.success) return;
  const { body } = parsed.output;
  const ports = incidentPorts();
  if ('record' in body) {
    if (body.record.kind === 'inc') await expireHandover(ports, body.record.issueId);
    return;
  }
  for (const key of body.effects) {
    const effect = await ports.outbox.read(key);
    if (effect !== null) await claimAndCarryOut(ports, effect);
  }
}
