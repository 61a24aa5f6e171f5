/** Installed or upgraded: one log line. Setup waits for an admin, who sees the plan first; nothing is created silently. */
export function run(event: unknown): { statusCode: number } {
  const kind = typeof event === 'object' && event !== null && 'eventType' in event ? String(event.eventType) : 'unknown event';
  console.info(`lifecycle: ${kind}`);
  return { statusCode: 204 };
}
