import { InvocationError, InvocationErrorCode } from '@forge/events';
import kvs from '@forge/kvs';

async function append(key: string, entry: unknown): Promise<void> {
  const before = (await kvs.get<unknown[]>(key)) ?? [];
  await kvs.set(key, [...before, entry]);
}

interface Event {
  eventType: string;
  selfGenerated: boolean;
  issue?: { key: string };
  installerAccountId?: string;
  retryContext?: { retryCount: number; retryData?: unknown };
}

export async function note(event: Event): Promise<void> {
  await append('noted', [event.eventType, event.issue?.key, event.selfGenerated]);
}

export async function retry(event: Event): Promise<unknown> {
  await append('retried', event.retryContext?.retryCount ?? 0);
  return new InvocationError({ retryAfter: 10, retryReason: InvocationErrorCode.FUNCTION_RETRY_REQUEST, retryData: { seen: true } });
}

export async function installed(event: Event): Promise<void> {
  await kvs.set('installed-by', event.installerAccountId);
}

export async function tick(): Promise<unknown> {
  await append('ticks', Date.now());
  return { statusCode: 204 };
}

export async function hour(): Promise<unknown> {
  await append('hours', Date.now());
  return { statusCode: 204 };
}

export async function hook(request: { body: string; queryParameters: Record<string, string[]> }): Promise<unknown> {
  await kvs.set('hooked', { body: request.body, query: request.queryParameters });
  return { outputKey: 'ok' };
}

export function bye(): void {
  console.log('goodbye');
}
