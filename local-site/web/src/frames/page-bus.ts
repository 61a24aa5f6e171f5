import { onLive } from '../live.ts';

/** Events between the app frames of this page, and realtime channels across the tabs of this browser. */
type EventListener = (event: string, payload: unknown) => void;
type RealtimeListener = (payload: unknown) => unknown;

const eventListeners = { own: new Set<EventListener>(), public: new Set<EventListener>() };
const channels = new Map<string, Set<RealtimeListener>>();
let tabs: BroadcastChannel | undefined;

/** Opened with the first use of a channel: most pages never need it. */
function otherTabs(): BroadcastChannel | undefined {
  if (tabs !== undefined || typeof BroadcastChannel === 'undefined') return tabs;
  tabs = new BroadcastChannel('local-site-realtime');
  tabs.onmessage = (message: MessageEvent<{ channel: string; payload: unknown }>) => {
    deliver(message.data.channel, message.data.payload);
  };
  return tabs;
}

export type EventScope = keyof typeof eventListeners;

export function listenToEvents(scope: EventScope, listener: EventListener): () => void {
  eventListeners[scope].add(listener);
  return () => {
    eventListeners[scope].delete(listener);
  };
}

/** Reaches every frame of the page, the emitting one included. */
export function emitEvent(scope: EventScope, event: string, payload: unknown): void {
  for (const listener of eventListeners[scope]) listener(event, payload);
}

let hearsServer = false;

export function subscribeRealtime(channel: string, listener: RealtimeListener): () => void {
  if (!hearsServer)
    onLive((event) => {
      if (event.type === 'realtime') deliverFromServer(event.channel, event.payload);
    });
  hearsServer = true;
  otherTabs();
  const listeners = channels.get(channel) ?? new Set();
  channels.set(channel, listeners.add(listener));
  return () => {
    listeners.delete(listener);
  };
}

export function publishRealtime(channel: string, payload: unknown): void {
  deliver(channel, payload);
  otherTabs()?.postMessage({ channel, payload });
}

/** What the app's backend published: it names the channel only, so every scope of that channel hears it. */
function deliverFromServer(channel: string, payload: unknown): void {
  for (const key of channels.keys()) if (key === channel || key.endsWith(`|${channel}`)) deliver(key, payload);
}

/** A channel belongs to its module and work item, unless it is global. */
export function channelKey(channel: string, isGlobal: boolean, moduleKey: string, subject: string): string {
  return isGlobal ? `global|${channel}` : `${moduleKey}|${subject}|${channel}`;
}

function deliver(key: string, payload: unknown): void {
  for (const listener of channels.get(key) ?? []) void listener(payload);
}
