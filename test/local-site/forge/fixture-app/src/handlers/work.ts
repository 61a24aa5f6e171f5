import { InvocationError, InvocationErrorCode, type AsyncEvent } from '@forge/events';
import kvs from '@forge/kvs';

interface Work {
  name: string;
  mode?: 'retry' | 'throw' | 'hang-once';
}

/** Notes each delivery, then ends as its body orders. */
export async function run(event: AsyncEvent & { body: Work }): Promise<unknown> {
  const { name, mode } = event.body as unknown as Work;
  const key = `work:${name}`;
  const before = (await kvs.get<{ deliveries: number; data?: unknown }>(key)) ?? { deliveries: 0 };
  await kvs.set(key, { deliveries: before.deliveries + 1, retryData: event.retryContext?.retryData ?? null });
  if (mode === 'hang-once' && before.deliveries === 0) return new Promise(() => undefined);
  if (mode === 'retry' && before.deliveries === 0)
    return new InvocationError({ retryAfter: 30, retryReason: InvocationErrorCode.FUNCTION_RETRY_REQUEST, retryData: { n: 1 } });
  if (mode === 'throw' && before.deliveries === 0) throw new Error('work broke');
  return undefined;
}
