/** Time as use cases see it; epoch milliseconds. */
export interface Clock {
  now(): number;
  /** Waits between two tries; never to make something happen. */
  pause(ms: number): Promise<void>;
  /** Milliseconds until the platform ends this invocation. */
  remainingMs(): number;
}
